internal import CMaxMindDB
package import Evidence
internal import Glibc
internal import Synchronization

/// A database in MaxMind's format: the country of an address and, where the database has it, its
/// autonomous system.
///
/// This file is the only one that imports `CMaxMindDB`. Read are `country.iso_code` (or a bare
/// `country_code`) and `autonomous_system_number`; everything else such databases carry is left.
/// The file stays mapped while the value lives: replace it by renaming, never by writing into it.
package final class MMDB: Sendable {
  private let database: Mutex<Database>
  /// Turns AS numbers into providers.
  private let systems: PlaceTable
  private let name: String
  package let data: [PlaceData]

  /// Opens the database at `path`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - origin: Where it came from, if not from `path`.
  ///   - systems: The table that knows which provider an AS number belongs to.
  /// - Throws: ``PlacesError/Code/missing`` when there is no such file, ``PlacesError/Code/badData``
  ///   when it is no database.
  package init(
    path: String, origin: String? = nil, systems: PlaceTable = .embedded
  ) throws(PlacesError) {
    let origin = origin ?? path
    let database = try Database(path: path, origin: origin)
    let built = Timestamp(secondsSinceEpoch: database.buildEpoch)
    let name = "\(database.type) \(built.rfc3339.prefix(10))"
    self.name = name
    self.systems = systems
    data = [
      PlaceData(
        name: name, gives: ["area", "provider"], date: built, origin: origin)
    ]
    self.database = Mutex(database)
  }
}

extension MMDB: PlaceSource {
  package func answer(for address: IPAddress) -> PlaceAnswer {
    let (country, system) = database.withLock { $0.lookUp(address) }
    var answer = PlaceAnswer()
    if let country, let area = Place.Area(country: country) {
      answer.location = .init(area: area, country: country.uppercased(), source: name)
    }
    if let system, let provider = systems.provider(ofSystem: system) {
      answer.owner = .init(provider: provider, source: name)
    }
    return answer
  }
}

/// The library's handle: opened and closed once.
@safe private struct Database: ~Copyable {
  private let handle: UnsafeMutablePointer<MMDB_s>
  let type: String
  /// Seconds since 1970-01-01T00:00:00Z.
  let buildEpoch: Int64

  init(path: String, origin: String) throws(PlacesError) {
    let opened = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
    let status = unsafe MMDB_open(path, icp_mmdb_mode_mmap, opened)
    guard status == icp_mmdb_success else {
      unsafe opened.deallocate()
      if status == MMDB_FILE_OPEN_ERROR {
        throw PlacesError(.missing, "cannot open \(origin)")
      }
      throw PlacesError(
        .badData,
        "\(origin) is no MaxMind database: \(unsafe String(cString: MMDB_strerror(status)))",
        hint: "Give a file that ends in .mmdb, such as a country database.")
    }
    let metadata = unsafe opened.pointee.metadata
    type = unsafe metadata.database_type.map { unsafe String(cString: $0) } ?? "MMDB"
    buildEpoch = Int64(clamping: unsafe metadata.build_epoch)
    unsafe handle = unsafe opened
  }

  deinit {
    unsafe MMDB_close(handle)
    unsafe handle.deallocate()
  }

  /// The country code and the AS number of `address`; what the database lacks, or is damaged where
  /// it should be, is `nil`.
  func lookUp(_ address: IPAddress) -> (country: String?, system: UInt32?) {
    var failure: Int32 = 0
    var found = unsafe Self.withSocketAddress(of: address) {
      unsafe MMDB_lookup_sockaddr(handle, $0, &failure)
    }
    guard failure == icp_mmdb_success, unsafe found.found_entry else { return (nil, nil) }
    let country =
      unsafe Self.text(&found.entry, "country", "iso_code")
      ?? Self.text(&found.entry, "country_code", nil)
    let number = unsafe Self.value(&found.entry, "autonomous_system_number", nil)
      .map { data in unsafe withUnsafePointer(to: data) { unsafe icp_mmdb_number($0) } }
    return (country, number.flatMap { $0 == 0 ? nil : $0 })
  }

  private static func value(
    _ entry: inout MMDB_entry_s, _ key: String, _ inner: String?
  ) -> MMDB_entry_data_s? {
    var data = unsafe MMDB_entry_data_s()
    let status =
      if let inner {
        unsafe icp_mmdb_get_value(&entry, &data, key, inner)
      } else {
        unsafe icp_mmdb_get_value(&entry, &data, key, nil)
      }
    return unsafe status == icp_mmdb_success && data.has_data ? data : nil
  }

  private static func text(
    _ entry: inout MMDB_entry_s, _ key: String, _ inner: String?
  ) -> String? {
    guard let data = unsafe value(&entry, key, inner) else { return nil }
    return unsafe withUnsafePointer(to: data) { data in
      guard let start = unsafe icp_mmdb_text(data) else { return nil }
      // A code has two letters; what is longer is no code, however long the database says it is.
      let octets = unsafe UnsafeRawBufferPointer(
        start: start, count: min(Int(unsafe data.pointee.data_size), 3))
      return unsafe String(validating: octets, as: UTF8.self)
    }
  }

  private static func withSocketAddress<Result>(
    of address: IPAddress, _ body: (UnsafePointer<sockaddr>) -> Result
  ) -> Result {
    switch address.family {
    case .v4:
      var v4 = sockaddr_in()
      v4.sin_family = sa_family_t(AF_INET)
      v4.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.bits).bigEndian
      return unsafe withUnsafePointer(to: v4) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0) }
      }
    case .v6:
      var v6 = sockaddr_in6()
      v6.sin6_family = sa_family_t(AF_INET6)
      unsafe withUnsafeMutableBytes(of: &v6.sin6_addr) {
        unsafe $0.copyBytes(from: address.octets)
      }
      return unsafe withUnsafePointer(to: v6) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0) }
      }
    }
  }
}

internal import Evidence
internal import Wire

/// The zones a scenario's names lie in, and who serves them.
///
/// A zone is cut at the root, at every top-level label, at the two last labels of every name that
/// exists, and wherever the scenario delegates. All but the delegated ones are served by
/// ``Zones/ownServer`` at the resolver's address.
struct Zones: Sendable {
  struct Zone: Sendable {
    let name: DNSName
    let servers: [DelegatedServer]
    let isDelegated: Bool
  }

  private let cuts: [DNSName: Zone]
  /// Names that exist without an entry, for what lies below them (RFC 8020).
  private let parents: Set<DNSName>
  let ownServer: DelegatedServer
  private let root: Zone

  init(_ names: NameTable, resolver: IPAddress) {
    let own = DelegatedServer(
      name: DNSName("ns1.icpdiag-lab.example") ?? .root, address: resolver)
    let root = Zone(name: .root, servers: [own], isDelegated: false)
    var cuts: [DNSName: Zone] = [.root: root]
    var parents: Set<DNSName> = [.root]
    let entries =
      names.exact.map { ($0, $1) } + names.wildcards.map { ($0, $1) } + [(own.name, NameEntry())]
    for (name, entry) in entries {
      if let servers = entry.delegation {
        cuts[name] = Zone(name: name, servers: servers, isDelegated: true)
      }
      // The zones above a name exist even if the name itself does not.
      var ancestor = entry.failure == .nxdomain ? name.parent : name
      while let current = ancestor, !current.isRoot {
        parents.insert(current)
        if current.labels.count <= 2, cuts[current] == nil {
          cuts[current] = Zone(name: current, servers: [own], isDelegated: false)
        }
        ancestor = current.parent
      }
    }
    self.cuts = cuts
    self.parents = parents
    self.root = root
    ownServer = own
  }

  /// The zone that holds `name`.
  func zone(of name: DNSName) -> Zone {
    var current: DNSName? = name
    while let name = current {
      if let zone = cuts[name] { return zone }
      current = name.parent
    }
    return root
  }

  /// The zone cut at `name` itself.
  func apex(_ name: DNSName) -> Zone? { cuts[name] }

  /// Whether something lies at or below `name`.
  func exists(_ name: DNSName) -> Bool { parents.contains(name) }
}

extension Zones.Zone {
  /// How long records of the lab's own making may be remembered, in seconds.
  private static let ttl: UInt32 = 60

  var nsRecords: [Record] {
    servers.map { Record(name: name, type: .ns, ttl: Self.ttl, data: .name($0.name)) }
  }

  var glue: [Record] {
    servers.compactMap { server in
      server.address.map { $0.record(named: server.name, ttl: Self.ttl) }
    }
  }

  var soaRecord: Record {
    let primary = servers.first?.name ?? .root
    return Record(
      name: name, type: .soa, ttl: Self.ttl,
      data: .soa(
        RecordData.SOA(
          mname: primary, rname: DNSName("hostmaster.icpdiag-lab.example") ?? .root, serial: 1,
          refresh: 3600, retry: 600, expire: 86_400, minimum: 30)))
  }
}

extension IPAddress {
  func record(named name: DNSName, ttl: UInt32) -> Record {
    switch family {
    case .v4: Record(name: name, type: .a, ttl: ttl, data: .a(octets))
    case .v6: Record(name: name, type: .aaaa, ttl: ttl, data: .aaaa(octets))
    }
  }
}

extension NameTable {
  /// The entry of `name`, or that of the nearest wildcard above it.
  func entry(of name: DNSName) -> NameEntry? {
    if let entry = exact[name] { return entry }
    guard !wildcards.isEmpty else { return nil }
    var ancestor = name.parent
    while let current = ancestor {
      if let entry = wildcards[current] { return entry }
      ancestor = current.parent
    }
    return nil
  }
}

extension NameEntry {
  /// The records of `type` at `name`, the alias left out.
  func records(of type: RecordType, at name: DNSName) -> [Record] {
    switch type {
    case .a: v4.map { $0.address(for: name).record(named: name, ttl: ttl) }
    case .aaaa: v6.map { $0.address(for: name).record(named: name, ttl: ttl) }
    case .txt:
      text.map { Record(name: name, type: .txt, ttl: ttl, data: .txt([$0])) }
    default: []
    }
  }

  /// What a client of `subnet` is told: the entry of the longest block that holds it.
  func seen(from subnet: ClientSubnet?) -> (entry: NameEntry, scope: Int) {
    guard let subnet, let address = IPAddress(octets: subnet.address),
      let match = subnets.filter({ $0.block.contains(address) }).max(by: {
        $0.block.length < $1.block.length
      })
    else { return (self, 0) }
    return (match.entry, match.block.length)
  }
}

extension IPPrefix {
  /// The address of the block that falls to `name`, the same one each time.
  func address(for name: DNSName) -> IPAddress {
    let size = last.bits - first.bits + 1
    guard size > 1 else { return first }
    return IPAddress(
      family: first.family, bits: first.bits + UInt128(name.description.stableHash) % size)
  }
}

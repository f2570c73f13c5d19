extension ClientHello {
  /// Octets of a hello that are read; real ones, post-quantum key shares included, are below 4 KiB.
  static let octetLimit = 0xFFFF

  /// Reads the ClientHello at the start of `octets`, which may be cut into several records.
  package static func read(_ octets: [UInt8]) -> Reading {
    var message: [UInt8] = []
    var rest = OctetCursor(ArraySlice(octets))
    while true {
      switch nextFragment(&rest) {
      case .needMore: return .needMore
      case .notTLS: return .notTLS
      case .fragment(let fragment): message += fragment
      }
      guard message.first == 1 else { return .notTLS }
      var header = OctetCursor(message.dropFirst())
      guard let length = header.number(octets: 3) else { continue }
      guard length <= octetLimit else { return .notTLS }
      if let body = header.take(length) {
        return ClientHello(body: body).map { .hello($0) } ?? .notTLS
      }
    }
  }

  private enum Fragment {
    case needMore, notTLS
    case fragment(ArraySlice<UInt8>)
  }

  /// Takes what is there of the next record: handshake, version 3.x, 1 to 2^14 octets
  /// (RFC 8446 section 5.1).
  private static func nextFragment(_ rest: inout OctetCursor) -> Fragment {
    guard let type = rest.number(octets: 1) else { return .needMore }
    guard type == 22 else { return .notTLS }
    guard let major = rest.number(octets: 1) else { return .needMore }
    guard major == 3 else { return .notTLS }
    guard rest.number(octets: 1) != nil, let length = rest.number(octets: 2) else {
      return .needMore
    }
    guard (1...0x4000).contains(length) else { return .notTLS }
    guard let fragment = rest.take(min(length, rest.count)), !fragment.isEmpty else {
      return .needMore
    }
    return .fragment(fragment)
  }

  private init?(body: ArraySlice<UInt8>) {
    var body = OctetCursor(body)
    guard let legacyVersion = body.number(octets: 2),
      body.take(32) != nil,
      body.vector(lengthOctets: 1) != nil,
      body.vector(lengthOctets: 2) != nil,
      body.vector(lengthOctets: 1) != nil
    else { return nil }
    supportedVersions = [UInt16(legacyVersion)]
    // Before TLS 1.3 the extensions may be missing altogether.
    if body.count == 0 {
      return
    }
    guard var extensions = body.vector(lengthOctets: 2), body.count == 0 else { return nil }
    while extensions.count > 0 {
      guard let type = extensions.number(octets: 2),
        let content = extensions.vector(lengthOctets: 2)
      else { return nil }
      switch type {
      case 0:
        guard let name = Self.hostName(content) else { return nil }
        serverName = name
      case 43:
        guard let versions = Self.versions(content) else { return nil }
        supportedVersions = versions
      default:
        break
      }
    }
  }

  /// The one host name of a server name list (RFC 6066 section 3).
  private static func hostName(_ content: OctetCursor) -> String? {
    var content = content
    guard var list = content.vector(lengthOctets: 2),
      list.number(octets: 1) == 0,
      let name = list.vector(lengthOctets: 2),
      (1...DNSName.octetLimit).contains(name.count)
    else { return nil }
    return String(repairing: name.rest)
  }

  /// The list of `supported_versions` (RFC 8446 section 4.2.1).
  private static func versions(_ content: OctetCursor) -> [UInt16]? {
    var content = content
    guard var list = content.vector(lengthOctets: 1), list.count > 0 else { return nil }
    var versions: [UInt16] = []
    while list.count > 0 {
      guard let version = list.number(octets: 2) else { return nil }
      versions.append(UInt16(version))
    }
    return versions
  }
}

/// Takes numbers and vectors (RFC 8446 section 3.4) off the front of octets.
struct OctetCursor {
  private(set) var rest: ArraySlice<UInt8>

  init(_ octets: ArraySlice<UInt8>) {
    rest = octets
  }

  var count: Int { rest.count }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return taken
  }

  mutating func number(octets count: Int) -> Int? {
    take(count)?.reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func vector(lengthOctets: Int) -> OctetCursor? {
    number(octets: lengthOctets).flatMap { take($0) }.map { OctetCursor($0) }
  }
}

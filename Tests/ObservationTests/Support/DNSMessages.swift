import Testing
import Wire

extension DNSMessage {
  /// An answer to this query.
  func reply(
    _ rcode: ResponseCode = .noError, _ answers: [Record] = [], authority: [Record] = [],
    additional: [Record] = [], isAuthoritative: Bool = false, isTruncated: Bool = false,
    options: [EDNS.Option] = []
  ) -> DNSMessage {
    DNSMessage(
      id: id, isResponse: true, isAuthoritative: isAuthoritative, isTruncated: isTruncated,
      recursionDesired: recursionDesired, recursionAvailable: true, rcode: rcode.rawValue,
      questions: questions, answers: answers, authority: authority, additional: additional,
      edns: edns == nil ? nil : EDNS(options: options))
  }
}

extension Record {
  static func a(_ name: String, _ octets: [UInt8] = [192, 0, 2, 1], ttl: UInt32 = 60) -> Record {
    Record(name: .of(name), type: .a, ttl: ttl, data: .a(octets))
  }

  static func cname(_ name: String, _ target: String, ttl: UInt32 = 60) -> Record {
    Record(name: .of(name), type: .cname, ttl: ttl, data: .name(.of(target)))
  }

  static func ns(_ name: String, _ server: String) -> Record {
    Record(name: .of(name), type: .ns, ttl: 3600, data: .name(.of(server)))
  }

  static func soa(_ name: String) -> Record {
    Record(
      name: .of(name), type: .soa, ttl: 300,
      data: .soa(
        RecordData.SOA(
          mname: .of("ns." + name), rname: .of("admin." + name), serial: 1, refresh: 2, retry: 3,
          expire: 4, minimum: 5)))
  }
}

extension DNSName {
  /// The name that a test writes; the root when it writes none, which no test does by mistake.
  static func of(_ text: String) -> DNSName {
    guard let name = DNSName(text) else {
      Issue.record("\(text) is no name")
      return .root
    }
    return name
  }
}

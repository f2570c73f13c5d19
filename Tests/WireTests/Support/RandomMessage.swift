import TestSupport
import Testing
import Wire

extension SeededGenerator {
  /// A message that a decoder must give back as it is: at most 255 octets in a character string,
  /// addresses of the right size, no OPT among the records.
  mutating func message() throws -> DNSMessage {
    let names = try (0..<6).map { _ in try name() }
    let edns = Bool.random(using: &self) ? extensions() : nil
    var message = DNSMessage(
      id: .random(in: 0 ... .max, using: &self),
      isResponse: .random(using: &self), opcode: .random(in: 0...15, using: &self),
      isAuthoritative: .random(using: &self), isTruncated: .random(using: &self),
      recursionDesired: .random(using: &self), recursionAvailable: .random(using: &self),
      isAuthenticData: .random(using: &self), isCheckingDisabled: .random(using: &self),
      rcode: .random(in: 0...(edns == nil ? 15 : 4095), using: &self), edns: edns)
    for _ in 0..<Int.random(in: 0...2, using: &self) {
      message.questions.append(
        Question(
          name: pick(names), type: RecordType(rawValue: .random(in: 0 ... .max, using: &self)),
          class: .random(in: 0 ... .max, using: &self)))
    }
    message.answers = records(named: names)
    message.authority = records(named: names)
    message.additional = records(named: names)
    return message
  }

  /// A name of any octets, often below another one, so that there is something to compress.
  private mutating func name() throws -> DNSName {
    let ending = pick([[], ["example"], ["EXAMPLE"], ["wire", "example"]]).map { Array($0.utf8) }
    let labels = (0..<Int.random(in: 0...4, using: &self)).map { _ in octets(1...63) }
    return try #require(DNSName(labels: Array(labels.prefix(3)) + ending))
  }

  private mutating func records(named names: [DNSName]) -> [Record] {
    (0..<Int.random(in: 0...6, using: &self)).map { _ in
      let (type, data) = data(names)
      return Record(
        name: pick(names), type: type, ttl: .random(in: 0 ... .max, using: &self), data: data)
    }
  }

  private mutating func data(_ names: [DNSName]) -> (RecordType, RecordData) {
    switch Int.random(in: 0..<8, using: &self) {
    case 0: return (.a, .a(octets(4...4)))
    case 1: return (.aaaa, .aaaa(octets(16...16)))
    case 2: return (pick([.ns, .cname, .ptr, .dname]), .name(pick(names)))
    case 3:
      return (.mx, .mx(preference: .random(in: 0 ... .max, using: &self), exchange: pick(names)))
    case 4:
      return (
        .soa,
        .soa(
          RecordData.SOA(
            mname: pick(names), rname: pick(names), serial: .random(in: 0 ... .max, using: &self),
            refresh: .random(in: 0 ... .max, using: &self),
            retry: .random(in: 0 ... .max, using: &self),
            expire: .random(in: 0 ... .max, using: &self),
            minimum: .random(in: 0 ... .max, using: &self)))
      )
    case 5:
      let count = Int.random(in: 0...3, using: &self)
      return (.txt, .txt((0..<count).map { _ in octets(0...255) }))
    case 6: return (.https, .opaque(octets(0...40)))
    default: return (RecordType(rawValue: 65_280), .opaque(octets(0...40)))
    }
  }

  private mutating func extensions() -> EDNS {
    EDNS(
      udpPayload: .random(in: 0 ... .max, using: &self),
      version: .random(in: 0 ... .max, using: &self), flags: .random(in: 0 ... .max, using: &self),
      options: (0..<Int.random(in: 0...3, using: &self)).map { _ in
        EDNS.Option(code: .random(in: 0...20, using: &self), octets: octets(0...20))
      })
  }

  private mutating func octets(_ count: ClosedRange<Int>) -> [UInt8] {
    (0..<Int.random(in: count, using: &self)).map { _ in .random(in: 0 ... .max, using: &self) }
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &self)]
  }
}

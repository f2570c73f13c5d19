import Testing
import Wire

@Suite("A recorded DNS message")
struct RecordedMessageTests {
  @Test("survives being decoded and encoded", arguments: try Fixture.all(in: "dns"))
  func survives(_ fixture: Fixture) throws {
    let message = try DNSMessage(decoding: fixture.octets)
    #expect(try DNSMessage(decoding: message.encoded()) == message)
    #expect(message.id == 0x1234)
  }

  @Test(
    "is refused when it ends anywhere but at its end", arguments: try Fixture.all(in: "dns"))
  func truncated(_ fixture: Fixture) {
    for octets in fixture.octets.truncations {
      #expect(throws: DNSMessage.DecodingError.self) { try DNSMessage(decoding: octets) }
    }
  }

  @Test(
    "is refused, or means something that can be said again, with any octet changed",
    arguments: try Fixture.all(in: "dns"))
  func mutated(_ fixture: Fixture) throws {
    for octets in fixture.octets.mutations {
      guard let message = try? DNSMessage(decoding: octets) else { continue }
      let again = try DNSMessage(decoding: message.encoded())
      let text = "\(message.questions.map(\.name)) \(message.answers) \(message.authority)"
      if again != message || text.unicodeScalars.contains(where: \.isControl) {
        Issue.record("\(octets)")
      }
    }
  }

  @Test("says what the server said")
  func content() throws {
    func message(_ name: String) throws -> DNSMessage {
      try DNSMessage(decoding: Fixture.load("dns/\(name).bin"))
    }
    #expect(
      try message("chain").answers.map(\.description) == [
        "chain.wire.example 300 IN CNAME alias.wire.example",
        "alias.wire.example 300 IN CNAME www.wire.example",
        "www.wire.example 60 IN A 192.0.2.1",
        "www.wire.example 60 IN A 192.0.2.2",
      ])
    let absent = try message("nxdomain")
    #expect(absent.responseCode == .nameError)
    #expect(absent.isAuthoritative)
    guard case .soa(let soa)? = absent.authority.first?.data else {
      Issue.record("no SOA record in the authority section")
      return
    }
    #expect(soa.minimum == 86_400)
    #expect(try message("refused").responseCode == .refused)
    #expect(try message("badvers").responseCode == .badVersion)
    #expect(try message("truncated").isTruncated)
    #expect(try message("plain").edns == nil)
    #expect(try message("subnet").edns?.clientSubnet?.description == "192.0.2.0/24")
    #expect(
      try message("extended-error").extendedErrors == [
        ExtendedError(code: 17, text: "已拦截\u{FFFD}[2J")
      ])
    #expect(
      try message("name-hostile").questions.first?.name.description
        == #"\027[31m\.x\000\032\@\$.wire.example"#)
    #expect(
      try message("https").answers.first?.data.presentation
        == "\\# 18 0001000001000302683200040004c0000201")
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

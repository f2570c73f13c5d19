import Testing
import Wire

@Suite("Decoding a DNS message")
struct DNSDecodingTests {
  @Test("reads every field of the header")
  func header() throws {
    let none = "0000 0000 0000 0000"
    #expect(try DNSMessage(decoding: hex("BEEF 0000 \(none)")) == DNSMessage(id: 0xBEEF))
    let cases: [(String, DNSMessage)] = [
      ("8000", DNSMessage(id: 1, isResponse: true)),
      ("7800", DNSMessage(id: 1, opcode: 15)),
      ("0400", DNSMessage(id: 1, isAuthoritative: true)),
      ("0200", DNSMessage(id: 1, isTruncated: true)),
      ("0100", DNSMessage(id: 1, recursionDesired: true)),
      ("0080", DNSMessage(id: 1, recursionAvailable: true)),
      ("0020", DNSMessage(id: 1, isAuthenticData: true)),
      ("0010", DNSMessage(id: 1, isCheckingDisabled: true)),
      ("000F", DNSMessage(id: 1, rcode: 15)),
    ]
    for (flags, message) in cases {
      #expect(try DNSMessage(decoding: hex("0001 \(flags) \(none)")) == message)
      #expect(message.encoded() == hex("0001 \(flags) \(none)"))
    }
  }

  @Test("follows pointers back, in owners and in data")
  func pointers() throws {
    // The question "a.cn", then CNAME b.a.cn at a pointer to the question.
    let octets = hex(
      """
      0001 8000 0001 0001 0000 0000
      01 61 02 636E 00 0005 0001
      C00C 0005 0001 0000003C 0004 01 62 C00C
      """)
    let message = try DNSMessage(decoding: octets)
    let name = try #require(DNSName("a.cn"))
    #expect(message.questions == [Question(name: name, type: .cname)])
    #expect(
      message.answers == [
        Record(name: name, type: .cname, ttl: 60, data: .name(try #require(DNSName("b.a.cn"))))
      ])
    #expect(message.encoded() == octets)
  }

  @Test("reads the data of another class as octets")
  func otherClass() throws {
    let octets = hex("0001 8000 0000 0001 0000 0000 00 0001 0003 00000000 0003 C00C01")
    let message = try DNSMessage(decoding: octets)
    #expect(message.answers.first?.data == .opaque([0xC0, 0x0C, 1]))
    #expect(message.answers.first?.class == 3)
  }

  @Test("lifts EDNS out of the additional section, with the upper bits of the response code")
  func edns() throws {
    let octets = hex(
      """
      0001 8003 0000 0000 0000 0002
      00 0010 0001 00000000 0001 00
      00 0029 04D0 01 02 8001 0008 000F 0004 0011 6869
      """)
    let message = try DNSMessage(decoding: octets)
    #expect(message.additional.map(\.data) == [.txt([[]])])
    #expect(
      message.edns
        == EDNS(
          version: 2, flags: 0x8001, options: [ExtendedError(code: 17, text: "hi").option]))
    #expect(message.extendedErrors == [ExtendedError(code: 17, text: "hi")])
    #expect(message.rcode == 0x13)
  }

  @Test("leaves an OPT record among the answers as it is")
  func misplacedOPT() throws {
    let message = try DNSMessage(
      decoding: hex("0001 8000 0000 0001 0000 0000 00 0029 04D0 00000000 0000"))
    #expect(message.edns == nil)
    #expect(message.answers.map(\.type) == [.opt])
  }

  @Test("ignores octets behind the last record")
  func trailingOctets() throws {
    let octets = try Fixture.load("dns/a.bin")
    #expect(try DNSMessage(decoding: octets + [1, 2, 3]) == DNSMessage(decoding: octets))
  }

  typealias DecodingError = DNSMessage.DecodingError

  @Test(
    "says what is wrong and where",
    arguments: [
      ("", DecodingError.truncated(offset: 0)),
      ("0001 8000 0001 0000 0000 00", .truncated(offset: 11)),
      // Questions and records that the counts promise and the octets do not hold.
      ("0001 8000 FFFF 0000 0000 0000", .truncated(offset: 12)),
      ("0001 8000 0000 0000 FFFF 0000", .truncated(offset: 12)),
      ("0001 8000 0001 0000 0000 0000 00 0001", .truncated(offset: 15)),
      // A label, and a pointer, that end with the message.
      ("0001 8000 0001 0000 0000 0000 03 6161", .truncated(offset: 15)),
      ("0001 8000 0001 0000 0000 0000 01 61", .truncated(offset: 14)),
      ("0001 8000 0001 0000 0000 0000 C0", .truncated(offset: 13)),
      // A pointer to itself, to what follows, and beyond the end.
      ("0001 8000 0001 0000 0000 0000 C00C 0001 0001", .forwardPointer(offset: 12)),
      ("0001 8000 0001 0000 0000 0000 C00E 00 0001 0001", .forwardPointer(offset: 12)),
      ("0001 8000 0001 0000 0000 0000 FFFF 0001 0001", .forwardPointer(offset: 12)),
      // A pointer back to the labels that it ends: a loop.
      ("0001 8000 0001 0000 0000 0000 01 61 C00C 0001 0001", .forwardPointer(offset: 14)),
      ("0001 8000 0001 0000 0000 0000 40 0001 0001", .unknownLabelType(offset: 12)),
      ("0001 8000 0001 0000 0000 0000 80 0001 0001", .unknownLabelType(offset: 12)),
      // Data beyond the message, and data that does not fill its length or overflows it.
      ("0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 0004 7F0000", .truncated(offset: 26)),
      (
        "0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 0005 7F00000101",
        .malformedRecord(offset: 27)
      ),
      (
        "0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 0003 7F0000 00", .truncated(offset: 26)
      ),
      ("0001 8000 0000 0001 0000 0000 00 001C 0001 00000000 0004 7F000001", .truncated(offset: 27)),
      ("0001 8000 0000 0001 0000 0000 00 0010 0001 00000000 0002 0261", .truncated(offset: 25)),
      ("0001 8000 0000 0001 0000 0000 00 0005 0001 00000000 0002 0161 00", .truncated(offset: 25)),
      ("0001 8000 0000 0001 0000 0000 00 000F 0001 00000000 0001 00 00", .truncated(offset: 24)),
      // An OPT record twice, with a name, and with options cut short.
      (
        "0001 8000 0000 0000 0000 0002 00 0029 0200 00000000 0000 00 0029 0200 00000000 0000",
        .repeatedOPT(offset: 23)
      ),
      (
        "0001 8000 0000 0000 0000 0001 0161 00 0029 0200 00000000 0000",
        .malformedRecord(offset: 12)
      ),
      (
        "0001 8000 0000 0000 0000 0001 00 0029 0200 00000000 0003 000800",
        .malformedRecord(offset: 12)
      ),
      (
        "0001 8000 0000 0000 0000 0001 00 0029 0200 00000000 0005 00080002 01",
        .malformedRecord(offset: 12)
      ),
    ])
  func errors(_ octets: String, _ error: DecodingError) {
    #expect(throws: error) { try DNSMessage(decoding: hex(octets)) }
  }

  @Test("reads an OPT record whose payload looks like the Internet class")
  func optOfClassOne() throws {
    let message = try DNSMessage(
      decoding: hex("0001 8000 0000 0000 0000 0001 00 0029 0001 00000000 0000"))
    #expect(message.edns == EDNS(udpPayload: 1))
  }

  @Test("holds a name of 255 octets, and refuses one more")
  func longNames() throws {
    let label = "3F" + String(repeating: "61", count: 63)
    let header = "0001 8000 0001 0000 0000 0000 \(label)\(label)\(label)"
    let last = "3D" + String(repeating: "61", count: 61)
    let message = try DNSMessage(decoding: hex("\(header)\(last)00 0001 0001"))
    #expect(message.questions.first?.name.labels.count == 4)
    #expect(throws: DecodingError.nameTooLong(offset: 12 + 192)) {
      try DNSMessage(decoding: hex("\(header)\(label)00 0001 0001"))
    }
    // The same by a pointer: 192 octets, then the three labels again.
    #expect(throws: DecodingError.nameTooLong(offset: 12 + 128)) {
      try DNSMessage(
        decoding: hex(
          "0001 8000 0002 0000 0000 0000 \(label)\(label)\(label)00 0001 0001 \(label)C00C"))
    }
  }

  @Test("follows 127 pointers in one name, and refuses one more")
  func manyPointers() throws {
    func message(pointers: Int) -> [UInt8] {
      // Questions, each a pointer to the one before; the first is the root.
      var octets = hex("0001 8000") + [0, UInt8(pointers + 1)]
      octets += hex("0000 0000 0000 00 0001 0001")
      for index in 0..<pointers {
        let target = index == 0 ? 12 : 17 + (index - 1) * 6
        octets += [0xC0 | UInt8(target >> 8), UInt8(target & 0xFF)] + hex("0001 0001")
      }
      return octets
    }
    #expect(try DNSMessage(decoding: message(pointers: 127)).questions.allSatisfy(\.name.isRoot))
    #expect(throws: DecodingError.tooManyPointers(offset: 17)) {
      try DNSMessage(decoding: message(pointers: 128))
    }
  }

  @Test("reads a message full of the longest names in bounded room")
  func fullOfPointers() throws {
    // One name of 255 octets, then 10,000 questions that point to it.
    let label = [63] + [UInt8](repeating: 0x61, count: 63)
    var octets = hex("0001 8000 2711 0000 0000 0000") + label + label + label
    octets += [61] + [UInt8](repeating: 0x61, count: 61) + hex("00 0001 0001")
    for _ in 0..<10_000 {
      octets += hex("C00C 0001 0001")
    }
    let message = try DNSMessage(decoding: octets)
    #expect(message.questions.count == 10_001)
    #expect(Set(message.questions).count == 1)
  }
}

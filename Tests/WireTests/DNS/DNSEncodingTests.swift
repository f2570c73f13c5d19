import TestSupport
import Testing
import Wire

@Suite("Encoding a DNS message")
struct DNSEncodingTests {
  private func response(_ count: Int, edns: EDNS? = EDNS()) throws -> DNSMessage {
    let name = try #require(DNSName("www.wire.example"))
    let records = (0..<count).map {
      Record(name: name, type: .a, ttl: 60, data: .a([192, 0, 2, UInt8($0 & 0xFF)]))
    }
    return DNSMessage(
      id: 1, isResponse: true, questions: [Question(name: name, type: .a)], answers: records,
      authority: records, additional: records, edns: edns)
  }

  @Test("gives back what was decoded, for any message", arguments: 0..<400)
  func identity(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let message = try generator.message()
    let octets = message.encoded()
    let decoded = try DNSMessage(decoding: octets)
    #expect(decoded == message)
    // Names are equal in either case; the octets show that the case was kept.
    #expect(decoded.encoded() == octets)
  }

  @Test("compresses names, and keeps their case")
  func compression() throws {
    let octets = try response(2).encoded()
    // Header, question (22), six records of 16 with a pointer each, OPT.
    #expect(octets.count == 12 + 22 + 6 * 16 + 11)
    let small = try #require(DNSName("a.example"))
    let large = try #require(DNSName("A.EXAMPLE"))
    let message = DNSMessage(
      id: 1, questions: [Question(name: large, type: .ns)],
      answers: [
        Record(name: large, type: .ns, ttl: 0, data: .name(small)),
        Record(name: small, type: .dname, ttl: 0, data: .name(large)),
      ])
    let encoded = message.encoded()
    // The owner points; the small name stands in full, once; the data of DNAME is never compressed.
    #expect(encoded.count == 12 + 15 + (2 + 10 + 11) + (2 + 10 + 11))
    let decoded = try DNSMessage(decoding: encoded)
    #expect(decoded.answers.first?.name.labels == large.labels)
    #expect(decoded.answers.last?.name.labels == small.labels)
  }

  @Test("points only where a pointer can reach")
  func farNames() throws {
    let near = try #require(DNSName("near.example"))
    let far = try #require(DNSName("far.example.cn"))
    let padding = Record(
      name: near, type: .txt, ttl: 0,
      data: .txt(Array(repeating: [UInt8](repeating: 0x61, count: 255), count: 65)))
    let record = Record(name: far, type: .ns, ttl: 0, data: .name(far))
    let message = DNSMessage(id: 1, answers: [padding, record, record, padding])
    let octets = message.encoded()
    #expect(octets.count > 2 * 0x3FFF)
    #expect(try DNSMessage(decoding: octets) == message)
  }

  @Test("fits into every limit, says so, and keeps whole records from the front")
  func limits() throws {
    let message = try response(3)
    let full = message.encoded()
    var kept = 0
    for limit in 0...full.count {
      let octets = message.encoded(limit: limit)
      // The header and the question are always there.
      #expect(octets.count <= max(limit, 12 + 22))
      let decoded = try DNSMessage(decoding: octets)
      #expect(decoded.questions == message.questions)
      #expect(decoded.edns == (limit < 12 + 22 + 11 ? nil : EDNS()))
      #expect(message.answers.starts(with: decoded.answers))
      #expect(message.authority.starts(with: decoded.authority))
      #expect(message.additional.starts(with: decoded.additional))
      #expect(decoded.authority.isEmpty || decoded.answers.count == 3)
      #expect(decoded.additional.isEmpty || decoded.authority.count == 3)
      // Additional records may go missing without a word (RFC 2181 section 9).
      #expect(decoded.isTruncated == (decoded.answers.count + decoded.authority.count < 6))
      let records = decoded.answers.count + decoded.authority.count + decoded.additional.count
      #expect(records >= kept)
      kept = records
    }
    #expect(kept == 9)
    #expect(message.encoded(limit: -1) == message.encoded(limit: 0))
    #expect(message.encoded(limit: .max) == full)
  }

  @Test("keeps later names right when a record was left out")
  func leftOut() throws {
    let name = try #require(DNSName("a.example"))
    let other = try #require(DNSName("b.other"))
    let message = DNSMessage(
      id: 1, answers: [],
      additional: [Record(name: other, type: .ns, ttl: 0, data: .name(other))], edns: nil)
    #expect(try DNSMessage(decoding: message.encoded(limit: 20)) == DNSMessage(id: 1))
    // A record that fits no message at all is left out too.
    let huge = Record(
      name: name, type: RecordType(rawValue: 65_280), ttl: 0,
      data: .opaque([UInt8](repeating: 0, count: 0x1_0000)))
    let cut = try DNSMessage(decoding: DNSMessage(id: 1, answers: [huge]).encoded())
    #expect(cut.isTruncated)
    #expect(cut.answers.isEmpty)
  }

  @Test("never exceeds what TCP can carry")
  func longest() throws {
    let octets = try response(5_000).encoded()
    #expect(octets.count <= 0xFFFF)
    #expect(octets.count > 0xFFFF - 16)
    #expect(try DNSMessage(decoding: octets).isTruncated)
    let questions = [Question](repeating: Question(name: .root, type: .a), count: 70_000)
    let many = DNSMessage(id: 1, questions: questions).encoded()
    #expect(try DNSMessage(decoding: many).questions.count == 0xFFFF)
    let records = (0..<70_000).map { _ in
      Record(name: .root, type: RecordType(rawValue: 65_280), ttl: 0, data: .opaque([]))
    }
    #expect(try DNSMessage(decoding: DNSMessage(id: 1, answers: records).encoded()).isTruncated)
  }

  @Test("sends a response code above 15 even without EDNS")
  func extendedCode() throws {
    let message = DNSMessage(id: 1, rcode: 16)
    let decoded = try DNSMessage(decoding: message.encoded())
    #expect(decoded.responseCode == .badVersion)
    #expect(decoded.edns == EDNS())
  }

  @Test("drops an OPT record that is too long for a record, and cuts an option that is too long")
  func longOptions() throws {
    let option = EDNS.Option(code: 12, octets: [UInt8](repeating: 0, count: 0x1_0000))
    let message = DNSMessage(id: 1, edns: EDNS(options: [option]))
    #expect(try DNSMessage(decoding: message.encoded()) == DNSMessage(id: 1))
  }

  @Test("splits a character string that is too long for one")
  func longStrings() throws {
    func decoded(_ count: Int) throws -> RecordData? {
      let string = [UInt8](repeating: 0x61, count: count)
      let record = Record(name: .root, type: .txt, ttl: 0, data: .txt([string]))
      return try DNSMessage(decoding: DNSMessage(id: 1, answers: [record]).encoded()).answers.first?
        .data
    }
    let full = [UInt8](repeating: 0x61, count: 255)
    #expect(try decoded(255) == .txt([full]))
    #expect(try decoded(256) == .txt([full, [0x61]]))
    #expect(try decoded(510) == .txt([full, full]))
  }
}

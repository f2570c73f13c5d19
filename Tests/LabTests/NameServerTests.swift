import Evidence
import Lab
import Testing
import Wire

@Suite("The lab's name servers", .timeLimit(.minutes(10)))
struct NameServerTests {
  /// Asks over UDP, or over TCP, and decodes the answer; `nil` when none came before a question
  /// that is sure to be answered was.
  private func ask(
    _ name: String, _ type: RecordType, of lab: RunningLab, at server: String = "127.0.0.1",
    recursion: Bool = true, tcp: Bool = false, subnet: ClientSubnet? = nil, edns: Bool = true
  ) throws -> DNSMessage {
    var query = DNSMessage.query(
      id: 4711, name: try #require(DNSName(name)), type: type, recursionDesired: recursion,
      clientSubnet: subnet)
    if !edns {
      query.edns = nil
    }
    let client = try RawClient(server, lab.ports.dns, datagram: !tcp)
    let octets = query.encoded()
    client.send(tcp ? [UInt8(octets.count >> 8), UInt8(octets.count & 0xFF)] + octets : octets)
    if tcp {
      let length = client.receive(exactly: 2)
      try #require(length.count == 2)
      let message = client.receive(exactly: Int(length[0]) << 8 | Int(length[1]))
      return try DNSMessage(decoding: message)
    }
    return try DNSMessage(decoding: client.receive())
  }

  private let plan = """
    "names": {
      "shop.example": {"a": ["127.1.0.10", "127.1.0.11"], "aaaa": "::1", "txt": "\\u001b[31m",
        "ttl": 300},
      "www.shop.example": {"cname": "cdn.shop.example", "ttl": 20},
      "cdn.shop.example": {"cname": "shop.example"},
      "deep.down.shop.example": {"a": "127.1.0.10"},
      "*.bulk.example": {"a": "127.16.0.0/26"},
      "gone.example": {"answer": "nxdomain"},
      "broken.example": {"answer": "servfail", "extended_error": {"code": 22, "text": "lame"}},
      "refused.example": {"answer": "refused"},
      "old.example": {"a": "127.1.0.10", "refuses_edns": true},
      "loop.example": {"cname": "loop2.example"}, "loop2.example": {"cname": "loop.example"},
      "big.example": {"a": "127.1.0.10", "truncated": true},
      "poisoned.example": {"a": "127.1.0.10", "injected": ["127.6.6.6"]},
      "silent.example": {"answer": "silent"},
      "slow.example": {"a": "127.1.0.10", "delay_ms": 20},
      "split.example": {"a": "127.1.0.10",
        "subnets": {"203.198.0.0/16": {"a": "127.2.0.10"}, "203.198.7.0/24": {"a": "127.2.0.11"}}},
      "lame.example": {"answer": "servfail", "delegation": {"ns1.lame.example": "127.1.9.1"}},
      "sub.example": {"a": "127.1.0.20", "delegation": {"ns1.sub.example": "127.1.9.2"}}
    },
    "name_servers": {
      "127.0.0.1": {},
      "127.0.0.2": {"names": {"shop.example": {"a": "127.2.0.10"}}},
      "127.1.9.1": {"role": "lame"},
      "127.1.9.2": {"role": "authoritative", "zones": ["sub.example"]},
      "127.1.9.3": {"role": "silent"}
    }
    """

  private func addresses(_ message: DNSMessage) -> [String] {
    message.answers.compactMap { record in
      switch record.data {
      case .a(let octets), .aaaa(let octets): IPAddress(octets: octets)?.description
      default: nil
      }
    }
  }

  @Test("answer with the addresses, the text and the time to live of the scenario")
  func records() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let v4 = try ask("SHOP.example", .a, of: lab)
      #expect(v4.id == 4711 && v4.isResponse && v4.recursionAvailable && !v4.isAuthoritative)
      #expect(v4.responseCode == .noError)
      #expect(addresses(v4) == ["127.1.0.10", "127.1.0.11"])
      #expect(v4.answers.map(\.ttl) == [300, 300])
      #expect(addresses(try ask("shop.example", .aaaa, of: lab)) == ["::1"])
      let text = try ask("shop.example", .txt, of: lab)
      #expect(text.answers.map(\.data) == [.txt([[0x1B] + Array("[31m".utf8)])])
    }
  }

  @Test("follow aliases in order and give up on circles")
  func aliases() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let chain = try ask("www.shop.example", .a, of: lab)
      #expect(chain.answers.map(\.type) == [.cname, .cname, .a, .a])
      #expect(chain.answers.map(\.ttl) == [20, 60, 300, 300])
      #expect(try ask("www.shop.example", .cname, of: lab).answers.count == 1)
      let circle = try ask("loop.example", .a, of: lab)
      #expect(circle.responseCode == .serverFailure && circle.answers.isEmpty)
    }
  }

  @Test(
    "say what kind of nothing there is",
    arguments: [
      ("gone.example", ResponseCode.nameError, "example"),
      ("nosuch.shop.example", .nameError, "shop.example"),
      ("nosuch.invalid", .nameError, "."),
      ("big.example", .noError, "big.example"),
      ("down.shop.example", .noError, "shop.example"),
    ])
  func nothing(name: String, code: ResponseCode, zone: String) async throws {
    try await Lab.with(scenario(plan)) { lab in
      let answer = try ask(name, .aaaa, of: lab, tcp: true)
      #expect(answer.responseCode == code)
      #expect(answer.answers.isEmpty)
      #expect(answer.authority.map(\.type) == [.soa])
      #expect(answer.authority.map(\.name.description) == [zone])
    }
  }

  @Test("fail with code and extended error")
  func failures() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let broken = try ask("broken.example", .a, of: lab)
      #expect(broken.responseCode == .serverFailure)
      #expect(broken.extendedErrors == [ExtendedError(code: 22, text: "lame")])
      #expect(try ask("refused.example", .a, of: lab).responseCode == .refused)
      #expect(try ask("old.example", .a, of: lab).responseCode == .formatError)
      #expect(addresses(try ask("old.example", .a, of: lab, edns: false)) == ["127.1.0.10"])
    }
  }

  @Test("keep silent about a name, or altogether, and go on answering others")
  func silence() async throws {
    try await Lab.with(scenario(plan)) { lab in
      for (name, server) in [("silent.example", "127.0.0.1"), ("shop.example", "127.1.9.3")] {
        let client = try RawClient(server, lab.ports.dns, datagram: false)
        let query = DNSMessage.query(
          id: 1, name: try #require(DNSName(name)), type: .a, recursionDesired: true)
        let octets = query.encoded()
        client.send([0, UInt8(octets.count)] + octets)
        // Over TCP silence shows without waiting: the connection ends without an answer.
        #expect(client.receiveAll().octets.isEmpty)
      }
      #expect(addresses(try ask("deep.down.shop.example", .a, of: lab)) == ["127.1.0.10"])
    }
  }

  @Test("truncate over UDP and answer in full over TCP")
  func truncation() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let short = try ask("big.example", .a, of: lab)
      #expect(short.isTruncated && short.answers.isEmpty)
      let full = try ask("big.example", .a, of: lab, tcp: true)
      #expect(!full.isTruncated && addresses(full) == ["127.1.0.10"])
    }
  }

  @Test("send forged answers before the true one")
  func injection() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let client = try RawClient("127.0.0.1", lab.ports.dns, datagram: true)
      let name = try #require(DNSName("poisoned.example"))
      client.send(DNSMessage.query(id: 9, name: name, type: .a, recursionDesired: true).encoded())
      let answers = try [client.receive(), client.receive()].map { try DNSMessage(decoding: $0) }
      #expect(answers.map(addresses) == [["127.6.6.6"], ["127.1.0.10"]])
      #expect(answers.map(\.id) == [9, 9])
    }
  }

  @Test("answer late when told to, over either transport", arguments: [false, true])
  func delay(tcp: Bool) async throws {
    try await Lab.with(scenario(plan)) { lab in
      let answer = try ask("slow.example", .a, of: lab, tcp: tcp)
      #expect(addresses(answer) == ["127.1.0.10"])
    }
  }

  @Test("answer by the client's network, the longest block first")
  func subnets() async throws {
    try await Lab.with(scenario(plan)) { lab in
      func asked(_ address: [UInt8]) throws -> DNSMessage {
        try ask(
          "split.example", .a, of: lab, subnet: ClientSubnet(address: address, sourcePrefix: 24))
      }
      #expect(addresses(try ask("split.example", .a, of: lab)) == ["127.1.0.10"])
      #expect(addresses(try asked([114, 114, 114, 0])) == ["127.1.0.10"])
      #expect(addresses(try asked([203, 198, 8, 0])) == ["127.2.0.10"])
      let longest = try asked([203, 198, 7, 0])
      #expect(addresses(longest) == ["127.2.0.11"])
      #expect(longest.edns?.clientSubnet?.scopePrefix == 24)
    }
  }

  @Test("spread a wildcard's names over a block, each always to the same address")
  func wildcard() async throws {
    try await Lab.with(scenario(plan)) { lab in
      var seen: Set<String> = []
      for number in 0..<64 {
        let answer = addresses(try ask("\(number).bulk.example", .a, of: lab))
        #expect(answer == addresses(try ask("\(number).bulk.example", .a, of: lab)))
        seen.formUnion(answer)
      }
      let block = try #require(IPPrefix("127.16.0.0/26"))
      #expect(seen.allSatisfy { IPAddress($0).map(block.contains) ?? false })
      #expect(seen.count > 16)
    }
  }

  @Test("show the way from the root to a delegated zone, lame or not")
  func delegation() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let root = try ask(".", .ns, of: lab)
      #expect(root.answers.map(\.type) == [.ns] && addresses(root).isEmpty)
      #expect(root.additional.map(\.data) == [.a([127, 0, 0, 1])])
      let referral = try ask("www.lame.example", .a, of: lab, recursion: false)
      #expect(referral.answers.isEmpty && !referral.isAuthoritative)
      #expect(referral.authority.map(\.data.presentation) == ["ns1.lame.example"])
      #expect(referral.additional.map(\.data) == [.a([127, 1, 9, 1])])
      let lame = try ask("www.lame.example", .a, of: lab, at: "127.1.9.1", recursion: false)
      #expect(lame.responseCode == .refused)
      let sub = try ask("sub.example", .a, of: lab, at: "127.1.9.2", recursion: false)
      #expect(sub.isAuthoritative && addresses(sub) == ["127.1.0.20"])
      let outside = try ask("shop.example", .a, of: lab, at: "127.1.9.2", recursion: false)
      #expect(outside.responseCode == .refused)
    }
  }

  @Test("may disagree with one another")
  func disagreement() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let other = try ask("shop.example", .a, of: lab, at: "127.0.0.2")
      #expect(addresses(other) == ["127.2.0.10"])
      #expect(lab.options[1] == "127.0.0.1:\(lab.ports.dns)")
    }
  }

  @Test("refuse what is no plain question")
  func oddities() async throws {
    try await Lab.with(scenario(plan)) { lab in
      let query = DNSMessage.query(
        id: 2, name: try #require(DNSName("shop.example")), type: .a, recursionDesired: true)
      var queries = [query, query, query, query]
      queries[0].opcode = 5
      queries[1].questions = []
      queries[2].questions[0].class = 3
      queries[3].edns?.version = 1
      let client = try RawClient("127.0.0.1", lab.ports.dns, datagram: true)
      let codes = try queries.map { query in
        client.send(query.encoded())
        return try DNSMessage(decoding: client.receive()).responseCode
      }
      #expect(codes == [.notImplemented, .formatError, .refused, .badVersion])
    }
  }
}

import Testing
import Wire

/// Our questions and our reading of the answers, against Knot DNS and its own client.
@Suite(
  "A real name server",
  .enabled(if: NameServer.isInstalled, "needs knotd and kdig (Debian: knot, knot-dnsutils)"),
  .serialized, .timeLimit(.minutes(10)))
struct NameServerTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var type: RecordType
    /// Whether `kdig` is asked for RFC 3597 text, for types that we do not take apart.
    var isGeneric = false

    var testDescription: String { "\(name) \(type.mnemonic)" }
  }

  static let cases: [Case] = [
    Case(name: "wire.example", type: .soa), Case(name: "wire.example", type: .ns),
    Case(name: "wire.example", type: .any), Case(name: "ns1.wire.example", type: .any),
    Case(name: "www.wire.example", type: .a), Case(name: "WWW.wire.example", type: .aaaa),
    Case(name: "chain.wire.example", type: .a), Case(name: "out.wire.example", type: .aaaa),
    Case(name: "alias.wire.example", type: .cname), Case(name: "a.old.wire.example", type: .a),
    Case(name: "old.wire.example", type: .dname), Case(name: "mail.wire.example", type: .mx),
    Case(name: "1.2.0.192.wire.example", type: .ptr), Case(name: "text.wire.example", type: .txt),
    Case(name: "hostile.wire.example", type: .txt), Case(name: "many.wire.example", type: .txt),
    Case(name: #"\027\[31m\.x\000\032\@\$.wire.example"#, type: .a),
    Case(name: "any.wild.wire.example", type: .a), Case(name: "none.wire.example", type: .a),
    Case(name: "mail.wire.example", type: .aaaa), Case(name: "www.other.example", type: .a),
    Case(name: "svc.wire.example", type: .https, isGeneric: true),
    Case(name: "odd.wire.example", type: RecordType(rawValue: 65_280)),
    Case(name: "odd.wire.example", type: RecordType(rawValue: 65_281)),
  ]

  @Test("says the same to us as to kdig, over UDP and TCP")
  func agrees() throws {
    let server = try NameServer()
    defer { server.stop() }
    for (index, item) in Self.cases.enumerated() {
      let theirs = try server.kdig(item.name, item.type, isGeneric: item.isGeneric)
      let name = try #require(DNSName(item.name))
      let query = DNSMessage.query(
        id: UInt16(index), name: name, type: item.type, recursionDesired: index.isMultiple(of: 2))
      for transport in [LoopbackSocket.Transport.udp, .tcp] {
        let answer = try #require(try server.ask(query, over: transport), "\(item)")
        #expect(answer.id == query.id)
        #expect(answer.isResponse)
        #expect(answer.recursionDesired == query.recursionDesired)
        #expect(answer.questions == query.questions)
        #expect(answer.edns?.udpPayload == 1232)
        #expect(answer.responseCode.mnemonic == theirs.status)
        // What we would send in the server's place means the same.
        #expect(try DNSMessage(decoding: answer.encoded()) == answer)
        if answer.isTruncated {
          #expect(item.name == "many.wire.example" && transport == .udp)
          continue
        }
        let sections = [answer.answers, answer.authority, answer.additional]
        for (ours, theirs) in zip(sections, theirs.sections) {
          // A server may turn the records of one set around between two answers.
          #expect(Set(ours.map { ZoneLine($0.description) }) == Set(theirs), "\(item)")
          #expect(ours.count == theirs.count, "\(item)")
        }
      }
    }
  }

  @Test("gives an answer that is too long for UDP over TCP")
  func truncation() throws {
    let server = try NameServer()
    defer { server.stop() }
    let name = try #require(DNSName("many.wire.example"))
    let query = DNSMessage.query(id: 7, name: name, type: .txt, recursionDesired: false)
    #expect(try server.ask(query, over: .udp)?.isTruncated == true)
    #expect(try server.ask(query, over: .tcp)?.answers.count == 60)
  }

  @Test("hears the client subnet that we send")
  func clientSubnet() throws {
    let server = try NameServer()
    defer { server.stop() }
    let name = try #require(DNSName("www.wire.example"))
    let subnets = [
      ClientSubnet(address: [114, 114, 114, 114], sourcePrefix: 24),
      ClientSubnet(address: [192, 0, 2, 1], sourcePrefix: 0),
      ClientSubnet(address: hex("20010db8000000000000000000000000"), sourcePrefix: 56),
    ]
    for subnet in subnets {
      let query = DNSMessage.query(
        id: 7, name: name, type: .a, recursionDesired: false, clientSubnet: subnet)
      let answer = try #require(try server.ask(query, over: .udp))
      #expect(answer.responseCode == .noError)
      #expect(answer.edns?.clientSubnet == subnet)
    }
  }

  @Test("says that it does not know our version of EDNS")
  func badVersion() throws {
    let server = try NameServer()
    defer { server.stop() }
    var query = DNSMessage.query(id: 7, name: .root, type: .soa, recursionDesired: false)
    query.edns?.version = 5
    #expect(try server.ask(query, over: .udp)?.responseCode == .badVersion)
  }
}

import Engine
import Evidence
import Glibc
import Observation
import Testing
import Wire

@Suite("The DNS client", .timeLimit(.minutes(10)))
struct DNSClientTests {
  /// Pauses that end only with the test: a busy machine is not to look like a silent server.
  private static let patient = [200.0, 200.0]

  private static func ask(
    _ query: DNSQuery = DNSQuery(.of("www.example.cn"), .a, as: .resolver),
    of server: NameServer, timeout: Double = 600, pauses: [Double] = patient
  ) async throws -> DNSReply {
    let shard = try Shard()
    let reply = await shard.run { shard in
      var client = DNSClient(origin: .now, timeout: timeout)
      client.pauses = pauses
      return await client.ask(query, of: server, until: .distantFuture, on: shard)
    }
    await shard.stop()
    return reply
  }

  /// What the client makes of a server that follows `script`.
  private static func exchange(
    _ query: DNSQuery = DNSQuery(.of("www.example.cn"), .a, as: .resolver),
    listensToTCP: Bool = true, timeout: Double = 600, pauses: [Double] = patient,
    with script: @escaping ScriptedNameServer.Script
  ) async throws -> DNSExchange {
    try await ScriptedNameServer.run(listensToTCP: listensToTCP, script: script) { server in
      try await ask(query, of: server, timeout: timeout, pauses: pauses).exchange
    }
  }

  @Test("keeps an answer whole")
  func answers() async throws {
    let reply = try await ScriptedNameServer.run { query, _ in
      [
        .message(
          query.reply(
            .noError, [.cname("www.example.cn", "a.example.net"), .a("a.example.net", ttl: 7)],
            authority: [.ns("example.net", "ns.example.net")], isAuthoritative: true))
      ]
    } _: { server in
      try await Self.ask(
        DNSQuery(.of("WWW.example.cn"), .a, as: .authoritative, serverName: "ns.x"), of: server)
    }
    var exchange = reply.exchange
    #expect(exchange.startedMs >= 0 && exchange.durationMs >= 0)
    #expect(exchange.server.hasPrefix("127.0.0.1:"))
    exchange.startedMs = 0
    exchange.durationMs = 0
    exchange.server = ""
    #expect(
      exchange
        == DNSExchange(
          id: "", role: .authoritative, server: "", serverName: "ns.x", transport: .udp,
          name: "www.example.cn", type: "A", startedMs: 0, durationMs: 0, rcode: "NOERROR",
          isAuthoritative: true,
          answers: [
            .init(name: "www.example.cn", type: "CNAME", ttlS: 60, data: "a.example.net"),
            .init(name: "a.example.net", type: "A", ttlS: 7, data: "192.0.2.1"),
          ],
          authority: [.init(name: "example.net", type: "NS", ttlS: 3600, data: "ns.example.net")]))
  }

  @Test("keeps the response code verbatim", arguments: 0...23 as ClosedRange<UInt16>)
  func keepsResponseCodes(_ code: UInt16) async throws {
    let exchange = try await Self.exchange { query, _ in
      [.message(query.reply(ResponseCode(rawValue: code)))]
    }
    #expect(exchange.rcode == ResponseCode(rawValue: code).mnemonic)
    let failures: [UInt16: Failure] = [0: .dnsNoData, 3: .dnsNXDomain, 5: .dnsRefused]
    #expect(exchange.failure == failures[code, default: .dnsServFail])
  }

  @Test(
    "tells an answer without records from an alias or a referral that leads on",
    arguments: [
      ([], [], true, .dnsNoData),
      ([], [.soa("example.cn")], true, .dnsNoData),
      ([], [.ns("example.cn", "ns.example.cn")], true, .dnsNoData),
      ([], [.ns("example.cn", "ns.example.cn")], false, nil),
      ([], [.soa("example.cn"), .ns("example.cn", "ns.example.cn")], false, .dnsNoData),
      ([.a("other.example.cn")], [], true, .dnsNoData),
      ([.cname("www.example.cn", "b.cn")], [], true, nil),
      ([.cname("www.example.cn", "b.cn")], [.soa("b.cn")], true, .dnsNoData),
      ([.cname("www.example.cn", "b.cn"), .cname("b.cn", "www.example.cn")], [], true, .dnsNoData),
      ([.cname("www.example.cn", "WWW.example.cn")], [], true, .dnsNoData),
      ([.a("b.cn"), .cname("WWW.EXAMPLE.cn", "B.cn")], [], true, nil),
      (chain(of: 16) + [.a("16.cn")], [], true, nil),
      (chain(of: 17) + [.a("17.cn")], [], true, .dnsNoData),
    ] as [([Record], [Record], Bool, Failure?)])
  func readsAnswers(
    _ answers: [Record], _ authority: [Record], _ recursionDesired: Bool, _ failure: Failure?
  ) async throws {
    let query = DNSQuery(
      .of("www.example.cn"), .a, as: recursionDesired ? .resolver : .authoritative)
    let exchange = try await Self.exchange(query) { query, _ in
      guard query.recursionDesired == recursionDesired else { return [] }
      return [.message(query.reply(.noError, answers, authority: authority))]
    }
    #expect(exchange.failure == failure)
  }

  private static func chain(of length: Int) -> [Record] {
    (0..<length).map { .cname($0 == 0 ? "www.example.cn" : "\($0).cn", "\($0 + 1).cn") }
  }

  @Test("keeps a bounded number of records")
  func boundsRecords() async throws {
    let exchange = try await Self.exchange { query, transport in
      let answers = (0..<4_000).map {
        Record.a("www.example.cn", [192, 0, UInt8($0 / 256), UInt8($0 % 256)])
      }
      return [
        transport == .udp
          ? .message(query.reply(isTruncated: true)) : .message(query.reply(.noError, answers))
      ]
    }
    #expect(exchange.answers.count == Limits.dnsRecords)
    #expect(exchange.failure == nil)
  }

  @Test("keeps what a server says about its failure")
  func keepsExtendedErrors() async throws {
    let text = String(repeating: "x", count: 999)
    let exchange = try await Self.exchange { query, _ in
      let errors = (0..<20).map { ExtendedError(code: $0, text: text).option }
      return [.message(query.reply(.serverFailure, options: errors))]
    }
    #expect(exchange.failure == .dnsServFail)
    #expect(exchange.extendedErrors.map(\.code) == Array(0..<8))
    #expect(exchange.extendedErrors.allSatisfy { $0.text == text.prefix(200) })
  }

  @Test("sends the client subnet")
  func sendsClientSubnet() async throws {
    let subnet = try #require(ClientSubnet(address: [114, 114, 114, 114], sourcePrefix: 24))
    let query = DNSQuery(.of("www.example.cn"), .a, as: .resolver, clientSubnet: subnet)
    let exchange = try await Self.exchange(query) { query, _ in
      let octets = query.edns?.clientSubnet?.address ?? [0, 0, 0, 0]
      return [.message(query.reply(.noError, [.a("www.example.cn", octets)]))]
    }
    #expect(exchange.clientSubnet == "114.114.114.0/24")
    #expect(exchange.answers.map(\.data) == ["114.114.114.0"])
  }

  // MARK: What is not the answer

  @Test("ignores what answers another question")
  func ignoresStrays() async throws {
    let exchange = try await Self.exchange { query, _ in
      var otherID = query.reply(.nameError)
      otherID.id &+= 1
      var otherName = query.reply(.nameError)
      otherName.questions[0].name = .of("www.example.com")
      var otherType = query.reply(.nameError)
      otherType.questions[0].type = .aaaa
      var noQuestion = query.reply(.nameError)
      noQuestion.questions = []
      var isQuery = query
      isQuery.rcode = 3
      var otherOpcode = query.reply(.nameError)
      otherOpcode.opcode = 5
      return [
        .octets([]), .octets([1, 2, 3]), .octets(Array(repeating: 0xFF, count: 600)),
        .message(otherID), .message(otherName), .message(otherType), .message(noQuestion),
        .message(isQuery), .message(otherOpcode),
        .message(query.reply(.noError, [.a("www.example.cn")])),
      ]
    }
    #expect(exchange.rcode == "NOERROR")
    #expect(exchange.transport == .udp)
    #expect(!exchange.isContested)
  }

  @Test("turns to TCP when somebody guesses ids")
  func countsStrays() async throws {
    let exchange = try await Self.exchange { query, transport in
      if transport == .tcp { return [.message(query.reply(.noError, [.a("www.example.cn")]))] }
      return (1...100 as ClosedRange<UInt16>).map {
        var guess = query.reply(.nameError)
        guess.id &+= $0
        return .message(guess)
      }
    }
    #expect(exchange.transport == .tcp)
    #expect(exchange.rcode == "NOERROR")
  }

  @Test("takes a refusal without the question")
  func takesBareRefusal() async throws {
    let exchange = try await Self.exchange { query, _ in
      var refusal = query.reply(.refused)
      refusal.questions = []
      return [.message(refusal)]
    }
    #expect(exchange.failure == .dnsRefused)
  }

  // MARK: EDNS

  @Test(
    "asks again without EDNS when the server cannot read it",
    arguments: [ResponseCode.formatError, .notImplemented, .badVersion])
  func retriesWithoutEDNS(_ code: ResponseCode) async throws {
    let exchange = try await Self.exchange { query, _ in
      guard query.edns != nil else {
        return [.message(query.reply(.noError, [.a("www.example.cn")]))]
      }
      return [.message(query.reply(code)), .message(query.reply(code))]
    }
    #expect(exchange.rcode == "NOERROR")
  }

  @Test("asks again, the last time without EDNS, when nothing comes")
  func retransmits() async throws {
    let exchange = try await Self.exchange(pauses: [0.01, 0.01]) { query, _ in
      query.edns == nil ? [.message(query.reply(.noError, [.a("www.example.cn")]))] : []
    }
    #expect(exchange.rcode == "NOERROR")
    #expect(exchange.transport == .udp)
  }

  // MARK: TCP

  @Test("asks over TCP for what UDP cannot carry")
  func turnsToTCP() async throws {
    let exchange = try await Self.exchange { query, transport in
      transport == .udp
        ? [
          .message(
            query.reply(.noError, [.a("www.example.cn", [192, 0, 2, 9])], isTruncated: true))
        ]
        : [.message(query.reply(.noError, [.a("www.example.cn")]))]
    }
    #expect(exchange.transport == .tcp)
    #expect(exchange.answers.map(\.data) == ["192.0.2.1"])
  }

  @Test("reads an answer of 65,535 octets")
  func readsLongestAnswer() async throws {
    let exchange = try await Self.exchange { query, transport in
      if transport == .udp { return [.octets(Array(query.reply().encoded().prefix(13)))] }
      let octets = query.reply(.noError, [.a("www.example.cn")]).encoded()
      return [.octets(octets + Array(repeating: 0, count: 65_535 - octets.count))]
    }
    #expect(exchange.transport == .tcp)
    #expect(exchange.rcode == "NOERROR")
  }

  @Test(
    "says how TCP failed",
    arguments: [
      ([], .eof), ([.raw([0])], .eof), ([.raw([1, 0, 2, 3])], .eof), ([.reset], .reset),
      ([.octets([])], .dnsServFail), ([.octets(Array(repeating: 7, count: 100))], .dnsServFail),
    ] as [([ScriptedNameServer.Reply], Failure)])
  func failsOverTCP(_ replies: [ScriptedNameServer.Reply], _ failure: Failure) async throws {
    let exchange = try await Self.exchange { query, transport in
      transport == .udp ? [.message(query.reply(isTruncated: true))] : replies
    }
    #expect(exchange.transport == .tcp)
    #expect(exchange.failure == failure)
    #expect(exchange.rcode == nil)
  }

  @Test("says that TCP is refused")
  func refusesTCP() async throws {
    let exchange = try await Self.exchange(listensToTCP: false) { query, _ in
      [.message(query.reply(isTruncated: true))]
    }
    #expect(exchange.transport == .tcp)
    #expect(exchange.failure == .connectRefused)
  }

  // MARK: Silence

  @Test("says that nothing came")
  func timesOut() async throws {
    let silent = try #require(Loopback.bound(SOCK_DGRAM, to: "127.0.0.1", port: 0))
    defer { close(silent) }
    let port = try #require(Loopback.port(of: silent))
    let server = try NameServer(address: #require(IPAddress("127.0.0.1")), port: port)
    let exchange = try await Self.ask(of: server, timeout: 0.05).exchange
    #expect(exchange.failure == .dnsTimeout)
    #expect(exchange.rcode == nil)
    #expect(exchange.isAuthoritative == nil)
  }

  @Test("says at once that nobody listens")
  func isRefused() async throws {
    let free = try #require(Loopback.bound(SOCK_DGRAM, to: "127.0.0.1", port: 0))
    let port = try #require(Loopback.port(of: free))
    close(free)
    let server = try NameServer(address: #require(IPAddress("127.0.0.1")), port: port)
    let exchange = try await Self.ask(of: server, timeout: 3600).exchange
    #expect(exchange.failure == .connectRefused)
  }

  @Test("says that there is no way to the server, and leaks no socket")
  func isUnreachable() async throws {
    // Link-local without an interface: no way to go.
    let server = try #require(NameServer("fe80::1"))
    let shard = try Shard()
    let failures = await shard.run { shard in
      var failures: Set<Failure?> = []
      let client = DNSClient(origin: .now)
      let query = DNSQuery(.of("example.cn"), .a, as: .resolver)
      for _ in 0..<100 {
        let reply = await client.ask(query, of: server, until: .distantFuture, on: shard)
        failures.insert(reply.exchange.failure)
      }
      return failures
    }
    await shard.stop()
    #expect(failures.isSubset(of: [.local, .connectUnreachable]))
    #expect(Self.openIPv6Sockets() < 50)
  }

  /// Sockets that hardly another test opens at the same time.
  private static func openIPv6Sockets() -> Int {
    (Int32(0)..<2048).count { descriptor in
      var family: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      let status = unsafe getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size)
      return status == 0 && family == AF_INET6
    }
  }

  // MARK: Injection

  @Test(
    "notices different answers to one question",
    arguments: [
      ([.a("www.example.cn", [1, 1, 1, 1])], true),
      ([.a("www.example.cn", [192, 0, 2, 1], ttl: 1)], false),
      ([], true),
    ] as [([Record], Bool)])
  func noticesContest(_ second: [Record], _ isContested: Bool) async throws {
    let shard = try Shard()
    let observation = try await ScriptedNameServer.run { query, _ in
      [
        .message(query.reply(.noError, [.a("www.example.cn")])),
        .message(query.reply(.noError, second)),
      ]
    } _: { server in
      await shard.run { shard in
        let client = DNSClient(origin: .now, timeout: 600)
        let observer = NameObserver(client: client, resolvers: [server], types: [.a])
        return await observer.observe(
          "www.example.cn", registrable: "example.cn", until: .distantFuture, on: shard
        ) { shard, addresses in
          // The server takes the next question only when both answers are sent.
          let next = DNSQuery(.of("www.example.cn"), .a, as: .control)
          _ = await client.ask(next, of: server, until: .distantFuture, on: shard)
          return addresses
        }
      }
    }
    await shard.stop()
    #expect(observation.exchanges.map(\.isContested) == [isContested])
    #expect(observation.addresses.map(\.description) == ["192.0.2.1"])
    #expect(observation.found == [observation.addresses])
  }
}

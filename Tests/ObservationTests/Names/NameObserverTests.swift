import Engine
import Evidence
import Glibc
import Observation
import Testing
import Wire

@Suite("The name observer", .timeLimit(.minutes(10)))
struct NameObserverTests {
  private static func observe(
    _ servers: [NameServer], compares: Bool = false, subnets: [ClientSubnet] = [],
    types: [RecordType] = [.a, .aaaa], timeout: Double = 30, deadline: Double = 3600
  ) async throws -> NameObservation<[String]> {
    let shard = try Shard()
    let observation = await shard.run { shard in
      var client = DNSClient(origin: .now, timeout: timeout)
      // Only a test's own silence is to be taken for a server's.
      client.pauses = [timeout]
      let observer = NameObserver(
        client: client, resolvers: servers,
        comparesResolvers: compares, clientSubnets: subnets, types: types)
      return await observer.observe(
        "www.example.cn", registrable: "example.cn", until: .now.adding(seconds: deadline),
        on: shard
      ) { _, addresses in addresses.map(\.description) }
    }
    await shard.stop()
    return observation
  }

  private static let aaaa = Record(
    name: .of("www.example.cn"), type: .aaaa, ttl: 60,
    data: .aaaa([0x20, 0x01, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [1]))

  @Test("starts exploring with the first addresses, while the second question is open")
  func startsEarly() async throws {
    // The server gives the AAAA answer only when the exploration of the A answer has run.
    let gate = Gate()
    let shard = try Shard()
    let observation = try await ScriptedNameServer.run { query, _ in
      if query.questions[0].type == .a {
        return [.message(query.reply(.noError, [.a("www.example.cn")]))]
      }
      return gate.isOpen ? [.message(query.reply(.noError, [Self.aaaa]))] : []
    } _: { server in
      await shard.run { shard in
        var client = DNSClient(origin: .now, timeout: 600)
        client.pauses = Array(repeating: 0.2, count: 1_000)
        let observer = NameObserver(client: client, resolvers: [server])
        return await observer.observe(
          "www.example.cn", registrable: "example.cn", until: .distantFuture, on: shard
        ) { _, addresses in
          gate.open()
          return addresses.map(\.description)
        }
      }
    }
    await shard.stop()
    #expect(observation.found == [["192.0.2.1"], ["2001:db8::1"]])
    #expect(observation.exchanges.map(\.id) == ["dns.1", "dns.2"])
    #expect(observation.exchanges.map(\.type).sorted() == ["A", "AAAA"])
  }

  @Test("explores no address twice, and not without end")
  func deduplicates() async throws {
    let observation = try await ScriptedNameServer.run { query, _ in
      let octets = (0..<40).map { [192, 0, 2, UInt8($0 / 2)] as [UInt8] }
      return [.message(query.reply(.noError, octets.map { .a("www.example.cn", $0) }))]
    } _: { server in
      try await Self.observe([server, server, server], compares: true, types: [.a])
    }
    #expect(observation.exchanges.count == 3)
    #expect(observation.found.flatMap { $0 } == (0..<16).map { "192.0.2.\($0)" })
  }

  @Test("asks the next resolver when one knows nothing, and only then")
  func failsOver() async throws {
    let observation = try await ScriptedNameServer.run { query, _ in
      [.message(query.reply(.serverFailure))]
    } _: { broken in
      try await ScriptedNameServer.run { query, _ in
        [.message(query.reply(.noError, [.a("www.example.cn")]))]
      } _: { good in
        try await Self.observe([broken, good, broken], types: [.a])
      }
    }
    #expect(observation.exchanges.map(\.failure) == [.dnsServFail, nil])
    #expect(observation.found == [["192.0.2.1"]])
  }

  @Test("asks on where the resolver leaves a chain of aliases open")
  func followsAliases() async throws {
    let observation = try await ScriptedNameServer.run { query, _ in
      let name = query.questions[0].name
      let answers: [Record] =
        switch name.description {
        case "www.example.cn": [.cname("www.example.cn", "a.example.net")]
        case "a.example.net": [.cname("a.example.net", "b.example.net")]
        default: [Record(name: name, type: .a, ttl: 1, data: .a([192, 0, 2, 7]))]
        }
      return [.message(query.reply(.noError, answers))]
    } _: { server in
      try await Self.observe([server], types: [.a])
    }
    #expect(
      observation.exchanges.map(\.name) == ["www.example.cn", "a.example.net", "b.example.net"])
    #expect(observation.exchanges.map(\.failure) == [nil, nil, nil])
    #expect(observation.found == [["192.0.2.7"]])
  }

  @Test("does not follow aliases in a circle, or for ever")
  func endsAliases() async throws {
    let circle = try await ScriptedNameServer.run { query, _ in
      let name = query.questions[0].name
      let isFirst = name.description == "www.example.cn"
      guard query.questions[0].type == .a else { return [.message(query.reply())] }
      return [
        .message(
          query.reply(.noError, [.cname(name.description, isFirst ? "b.cn" : "www.example.cn")]))
      ]
    } _: { server in
      try await Self.observe([server], types: [.a])
    }
    #expect(circle.exchanges.count(where: { $0.type == "A" }) == 2)
    let endless = try await ScriptedNameServer.run { query, _ in
      guard query.questions[0].type == .a else { return [.message(query.reply())] }
      let name = query.questions[0].name.description
      return [.message(query.reply(.noError, [.cname(name, "x." + name)]))]
    } _: { server in
      try await Self.observe([server], types: [.a])
    }
    #expect(endless.exchanges.count(where: { $0.type == "A" }) == Limits.aliases + 1)
  }

  @Test("asks for each client subnet apart")
  func asksForSubnets() async throws {
    let subnets = try [[114, 114, 114, 0], [8, 8, 8, 0]].map {
      try #require(ClientSubnet(address: $0, sourcePrefix: 24))
    }
    let observation = try await ScriptedNameServer.run { query, _ in
      let octets = query.edns?.clientSubnet?.address ?? []
      return [.message(query.reply(.noError, [.a("www.example.cn", octets)]))]
    } _: { server in
      try await Self.observe([server], subnets: subnets, types: [.a])
    }
    #expect(
      Set(observation.exchanges.map(\.clientSubnet)) == ["114.114.114.0/24", "8.8.8.0/24"])
    #expect(observation.found.count == 2)
  }

  @Test("asks at most twelve questions more, whatever it is told")
  func boundsInquiry() async throws {
    // A registry that names four servers, none with an address, and claims to be its own parent.
    let observation = try await ScriptedNameServer.run { query, _ in
      let question = query.questions[0]
      switch (question.name.description, question.type) {
      case ("cn", .ns):
        return [.message(query.reply(.noError, (1...9).map { .ns("cn", "ns\($0).cn") }))]
      case ("example.cn", .ns):
        return [
          .message(
            query.reply(
              .serverFailure, authority: (1...9).map { .ns("example.cn", "ns\($0).example.cn") }))
        ]
      case (let name, .a) where name.hasPrefix("ns"):
        return [.message(query.reply(.noError, [.a(name, [127, 0, 0, 1])]))]
      default: return [.message(query.reply(.serverFailure))]
      }
    } _: { server in
      let shard = try Shard()
      let observation = await shard.run { shard in
        let client = DNSClient(origin: .now, timeout: 30, portMap: [53: server.port ?? 0])
        return await NameObserver(client: client, resolvers: [server], types: [.a]).observe(
          "www.example.cn", registrable: "example.cn", until: .distantFuture, on: shard
        ) { _, _ in }
      }
      await shard.stop()
      return observation
    }
    #expect(observation.exchanges.count > 8)
    #expect(observation.exchanges.count <= 13)
    #expect(observation.exchanges.contains { $0.role == .authoritative })
  }

  @Test("asks the root and no more when nothing answers, within the deadline")
  func endsInSilence() async throws {
    let silent = try #require(Loopback.bound(SOCK_DGRAM, to: "127.0.0.1", port: 0))
    defer { close(silent) }
    let port = try #require(Loopback.port(of: silent))
    let server = try NameServer(address: #require(IPAddress("127.0.0.1")), port: port)
    let observation = try await Self.observe([server], deadline: 0.05)
    #expect(observation.exchanges.map(\.role) == [.resolver, .resolver, .control])
    #expect(observation.exchanges.allSatisfy { $0.failure == .dnsTimeout })
    #expect(observation.found.isEmpty)
  }

  @Test("has nothing to say without a resolver")
  func hasNoResolver() async throws {
    let observation = try await Self.observe([])
    #expect(observation.exchanges.isEmpty)
  }
}

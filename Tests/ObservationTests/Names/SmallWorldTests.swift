import Engine
import Evidence
import Foundation
import Observation
import Testing
import Wire

@Suite(
  "Real name servers", .enabled(if: SmallWorld.isInstalled, SmallWorld.requirement), .serialized,
  .timeLimit(.minutes(10)))
struct SmallWorldTests {
  // MARK: One question

  private static let questions: [(String, RecordType)] = [
    ("www.good.cn", .a), ("WWW.Good.cn", .aaaa), ("good.cn", .a), ("good.cn", .aaaa),
    ("good.cn", .ns), ("good.cn", .soa), ("alias.good.cn", .a), ("chain.good.cn", .a),
    ("chain.good.cn", .aaaa), ("chain6.good.cn", .a), ("chain6.good.cn", .aaaa),
    ("loop.good.cn", .a), ("text.good.cn", .a), ("nothing.good.cn", .a),
    ("dangling.good.cn", .a), ("x.wild.good.cn", .a), ("xn--fsqu00a.good.cn", .a),
    ("many.good.cn", .a), ("ns1.good.cn", .a), ("other.cn", .a), ("lame.cn", .a),
  ]

  @Test("tell us what they tell kdig")
  func agree() async throws {
    try await SmallWorld.run { world in
      for server in [world.resolver, world.hoster, world.registry] {
        for (text, type) in Self.questions {
          let theirs = try Self.kdig(server, port: world.port, text, type)
          let name = try #require(DNSName(text))
          let ours = try await Self.onShard { shard in
            let client = DNSClient(origin: .now, timeout: 30, portMap: [53: world.port])
            let query = DNSQuery(name, type, as: .resolver)
            return await client.ask(query, of: server, until: .distantFuture, on: shard).exchange
          }
          #expect(ours.rcode == theirs.rcode, "\(text) \(type.mnemonic) \(server.address)")
          let count = theirs.answers.count
          #expect(ours.answers.count == min(count, Limits.dnsRecords), "\(text) \(type.mnemonic)")
          for answer in ours.answers {
            // A resolver counts the lifetimes down between the two questions.
            #expect(
              theirs.answers.contains {
                $0.name == answer.name && $0.type == answer.type && $0.data == answer.data
                  && ($0.ttlS...$0.ttlS + 5).contains(
                    answer.ttlS + (server == world.resolver ? 5 : 0))
              }, "\(answer) \(theirs.answers)")
          }
        }
      }
    }
  }

  private static func kdig(
    _ server: NameServer, port: UInt16, _ name: String, _ type: RecordType
  ) throws -> (rcode: String, answers: [DNSExchange.Record]) {
    let kdig = Process()
    let pipe = Pipe()
    kdig.executableURL = URL(filePath: Daemon.kdig)
    kdig.arguments = [
      "@\(server.address)", "-p", String(port), "+edns", "+noidn", "+noall", "+header", "+answer",
      name,
      type.mnemonic,
    ]
    kdig.standardOutput = pipe
    try kdig.run()
    let output = String(
      decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    kdig.waitUntilExit()
    let status = try #require(output.firstMatch(of: /status: (\w+);/)).1
    let answers = try output.split(separator: "\n").filter { !$0.hasPrefix(";") }.map { line in
      let fields = line.split(whereSeparator: \.isWhitespace)
      let ttl = try #require(UInt32(fields[1]))
      let data = fields[4...].map { $0.hasSuffix(".") ? $0.dropLast().lowercased() : String($0) }
      return DNSExchange.Record(
        name: fields[0].dropLast().lowercased(), type: String(fields[3]), ttlS: ttl,
        data: data.joined(separator: " "))
    }
    return (String(status), answers)
  }

  // MARK: The whole inquiry

  /// An exchange in one line: who was asked for what, and what came of it.
  private static func summary(_ exchange: DNSExchange) -> String {
    let server = exchange.server.prefix { $0 != ":" }
    let outcome = exchange.failure?.rawValue ?? exchange.rcode ?? ""
    return "\(exchange.role) \(server) \(exchange.name) \(exchange.type) \(outcome)"
  }

  private static func inquiry(
    _ world: SmallWorld, _ name: String, registrable: String, timeout: Double = 30
  ) async throws -> [DNSExchange] {
    let observation = try await onShard { shard in
      let client = DNSClient(origin: .now, timeout: timeout, portMap: [53: world.port])
      let observer = NameObserver(client: client, resolvers: [world.resolver], types: [.a])
      return await observer.observe(
        name, registrable: registrable, until: .distantFuture, on: shard
      ) { _, _ in }
    }
    let exchanges = observation.exchanges
    #expect(exchanges.map(\.id) == (1...exchanges.count).map { "dns.\($0)" })
    #expect(exchanges.count <= 13)
    // Whether the registry's address comes along is up to the resolver.
    return exchanges.filter { $0.name != "a.dns.cn" }
  }

  @Test("show where the way to a name ends")
  func inquire() async throws {
    try await SmallWorld.run { world in
      let resolved = try await Self.inquiry(world, "www.good.cn", registrable: "good.cn")
      #expect(resolved.map(Self.summary) == ["resolver 127.0.1.9 www.good.cn A NOERROR"])

      let noData = try await Self.inquiry(world, "text.good.cn", registrable: "good.cn")
      #expect(
        noData.map(Self.summary) == [
          "resolver 127.0.1.9 text.good.cn A dns-no-data", "control 127.0.1.9 . NS NOERROR",
        ])

      let noName = try await Self.inquiry(world, "nothing.good.cn", registrable: "good.cn")
      #expect(
        Set(noName.map(Self.summary)) == [
          "resolver 127.0.1.9 nothing.good.cn A dns-nxdomain", "control 127.0.1.9 . NS NOERROR",
          "resolver 127.0.1.9 good.cn SOA NOERROR",
        ])

      let noDomain = try await Self.inquiry(world, "www.unborn.cn", registrable: "unborn.cn")
      #expect(
        Set(noDomain.map(Self.summary)) == [
          "resolver 127.0.1.9 www.unborn.cn A dns-nxdomain", "control 127.0.1.9 . NS NOERROR",
          "resolver 127.0.1.9 unborn.cn SOA dns-nxdomain", "delegation 127.0.1.9 cn NS NOERROR",
          "parent 127.0.1.1 unborn.cn NS dns-nxdomain",
        ])
      #expect(noDomain.last?.isAuthoritative == true)

      // `com.cn` is no zone of this registry: the one above it is asked.
      let below = try await Self.inquiry(world, "unborn.com.cn", registrable: "unborn.com.cn")
      #expect(
        below.map(Self.summary) == [
          "resolver 127.0.1.9 unborn.com.cn A dns-nxdomain", "control 127.0.1.9 . NS NOERROR",
          "delegation 127.0.1.9 com.cn NS dns-no-data", "delegation 127.0.1.9 cn NS NOERROR",
          "parent 127.0.1.1 unborn.com.cn NS dns-nxdomain",
        ])

      let lame = try await Self.inquiry(world, "www.lame.cn", registrable: "lame.cn")
      #expect(
        Set(lame.map(Self.summary)) == [
          "resolver 127.0.1.9 www.lame.cn A dns-servfail", "control 127.0.1.9 . NS NOERROR",
          "delegation 127.0.1.9 cn NS NOERROR",
          "parent 127.0.1.1 lame.cn NS NOERROR",
          "authoritative 127.0.1.3 www.lame.cn A dns-refused",
          "authoritative 127.0.1.5 www.lame.cn A connect-refused",
        ])
      #expect(
        Set(lame.compactMap(\.serverName)) == ["a.dns.cn", "ns1.lame.cn", "ns2.lame.cn"])

      let outside = try await Self.inquiry(world, "outside.cn", registrable: "outside.cn")
      #expect(
        outside.suffix(3).map(Self.summary) == [
          "parent 127.0.1.1 outside.cn NS NOERROR", "delegation 127.0.1.9 far.helper.cn A NOERROR",
          "authoritative 127.0.1.3 outside.cn A dns-refused",
        ])

      let silent = try await Self.inquiry(
        world, "silent.cn", registrable: "silent.cn", timeout: 1)
      #expect(silent.first.map(Self.summary) == "resolver 127.0.1.9 silent.cn A dns-timeout")
      #expect(silent.last.map(Self.summary) == "authoritative 127.0.1.4 silent.cn A dns-timeout")
    }
  }

  private static func onShard<Value: Sendable>(
    _ work: @Sendable (isolated Shard) async -> Value
  ) async throws -> Value {
    let shard = try Shard()
    let value = await shard.run(work)
    await shard.stop()
    return value
  }
}

import Engine
import Evidence
import Synchronization
import Testing
import Wire

@testable import Observation

@Suite("Answers of the DNS shared between targets", .timeLimit(.minutes(10)))
struct DNSTrafficTests {
  /// What two targets see, one after the other on one loop.
  private static func observeTwice(
    _ first: String, _ second: String, resolvers count: Int = 1,
    with script: @escaping ScriptedNameServer.Script
  ) async throws -> (exchanges: [[DNSExchange]], asked: [DNSName]) {
    let asked = Mutex<[DNSName]>([])
    let shard = try Shard()
    let exchanges = try await ScriptedNameServer.run { query, transport in
      asked.withLock { $0 += query.questions.map(\.name) }
      return script(query, transport)
    } _: { server in
      await shard.run { shard in
        var client = DNSClient(origin: .now, timeout: 600)
        client.pauses = [600]
        var seen: [[DNSExchange]] = []
        for name in [first, second] {
          let observer = NameObserver(
            client: client, resolvers: Array(repeating: server, count: count),
            comparesResolvers: count > 1, types: [.a])
          let observation = await observer.observe(
            name, registrable: "example.cn", until: .distantFuture, on: shard
          ) { _, _ in }
          seen.append(observation.exchanges)
        }
        return seen
      }
    }
    await shard.stop()
    return (exchanges, asked.withLock { $0 })
  }

  @Test("says so, and are equal but for that")
  func marked() async throws {
    let name = "www.example.cn"
    let (exchanges, asked) = try await Self.observeTwice(name, name) { query, _ in
      [.message(query.reply(.noError, [.a(name)]))]
    }
    #expect(asked == [.of(name)])
    var (first, second) = (exchanges[0][0], exchanges[1][0])
    #expect(first.ageS == nil)
    #expect(try #require(second.ageS) >= 0)
    #expect(second.durationMs == 0)
    for path in [\DNSExchange.startedMs, \.durationMs] {
      first[keyPath: path] = 0
      second[keyPath: path] = 0
    }
    second.ageS = nil
    #expect(first == second)
  }

  @Test("go with their lifetime")
  func lifetime() async throws {
    let name = "www.example.cn"
    let (exchanges, asked) = try await Self.observeTwice(name, name) { query, _ in
      [.message(query.reply(.noError, [.a(name, ttl: 0)]))]
    }
    #expect(asked.count == 2)
    #expect(exchanges[1][0].ageS == nil)
  }

  @Test(
    "include that there is nothing, for as long as the zone says",
    arguments: [(5, 3_600, true), (0, 3_600, false), (5, 0, false)]
      as [(minimum: UInt32, ttl: UInt32, isShared: Bool)])
  func nothing(_ minimum: UInt32, _ ttl: UInt32, _ isShared: Bool) async throws {
    let name = "www.example.cn"
    let (exchanges, _) = try await Self.observeTwice(name, name) { query, _ in
      var soa = Record.soa("example.cn")
      if case .soa(var data) = soa.data {
        data.minimum = minimum
        soa.data = .soa(data)
      }
      soa.ttl = ttl
      return [.message(query.reply(.noError, [], authority: [soa]))]
    }
    let again = try #require(exchanges[1].first { $0.name == name })
    #expect(again.failure == .dnsNoData)
    #expect((again.ageS != nil) == isShared)
  }

  @Test("are no failures", arguments: [ResponseCode.serverFailure, .refused, .nameError])
  func failures(_ code: ResponseCode) async throws {
    let name = "www.example.cn"
    // Without an SOA record, nobody knows for how long a name does not exist.
    let (exchanges, _) = try await Self.observeTwice(name, name) { query, _ in
      [.message(query.reply(code))]
    }
    #expect(exchanges[1].allSatisfy { $0.ageS == nil })
  }

  @Test("are none of several resolvers that are compared")
  func compared() async throws {
    let name = "www.example.cn"
    let (exchanges, asked) = try await Self.observeTwice(name, name, resolvers: 2) { query, _ in
      [.message(query.reply(.noError, [.a(name)]))]
    }
    #expect(asked.count == 4)
    #expect(exchanges.joined().allSatisfy { $0.ageS == nil })
  }

  @Test("are none to which a second answer came")
  func contested() async throws {
    let name = "www.example.cn"
    let (exchanges, asked) = try await Self.observeTwice(name, name) { query, _ in
      [
        .message(query.reply(.noError, [.a(name, [192, 0, 2, 1])])),
        .message(query.reply(.noError, [.a(name, [192, 0, 2, 2])])),
      ]
    }
    // Whether the second had arrived when it was looked for is the kernel's affair.
    for (index, exchange) in exchanges.map({ $0[0] }).enumerated() where exchange.isContested {
      #expect(exchange.ageS == nil)
      if index == 0 { #expect(asked.count == 2) }
    }
  }

  @Test("include the servers of the zone above, asked for once for many names")
  func delegation() async throws {
    let (exchanges, asked) = try await Self.observeTwice("a.example.cn", "b.example.cn") {
      query, _ in
      if query.questions[0].name == .of("cn") {
        return [.message(query.reply(.noError, [.ns("cn", "ns.cn")]))]
      }
      return [.message(query.reply(.serverFailure))]
    }
    #expect(asked.count { $0 == .of("cn") } == 1)
    let above = exchanges.map { $0.first { $0.name == "cn" } }
    #expect(above[0]?.ageS == nil && above[0] != nil)
    #expect(above[1]?.ageS != nil && above[1]?.role == .delegation)
    #expect(above[1]?.answers == above[0]?.answers)
  }

  @Test("are no more than there is room for, the oldest going first")
  func bounded() throws {
    let server = try Self.server()
    func key(_ number: Int) -> DNSTraffic.Key {
      DNSTraffic.Key(
        server: server, port: 53, name: .of("n\(number).example.cn"), type: .a,
        recursionDesired: true)
    }
    let traffic = DNSTraffic()
    func reply(_ number: Int) -> DNSReply {
      let name = DNSName.of("n\(number).example.cn")
      let query = DNSQuery(name, .a, as: .resolver, isShareable: true)
      var reply = DNSReply(
        query.message(withEDNS: false).reply(.noError, [.a("n\(number).example.cn", ttl: 3_600)]),
        to: query,
        exchange: DNSExchange(
          id: "", role: .resolver, server: "", transport: .udp, name: name.description, type: "A",
          startedMs: 0, durationMs: 0), startedAt: .now, late: nil)
      reply.key = key(number)
      return reply
    }
    for number in 0..<10_000 {
      traffic.keep(reply(number))
      // Whoever is asked for stays.
      #expect(traffic.answer(to: key(0), at: .now) != nil)
    }
    let kept = (0..<10_000).filter { traffic.answer(to: key($0), at: .now) != nil }
    #expect(kept.first == 0)
    #expect((256...768).contains(kept.count))
    #expect(kept.last == 9_999)
  }

  /// How many are inside, and were.
  private final class Crowd: Sendable {
    struct Count {
      var inside = 0
      var most = 0
      var admitted = 0
    }

    let count = Mutex(Count())
  }

  @Test("leave a server no more questions at a time than it has room for")
  func room() async throws {
    let shard = try Shard()
    let server = try Self.server()
    let visitors = Crowd()
    await shard.run { shard in
      await withDiscardingTaskGroup { group in
        for _ in 0..<1_000 {
          group.addTask { await Self.visit(server, visitors, on: shard) }
        }
      }
    }
    await shard.stop()
    let crowd = visitors.count.withLock { $0 }
    #expect(crowd.most == DNSTraffic.room)
    #expect(crowd.admitted == 1_000)
    #expect(crowd.inside == 0)
  }

  @Test("keep nobody waiting for room beyond the time")
  func roomInTime() async throws {
    let shard = try Shard()
    let server = try Self.server()
    let isAdmitted = await shard.run { shard in
      let traffic = shard.shared { DNSTraffic() }
      for _ in 0..<DNSTraffic.room {
        _ = await traffic.enter(server, port: 53, until: .distantFuture, on: shard)
      }
      let late = await traffic.enter(
        server, port: 53, until: .now.adding(seconds: 0.05), on: shard)
      // The place that becomes free is not left to who has gone.
      traffic.leave(server, port: 53, on: shard)
      let next = await traffic.enter(server, port: 53, until: .now, on: shard)
      return [late, next]
    }
    await shard.stop()
    #expect(isAdmitted == [false, true])
  }

  private static func visit(
    _ server: NameServer, _ crowd: Crowd, on shard: isolated Shard
  ) async {
    let traffic = shard.shared { DNSTraffic() }
    guard await traffic.enter(server, port: 53, until: .distantFuture, on: shard) else {
      return
    }
    crowd.count.withLock {
      $0.inside += 1
      $0.admitted += 1
      $0.most = max($0.most, $0.inside)
    }
    _ = await shard.sleep(until: .now)
    crowd.count.withLock { $0.inside -= 1 }
    traffic.leave(server, port: 53, on: shard)
  }

  private static func server() throws -> NameServer {
    NameServer(address: try #require(IPAddress("127.0.0.1")))
  }
}

internal import Engine
internal import Evidence
internal import Glibc
internal import Observation
internal import Wire

/// One part of a diagnosis at a time, for the comparison with the same part in plain C; not part
/// of the program.
///
///     ProbeBenchmark http 64 <addressed    # a line each: NAME ADDRESS; https likewise
///     ProbeBenchmark dns 64 127.0.0.1 <names
///     ProbeBenchmark places 5000000
///
/// Says how many of the answers were good. What it costs, the caller reads from the system.
@main
struct ProbeBenchmark {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    let number = words.dropFirst().first.flatMap { Int($0) } ?? 1
    switch (words.first, words.count) {
    case ("http", 2): try await transfers(.http, width: number)
    case ("https", 2): try await transfers(.https, width: number)
    case ("dns", 3): try await questions(to: words.last ?? "", width: number)
    case ("places", 2): places(number)
    default: print("ProbeBenchmark http|https WIDTH | dns WIDTH RESOLVER | places COUNT")
    }
  }

  // MARK: Web

  private static func transfers(_ scheme: TransferRequest.Scheme, width: Int) async throws {
    let requests = lines().compactMap { line -> TransferRequest? in
      // Octet for octet: characters would take a tenth of what is measured.
      let words = line.utf8.split(separator: UInt8(ascii: " ")).compactMap { String($0) }
      guard words.count == 2 else { return nil }
      return TransferRequest(
        scheme: scheme, address: words[1], connectPort: scheme == .http ? 80 : 443, host: words[0],
        serverName: scheme == .http ? nil : words[0], connectTimeout: 10, totalTimeout: 20,
        userAgent: "icpdiag-benchmark")
    }
    let shard = try Shard()
    let good = await each(requests, width: width, on: shard) { request, shard in
      await shard.perform(request).failure == nil
    }
    print("\(good) of \(requests.count)")
  }

  // MARK: Names

  private static func questions(to resolver: String, width: Int) async throws {
    guard let server = NameServer(resolver) else { return print("no name server: \(resolver)") }
    let names = lines().compactMap { DNSName($0) }
    let client = DNSClient(origin: .now)
    let shard = try Shard()
    let good = await each(names, width: width, on: shard) { name, shard in
      var isGood = true
      for type in [RecordType.a, .aaaa] {
        let reply = await client.ask(
          DNSQuery(name, type, as: .resolver), of: server, until: .distantFuture, on: shard)
        isGood = isGood && reply.exchange.failure.map { $0 == .dnsNoData } ?? true
      }
      return isGood
    }
    print("\(good) of \(names.count)")
  }

  // MARK: Places

  /// Looks up addresses as they come, the whole space over.
  private static func places(_ count: Int) {
    var random = SystemRandomNumberGenerator()
    let addresses = (0..<65_536).map { _ in
      IPAddress(family: .v4, bits: UInt128(UInt32.random(in: 0...(.max), using: &random)))
    }
    let table = PlaceTable.embedded
    var known = 0
    let start = processorSeconds
    for index in 0..<count where table.answer(for: addresses[index & 65_535]).location != nil {
      known += 1
    }
    let each = (processorSeconds - start) * 1e9 / Double(count)
    print("\(known) of \(count) known, \(Int(each)) ns each")
  }

  /// What this thread has used: other processes do not count.
  private static var processorSeconds: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  // MARK: Common

  private static func lines() -> [String] {
    var lines: [String] = []
    while let line = readLine() { lines.append(line) }
    return lines
  }

  /// Does the same for all of `items`, so many at a time, and counts the good ends.
  private static func each<Item: Sendable>(
    _ items: [Item], width: Int, on shard: Shard,
    _ work: @escaping @Sendable (Item, isolated Shard) async -> Bool
  ) async -> Int {
    await shard.run { shard in
      await withTaskGroup(of: Bool.self) { group in
        var good = 0
        for (number, item) in items.enumerated() {
          if number >= width, await group.next() == true { good += 1 }
          group.addTask { await work(item, shard) }
        }
        for await isGood in group where isGood { good += 1 }
        return good
      }
    }
  }
}

internal import Evidence
internal import Glibc
internal import Observation
internal import Records
internal import Store

/// Times the store and shows what memory an import takes; not part of the program.
///
///     swift build -c release --product StoreBenchmark
///     StoreBenchmark import csv 1000000 /tmp/b.sqlite   # a process for each, as memory never shrinks
///     StoreBenchmark find 1000000 /tmp/b.sqlite
@main
struct StoreBenchmark {
  static func main() throws {
    let words = CommandLine.arguments
    let reader = TargetReader()
    switch words.count {
    case 5 where words[1] == "import":
      let store = RecordsStore(path: words[4]) { reader.read($0).registrable }
      try bring(Int(words[3]) ?? 0, RecordsFormat(rawValue: words[2]) ?? .csv, into: store)
    case 4 where words[1] == "find":
      let store = RecordsStore(path: words[3]) { reader.read($0).registrable }
      try find(Int(words[2]) ?? 0, in: store)
    default:
      print("StoreBenchmark import csv|list ROWS STORE | find ROWS STORE")
    }
  }

  private static func bring(
    _ rows: Int, _ format: RecordsFormat, into store: RecordsStore
  ) throws {
    let now = Timestamp(secondsSinceEpoch: Int64(time(nil)))
    let reader = TargetReader()
    let reading = RecordsReading(
      name: "made up", asOf: now, provider: format == .list ? "alibaba" : nil,
      registrable: { reader.read($0).registrable })
    let clock = ContinuousClock()
    let start = clock.now
    let summary = try store.importing(
      ImportRequest(file: "made up", at: now), reading, from: MadeUpRows(rows, format),
      as: format)
    store.close()
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(
      "\(summary.taken.lines) lines, \(summary.refused) refused, "
        + "\(summary.content.octets / 1_048_576) MiB read in \(clock.now - start), "
        + "at most \(usage.ru_maxrss / 1_024) MiB of memory")
  }

  /// Looks up names that are there, in random order, in one process.
  private static func find(_ rows: Int, in store: RecordsStore) throws {
    let sources: [any RecordsSource] = [store]
    let clock = ContinuousClock()
    let opening = clock.now
    try store.prepare()
    print("opened in \(clock.now - opening)")
    var random = SystemRandomNumberGenerator()
    var times: [Duration] = []
    for _ in 0..<100_000 {
      let name = MadeUpRows.domain(Int.random(in: 0..<rows, using: &random))
      let start = clock.now
      let facts = try sources.facts(for: name, addresses: [])
      times.append(clock.now - start)
      guard facts.count == 1 else { return print("\(name): \(facts.count) facts") }
    }
    times.sort()
    print("median \(times[times.count / 2]), 99 % \(times[times.count * 99 / 100])")
  }
}

/// Rows of filings, each of another domain, made as they are read.
struct MadeUpRows: OctetSource {
  private let rows: Int
  private let format: RecordsFormat
  private var row = 0

  init(_ rows: Int, _ format: RecordsFormat) {
    self.rows = rows
    self.format = format
  }

  /// The domain of a row: neighbours in the file are none in the alphabet.
  static func domain(_ row: Int) -> String {
    "\(String(UInt64(row) &* 0x9E37_79B9_7F4A_7C15, radix: 36)).cn"
  }

  mutating func next() -> [UInt8] {
    var text = ""
    if row == 0, format == .csv {
      text = "域名,主办单位名称,单位性质,网站备案号,审核通过日期,是否限制接入\n"
    }
    while row < rows, text.utf8.count < 60_000 {
      text += Self.domain(row)
      if format == .csv {
        text += ",示例网络科技有限公司\(row % 1_000),企业,粤ICP备\(20_000_000 + row)号-1,2026-07-01 12:00:00,否"
      }
      text += "\n"
      row += 1
    }
    return Array(text.utf8)
  }
}

internal import Diagnosis
internal import Evidence
internal import Foundation
internal import Reporting

/// Times the judging of stored reports on one core; not part of the program.
///
///     swift build -c release --product DiagnosisBenchmark
///     DiagnosisBenchmark fixtures/cases          # reports/s, medians of rounds
///     DiagnosisBenchmark fixtures/cases each     # microseconds to judge each of them
///     DiagnosisBenchmark fixtures/cases judge 20 # nothing but judging, so often, for a profiler
@main
struct DiagnosisBenchmark {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count > 1 else {
      return print("DiagnosisBenchmark FOLDER [each | judge TIMES]")
    }
    let reports = try StoredCase.all(in: words[1])
    switch words.dropFirst(2).first {
    case "each": each(reports)
    case "judge": judge(reports, times: words.count > 3 ? Int(words[3]) ?? 1 : 1)
    default: compare(reports)
    }
  }

  /// Judging alone, with the words of a report, and with JSON read and written as `replay` does.
  private static func compare(_ reports: [StoredCase]) {
    let ways: [(name: String, passes: Int, work: (StoredCase) -> Int)] = [
      ("judged", 100, { $0.judged() }),
      ("judged and put into words", 100, { $0.judgedAndTold() }),
      ("judged, JSON out", 5, { $0.judgedAndWritten() }),
      ("JSON in", 5, { $0.read() }),
      ("JSON in, judged, JSON out", 5, { $0.replayed() }),
    ]
    var seconds = ways.map { _ in [Double]() }
    // In turns, so that a busy moment falls on all of them.
    for _ in 0..<7 {
      for (index, way) in ways.enumerated() {
        var sum = 0
        let start = CPUClock.seconds
        for _ in 0..<way.passes {
          for report in reports { sum &+= way.work(report) }
        }
        let taken = CPUClock.seconds - start
        // What comes out is used, so that none of it can be left out.
        precondition(sum != .min)
        seconds[index].append(taken / Double(way.passes * reports.count))
      }
    }
    print("\(reports.count) reports, one core, CPU time, medians of 7 rounds in turns")
    for (way, taken) in zip(ways, seconds) {
      let median = taken.sorted()[taken.count / 2]
      print("\(Int(1 / median)) reports/s, \(microseconds(median)) us: \(way.name)")
    }
  }

  private static func each(_ reports: [StoredCase]) {
    for report in reports {
      let passes = 500
      let rounds = (0..<5).map { _ in
        let start = CPUClock.seconds
        var sum = 0
        for _ in 0..<passes { sum &+= report.judged() }
        precondition(sum != .min)
        return (CPUClock.seconds - start) / Double(passes)
      }
      print(microseconds(rounds.sorted()[rounds.count / 2]), report.name)
    }
  }

  private static func judge(_ reports: [StoredCase], times: Int) {
    var sum = 0
    for _ in 0..<times {
      for report in reports { sum &+= report.judged() }
    }
    print(sum)
  }

  private static func microseconds(_ seconds: Double) -> String {
    String(format: "%.1f", seconds * 1_000_000)
  }
}

/// One recorded case, as it lies in its file and as it is read.
private struct StoredCase {
  let name: String
  let octets: [UInt8]
  let observation: Observation

  static func all(in folder: String) throws -> [StoredCase] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
      let octets = Array(try Data(contentsOf: URL(filePath: folder).appending(path: name)))
      return StoredCase(
        name: name, octets: octets, observation: try ReportV1.observation(from: octets))
    }
  }

  func judged() -> Int {
    assess(observation, at: observation.judgedAt).decision.rule.utf8.count
  }

  func judgedAndTold() -> Int {
    diagnose(observation, at: observation.judgedAt).verdict.summary.en.utf8.count
  }

  func judgedAndWritten() -> Int {
    let judgement = diagnose(observation, at: observation.judgedAt)
    return ReportV1(judgement, program: "benchmark", in: .en).octets().count
  }

  func read() -> Int {
    (try? ReportV1.observation(from: octets))?.evidence.http.count ?? 0
  }

  func replayed() -> Int {
    guard let observation = try? ReportV1.observation(from: octets) else { return 0 }
    let judgement = diagnose(observation, at: observation.judgedAt)
    return ReportV1(judgement, program: "benchmark", in: .en).octets().count
  }
}

/// The processor time of this thread: other processes do not count.
private enum CPUClock {
  static var seconds: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

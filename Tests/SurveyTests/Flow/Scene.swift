import Engine
import Evidence
import Glibc
import Observation
import Synchronization

@testable import Survey

/// A pipe whose ends are closed with it.
final class Pipe: Sendable {
  let reading: Int32
  let writing: Int32
  private let open = Mutex<Set<Int32>>([])

  init() {
    var ends: [Int32] = [-1, -1]
    unsafe pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
    open.withLock { $0 = [ends[0], ends[1]] }
  }

  deinit {
    close(reading)
    close(writing)
  }

  func close(_ end: Int32) {
    if open.withLock({ $0.remove(end) }) != nil { Glibc.close(end) }
  }

  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(writing, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// Takes reports, as slowly as it is told.
final class Collector: ReportSink {
  private let taken = Mutex<[Report]>([])
  private let error: Int32

  init(failingWith error: Int32 = 0) {
    self.error = error
  }

  func write(_ reports: [Report]) -> Int32 {
    taken.withLock { $0 += reports }
    return error
  }

  var indices: [Int] { taken.withLock { $0.map(\.index) } }
  var reports: [Report] { taken.withLock { $0 } }
  var texts: [String] { reports.map { String(decoding: $0.octets, as: UTF8.self) } }
}

/// Writes reports to a descriptor, and waits as long as nobody reads.
struct Descriptor: ReportSink {
  let descriptor: Int32

  func write(_ reports: [Report]) -> Int32 {
    var rest = reports.flatMap(\.octets)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

/// What is seen of targets, made up; and who was looked at.
final class Scene: Sendable {
  private let looked = Mutex<[String: Int]>([:])
  private let inside = Mutex((now: 0, most: 0))
  private let answer: @Sendable (String, Int, isolated Shard) async -> Evidence

  /// - Parameter answer: Evidence about a name, at the how-manieth look, from 1.
  init(
    _ answer: @escaping @Sendable (String, Int, isolated Shard) async -> Evidence = { _, _, _ in
      Evidence()
    }
  ) {
    self.answer = answer
  }

  /// How often each name was looked at.
  var looks: [String: Int] { looked.withLock { $0 } }
  /// Targets that were looked at.
  var count: Int { looked.withLock { $0.count } }
  /// The most that were looked at together.
  var most: Int { inside.withLock { $0.most } }

  /// What a run does with its inputs here, where a name resolves as it is told.
  func work(addresses: @escaping @Sendable (String) -> [IPAddress] = { _ in [] }) -> FlowWork {
    let reader = TargetReader(permitsSpecialUse: true)
    return FlowWork(
      read: { input in
        Observer.Question(
          input: input.text, index: input.index, meta: input.meta,
          target: input.isCut
            ? Target(kind: .invalid, problem: .tooLong) : reader.read(input.text))
      },
      look: { _ in
        { question, shard, admission in
          let number = self.looked.withLock { looked in
            looked[question.input, default: 0] += 1
            return looked[question.input] ?? 0
          }
          self.inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
          defer { self.inside.withLock { $0.now -= 1 } }
          let granted = await admission(shard, nil, addresses(question.input))
          var evidence = await self.answer(question.input, number, shard)
          evidence.places = granted.map { Place(address: $0, area: .unknown) }
          return Self.observation(question, evidence)
        }
      },
      withhold: { question, entries in
        var evidence = Evidence()
        evidence.request.stopList = entries
        return Self.observation(question, evidence)
      },
      report: { observation, isSecondPass in
        Report(
          index: observation.index, octets: Array("\(observation.input)\n".utf8),
          outcome: Outcome(
            status: observation.evidence.mayBeOwnDoing ? "silent" : "ok",
            cause: observation.evidence.request.stopList?.joined(separator: " ") ?? "",
            certainty: "\(observation.evidence.places.count)", isSecondPass: isSecondPass))
      })
  }

  private static func observation(
    _ question: Observer.Question, _ evidence: Evidence
  ) -> Observation {
    Observation(
      input: question.input, index: question.index, meta: question.meta, target: question.target,
      startedAt: Timestamp(secondsSinceEpoch: 0), durationS: 0, evidence: evidence)
  }

  /// Evidence of a connection that nobody took.
  static func silence(_ failure: Failure = .connectTimeout) -> Evidence {
    Evidence(http: [
      HTTPExchange(
        id: "http.1", purpose: .target, scheme: .http,
        address: IPAddress(family: .v4, bits: 0xC000_0201), port: 80, host: "", startedMs: 0,
        durationMs: 0, failure: failure)
    ])
  }
}

/// Waits for something to become so, and gives up after a long time.
func eventually(_ condition: () -> Bool) async -> Bool {
  let end = MonotonicTime.now.adding(seconds: 60)
  while !condition() {
    guard MonotonicTime.now < end else { return false }
    await Task.yield()
    usleep(1_000)
  }
  return true
}

import Evidence
import GRDB
import Glibc
import Monitor

@testable import Store

extension Standing {
  static let well = Standing(cause: "accessible", status: "ok")
  static let notFiled = Standing(cause: "not-filed", status: "blocked")
}

extension Sighting {
  /// A sighting in some hour.
  static func test(
    _ key: String, _ standing: Standing, hour: Int64 = 0, content: String? = nil,
    _ hysteresis: Hysteresis = Hysteresis(), isBlind: Bool = false
  ) -> Sighting {
    Sighting(
      key: key, input: key, at: .hour(hour), standing: standing, certainty: "confirmed",
      rule: "test", content: content.map { Content(sha256: $0, report: "{\"\($0)\":1}") },
      hysteresis: hysteresis, isBlind: isBlind)
  }
}

extension Timestamp {
  static func hour(_ hour: Int64) -> Timestamp { test(days: 0).adding(seconds: 3_600 * hour) }
}

extension RecordsStore {
  /// A whole run: what it saw, told to the end.
  ///
  /// - Returns: What it told.
  @discardableResult
  func check(
    _ sightings: [Sighting], keeping retention: Retention = Retention(), at hour: Int64 = 0
  ) throws -> [StoredTransition] {
    let run = try beginRun(at: .hour(hour), keeping: retention)
    let told = try record(sightings, in: run).flatMap(\.transitions)
    try self.told(by: run)
    try endRun(run, at: .hour(hour))
    return told
  }
}

extension RecordsStore {
  func contentCount() throws -> Int {
    try reading(0) { database, _ in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM contents") ?? 0
    }
  }

  /// The deliveries: transition, sink and notice.
  func deliveryRows() throws -> [String] {
    try reading([]) { database, _ in
      try String.fetchAll(
        database,
        sql: """
          SELECT transition_id || ' ' || sink || ' ' || notice FROM deliveries ORDER BY id
          """)
    }
  }
}

extension TemporaryFolder {
  func text(at path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY)
    defer { close(descriptor) }
    var octets = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe Glibc.read(descriptor, &octets, octets.count)
    return String(decoding: octets.prefix(max(0, count)), as: UTF8.self)
  }
}

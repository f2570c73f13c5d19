internal import Diagnosis
internal import Engine
internal import Evidence
internal import Glibc
internal import Monitor
internal import Observation
internal import Reporting
internal import Store
internal import Survey

/// Who is told of transitions: what is put into the outbox for them, and how it leaves.
struct CheckNotices: Sendable {
  /// Notices of one sink that are taken out of the store at once.
  private static let batch = 16

  private let sinks: [NoticeSink]

  init(_ sinks: [NoticeSink] = []) {
    self.sinks = sinks
  }

  /// What is to be delivered of a transition; written in the same transaction.
  func outgoing(_ stored: StoredTransition, _ target: CheckedTarget) -> [Outgoing] {
    let transition = stored.transition
    let addressed = sinks.filter {
      $0.wants(from: transition.from?.status, to: transition.to.status)
    }
    guard !addressed.isEmpty else { return [] }
    let json = String(decoding: Notice(stored, target).json, as: UTF8.self)
    return addressed.map { Outgoing(sink: $0.key, notice: json) }
  }

  // MARK: Delivery

  /// Sends what is due, also what earlier runs left behind.
  ///
  /// A sink that cannot be reached is left alone for the rest of the run; its notices wait in the
  /// store. One that refuses a notice may take those about other targets.
  func deliver(from store: RecordsStore, in run: CheckRun) async -> CheckSummary.Notifications {
    guard !sinks.isEmpty else { return CheckSummary.Notifications() }
    do {
      let shard = try Shard()
      let tally = await shard.run { shard in
        await withTaskGroup(of: CheckSummary.Notifications.self) { group in
          for sink in sinks {
            group.addTask { await deliverAll(to: sink, from: store, in: run, on: shard) }
          }
          var sum = CheckSummary.Notifications()
          for await part in group {
            sum.sent += part.sent
            sum.failed += part.failed
          }
          return sum
        }
      }
      await shard.stop()
      var sum = tally
      let left = try store.waitingDeliveries(for: sinks.map(\.key))
      sum.waiting = max(0, left - tally.failed)
      return sum
    } catch {
      Console.complain("notices stay in the store: \(error)")
      return CheckSummary.Notifications()
    }
  }

  /// One after the other, in the order of the changes.
  private func deliverAll(
    to sink: NoticeSink, from store: RecordsStore, in run: CheckRun, on shard: Shard
  ) async -> CheckSummary.Notifications {
    var sum = CheckSummary.Notifications()
    do {
      var refusals = Refusals()
      var last: Int64 = 0
      while refusals.isOpen, !Interruption.isRequested {
        let claimed = try store.claimDeliveries(
          for: [sink.key], in: run, at: WallClock.now, after: last, limit: Self.batch)
        guard let newest = claimed.last else { break }
        last = newest.id
        for delivery in claimed {
          guard refusals.allow(delivery), !Interruption.isRequested else {
            try store.undelivered(delivery.id, because: nil, dueAt: WallClock.now)
            continue
          }
          try await deliver(delivery, to: sink, from: store, &sum, &refusals, on: shard)
        }
      }
    } catch {
      Console.complain(
        "the store does not take what became of the notices to \(sink.name): \(error)")
    }
    return sum
  }

  private func deliver(
    _ delivery: Delivery, to sink: NoticeSink, from store: RecordsStore,
    _ sum: inout CheckSummary.Notifications, _ refusals: inout Refusals, on shard: Shard
  ) async throws {
    guard let notice = Notice(json: delivery.notice.utf8) else {
      // Nothing that this version could ever send.
      return try store.delivered(delivery.id, at: WallClock.now)
    }
    do throws(NoticeFailure) {
      _ = try await Self.courier.deliver(notice, to: sink, on: shard)
    } catch {
      sum.failed += 1
      refusals.add(delivery, isLasting: error.isLasting)
      let wait = error.isLasting ? Refusals.wait(after: delivery.attempts) : 0
      try store.undelivered(
        delivery.id, because: error.message, dueAt: WallClock.now.adding(seconds: wait))
      let when = wait == 0 ? "by the next run" : "by a run \(wait / 3_600) h from now, or later"
      return Console.complain("\(sink.name) was not told, and will be \(when): \(error.message)")
    }
    try store.delivered(delivery.id, at: WallClock.now)
    sum.sent += 1
  }

  /// What one sink has not taken during a run.
  private struct Refusals {
    /// Refused for good so often, it is the sink itself, not the one notice.
    private static let most = 3

    private(set) var isOpen = true
    private var targets: Set<String> = []

    /// Whether a notice may be sent: none before an earlier one about the same target.
    func allow(_ delivery: Delivery) -> Bool { isOpen && !targets.contains(delivery.target) }

    mutating func add(_ delivery: Delivery, isLasting: Bool) {
      targets.insert(delivery.target)
      isOpen = isLasting && targets.count < Self.most
    }

    /// Seconds until what was refused is tried again: the next run first, then ever later, a day at
    /// most.
    static func wait(after attempts: Int) -> Int64 {
      attempts == 0 ? 0 : min(86_400, 3_600 << Int64(min(attempts, 6) - 1))
    }
  }

  // MARK: Trying it out

  /// Sends a notice that says it is a test to every sink, once, past the store.
  ///
  /// - Returns: What came back from each, in the order of the configuration.
  func test() async throws -> [(sink: NoticeSink, result: Result<String, NoticeFailure>)] {
    let shard = try Shard()
    let results = await shard.run { shard in
      var results: [(sink: NoticeSink, result: Result<String, NoticeFailure>)] = []
      for sink in sinks {
        do throws(NoticeFailure) {
          let answer = try await Self.tester.deliver(.test(at: WallClock.now), to: sink, on: shard)
          results.append((sink, .success(answer)))
        } catch {
          results.append((sink, .failure(error)))
        }
      }
      return results
    }
    await shard.stop()
    return results
  }

  private static let courier = Courier(
    Courier.Manner(userAgent: Version.userAgent), secrets: secrets, milliseconds: now)

  private static let tester: Courier = {
    var manner = Courier.Manner(userAgent: Version.userAgent)
    manner.attempts = 1
    return Courier(manner, secrets: secrets, milliseconds: now)
  }()

  /// Secrets out of this process's environment and files.
  static let secrets = SecretReader(
    environment: { Console.environment($0) },
    file: { try? FileOctets.read($0, limit: SecretReader.octetLimit) })

  /// Milliseconds since 1970-01-01T00:00:00Z.
  @Sendable private static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension Notice {
  fileprivate init(_ stored: StoredTransition, _ target: CheckedTarget) {
    let transition = stored.transition
    let verdict = target.verdict
    let step = verdict.remedy.first
    self.init(
      id: String(stored.id), target: stored.key, owner: target.expectation.owner,
      entity: target.expectation.entity, provider: target.expectation.provider,
      from: transition.from.map { Notice.State(cause: $0.cause, status: $0.status) },
      to: Notice.State(cause: transition.to.cause, status: transition.to.status),
      at: transition.at, since: transition.since, certainty: verdict.certainty.rawValue,
      summaryEn: verdict.summary.en, summaryZh: verdict.summary.zh,
      remedyEn: step?.text.en, remedyZh: step?.text.zh, url: step?.url)
  }

  /// A notice of nothing, to see whether one arrives.
  fileprivate static func test(at moment: Timestamp) -> Notice {
    Notice(
      id: "test", target: "example.com", from: nil,
      to: State(cause: "accessible", status: "ok"), at: moment, since: moment,
      summaryEn: "A test: 'icpdiag check --notify-test' asks whether this arrives.",
      summaryZh: "测试消息：icpdiag check --notify-test 用于确认通知能否送达。")
  }
}

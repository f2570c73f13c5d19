package import Engine
internal import Evidence
internal import Observation
internal import Synchronization

/// A run over many targets: from the lines that are read to the lines that are written.
///
///     reader's thread -> feed -> shards (a thread and a loop each) -> outlet -> writer's thread
///
/// Nothing holds the list. Every input takes a place in the window before it is read and gives it
/// back when its report is written: so a reader that waits stops the writer, the writer the shards,
/// and the shards whoever writes the list.
package final class Flow: Sendable {
  let settings: FlowSettings
  let work: FlowWork
  let feed = Feed()
  let window: Gate
  let outlet: Outlet
  let domains: DomainGate?
  let addressPace: AddressPace?
  private let pace: Mutex<Pace?>
  private let lanes: [Lane]
  private let reader: InputReader
  /// The loops that have not been told to end.
  private let running = Mutex<[Shard]>([])
  private let aborted = Atomic<Bool>(false)

  /// - Parameters:
  ///   - settings: How the run behaves.
  ///   - work: What it does with the inputs.
  ///   - sources: Where the inputs come from, one after the other.
  ///   - intake: Says which inputs are to be taken; `nil`: all of them.
  ///   - sink: Where the reports go.
  package init(
    _ settings: FlowSettings, _ work: FlowWork, from sources: [InputSource],
    through intake: (any Intake)? = nil, to sink: any ReportSink
  ) {
    self.settings = settings
    self.work = work
    window = Gate(limit: settings.window)
    outlet = Outlet(to: sink, window: window, isOrdered: settings.isOrdered)
    domains = settings.perDomain.map { DomainGate(limit: $0) }
    addressPace = settings.perAddressRate.map { AddressPace(rate: $0) }
    pace = Mutex(settings.rate.map { Pace(rate: $0) })
    let (each, more) = settings.targets.quotientAndRemainder(dividingBy: settings.shards)
    lanes = (0..<settings.shards).map {
      Lane(
        targets: each + ($0 < more ? 1 : 0), aside: settings.aside / settings.shards,
        patience: settings.patience)
    }
    reader = InputReader(
      sources, through: intake, to: feed, lineLimit: settings.lineLimit)
  }

  /// Observes everything there is.
  ///
  /// - Returns: What kept it from being complete.
  /// - Throws: ``EngineError`` when this machine gives no loop or no thread.
  package func run() async throws(EngineError) -> FlowEnding {
    var shards: [Shard] = []
    for _ in lanes { shards.append(try Shard()) }
    try outlet.start()
    try reader.start()
    running.withLock { [shards] in $0 = shards }
    await withDiscardingTaskGroup { group in
      group.addTask {
        guard await self.outlet.ended() != 0 else { return }
        await self.abort()
      }
      for (lane, shard) in zip(lanes, shards) where settings.asksAgain {
        group.addTask { await shard.run { await lane.keepTime(on: $0) } }
      }
      await withDiscardingTaskGroup { group in
        for (number, shard) in shards.enumerated() {
          group.addTask { await self.work(number, on: shard) }
        }
      }
      _ = await outlet.finish()
      await stopShards()
    }
    return FlowEnding(writeFailure: await outlet.ended(), readFailure: reader.readFailure)
  }

  /// Takes no more inputs; what is in flight comes to its end and is written.
  package func stop() {
    feed.stop()
  }

  /// Whether what is still seen is of no use any more.
  var isAborted: Bool { aborted.load(ordering: .acquiring) }

  /// Ends everything, also what is in flight: nobody reads what it would give.
  private func abort() async {
    aborted.store(true, ordering: .releasing)
    feed.stop()
    window.close()
    domains?.close()
    for lane in lanes { lane.close() }
    await stopShards()
  }

  /// Ends every loop; each can be told once.
  private func stopShards() async {
    let shards = running.withLock { shards in
      defer { shards = [] }
      return shards
    }
    for shard in shards { await shard.stop() }
  }

  private func work(_ number: Int, on shard: Shard) async {
    let lane = lanes[number]
    let look = work.look(number)
    await shard.run { shard in
      await withDiscardingTaskGroup { targets in
        while let visitor = await self.next(into: lane, look, on: shard) {
          targets.addTask { await visitor.run(on: shard) }
        }
      }
    }
  }

  /// Takes the next input that has to be looked at, and a place in the lane for it.
  ///
  /// - Returns: `nil` when there are no more.
  private func next(
    into lane: Lane, _ look: @escaping FlowWork.Look, on shard: isolated Shard
  ) async -> Visitor? {
    var taken = 0
    while await window.enter(), let item = await feed.next() {
      taken += 1
      // The loop goes on, however many inputs need no look.
      if taken % 64 == 0 { await Task.yield() }
      if let report = item.input.report {
        outlet.put(report, number: item.number)
        continue
      }
      guard let question = work.read(item.input) else {
        outlet.put(nil, number: item.number)
        continue
      }
      if let entry = settings.stopList?.current.entry(naming: question.target) {
        deliver(work.withhold(question, [entry]), isSecondPass: false, number: item.number)
        continue
      }
      if question.target.kind != .invalid,
        let moment = pace.withLock({ $0?.reserve(at: .now) })
      {
        await waitForTurn(moment, on: shard)
      }
      // Only now: who waits for inputs must not keep a place from those who have one to finish.
      guard await lane.wide.enter() else { return nil }
      return Visitor(flow: self, lane: lane, look: look, question: question, number: item.number)
    }
    return nil
  }

  /// Waits for a moment that was reserved, and a little more: nobody is to hear a beat.
  func waitForTurn(_ moment: MonotonicTime, on shard: isolated Shard) async {
    guard moment > .now else { return }
    _ = await shard.sleep(until: moment.adding(seconds: .random(in: 0...0.05)))
  }

  /// Has an observation judged, worded and written.
  func deliver(_ observation: Observation, isSecondPass: Bool, number: Int) {
    guard !isAborted else { return outlet.put(nil, number: number) }
    let report = work.report(observation, isSecondPass)
    outlet.put(report, number: number)
    if report == nil { outlet.abandon() }
  }
}

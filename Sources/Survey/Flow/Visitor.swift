internal import Engine
internal import Evidence
internal import Observation
internal import Synchronization

/// The way of one target through a run, from its place in the lane to its report.
struct Visitor: Sendable {
  let flow: Flow
  let lane: Lane
  let look: FlowWork.Look
  let question: Observer.Question
  let number: Int

  /// Looks, each calm one included, after which the last counts.
  private static let looks = 4

  /// Begins with a place in the wide part of the lane.
  func run(on shard: isolated Shard) async {
    var (observation, _) = await observe(from: lane.wide, on: shard)
    var isSecondPass = false
    if flow.settings.asksAgain, observation.evidence.mayBeOwnDoing, !flow.isAborted {
      if observation.evidence.hasLocalFailure { lane.noteOwnFault() }
      observation = await observeAgain(on: shard) ?? observation
      isSecondPass = true
      // What was not so a little later was this machine's doing, or the path's.
      if !observation.evidence.mayBeOwnDoing { lane.noteOwnFault() }
    }
    flow.deliver(observation, isSecondPass: isSecondPass, number: number)
  }

  /// Looks again, few at a time, until a look is without suspicion or the loop was in time.
  private func observeAgain(on shard: isolated Shard) async -> Observation? {
    var last: Observation?
    for _ in 2...Self.looks {
      guard await lane.calm.enter() else { return last }
      await lane.waitForCalm(on: shard)
      let (observation, isCalm) = await observe(from: lane.calm, on: shard)
      last = observation
      if isCalm || !observation.evidence.mayBeOwnDoing || flow.isAborted { break }
    }
    return last
  }

  /// One look at the target; gives the place up that it began with.
  ///
  /// - Returns: What was seen, and whether the loop was in time all the while.
  private func observe(
    from part: Gate, on shard: isolated Shard
  ) async -> (Observation, isCalm: Bool) {
    let stay = lane.stay(in: part)
    let domain = question.target.registrable
    if let domain, let domains = flow.domains, !domains.enterAtOnce(domain) {
      // Others go ahead meanwhile.
      stay.stepOut()
      _ = await domains.enter(domain)
      await comeBack(to: stay)
    }
    let begun = MonotonicTime.now
    let notes = LookNotes()
    var observation = await look(question, shard) { shard, host, addresses in
      await admit(addresses, of: host, during: stay, noting: notes, on: shard)
    }
    if let domain { flow.domains?.leave(domain) }
    stay.end()
    observation.evidence.request.stopList = notes.entries
    return (observation, lane.isCalm(since: begun))
  }

  /// Waits for the turn of some addresses; none where the stop list names one of them, or the host.
  private func admit(
    _ addresses: [IPAddress], of host: String?, during stay: Stay, noting notes: LookNotes,
    on shard: isolated Shard
  ) async -> [IPAddress] {
    if let list = flow.settings.stopList?.current, !list.isEmpty {
      let entries =
        addresses.compactMap { list.entry(naming: $0) }
        + [host.flatMap { list.entry(namingDomain: $0) }].compactMap { $0 }
      guard entries.isEmpty else {
        notes.add(entries)
        return []
      }
      // A target of which the list names one address is asked at none.
      guard host != nil || notes.entries == nil else { return [] }
    }
    guard let pace = flow.addressPace else { return addresses }
    let new = notes.newcomers(among: addresses)
    guard !new.isEmpty else { return addresses }
    let moment = pace.reserve(new, at: .now)
    if moment > .now {
      // Others go ahead meanwhile.
      stay.stepOut()
      await flow.waitForTurn(moment, on: shard)
      await comeBack(to: stay)
    }
    return addresses
  }

  /// Takes a place again, from when on its time counts anew.
  private func comeBack(to stay: Stay) async {
    await stay.stepIn()
    lane.note(stay)
  }
}

/// What a look came upon: entries of the stop list, and addresses whose turn it waited for.
private final class LookNotes: Sendable {
  private let listed = Mutex<[String]>([])
  private let paced = Mutex<Set<IPAddress>>([])

  /// `nil` for none.
  var entries: [String]? { listed.withLock { $0.isEmpty ? nil : $0 } }

  func add(_ entries: [String]) {
    listed.withLock { listed in
      listed += entries.filter { !listed.contains($0) }
    }
  }

  /// Those that were not among addresses before.
  func newcomers(among addresses: [IPAddress]) -> [IPAddress] {
    paced.withLock { paced in addresses.filter { paced.insert($0).inserted } }
  }
}

package import Evidence

/// What is known of a target from one run to the next: its cause, and since when.
///
/// A value that a sighting turns into the next one: no clock, no file.
package struct TargetState: Hashable, Sendable {
  /// A cause that was seen, and when.
  package struct Glimpse: Codable, Hashable, Sendable {
    package var cause: String
    package var at: Timestamp

    package init(cause: String, at: Timestamp) {
      self.cause = cause
      self.at = at
    }
  }

  package private(set) var standing: Standing
  /// When its cause was first seen of those times that it held.
  package private(set) var since: Timestamp
  package private(set) var firstSeen: Timestamp
  package private(set) var lastSeen: Timestamp
  /// The last sightings, the newest last, as many as the hysteresis looks at.
  package private(set) var seen: [Glimpse]

  /// A state as it was kept.
  package init(
    standing: Standing, since: Timestamp, firstSeen: Timestamp, lastSeen: Timestamp,
    seen: [Glimpse]
  ) {
    self.standing = standing
    self.since = since
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.seen = seen
  }

  /// The state of a target that was never seen before, and the transition to tell of.
  ///
  /// There is nothing it could differ from, so the first sighting counts at once; it is a transition
  /// only where something is wrong.
  package static func first(
    _ standing: Standing, at moment: Timestamp
  ) -> (state: TargetState, transition: Transition?) {
    let state = TargetState(
      standing: standing, since: moment, firstSeen: moment, lastSeen: moment,
      seen: [Glimpse(cause: standing.cause, at: moment)])
    let transition =
      standing.isWell ? nil : Transition(from: nil, to: standing, at: moment, since: moment)
    return (state, transition)
  }

  /// Takes a sighting.
  ///
  /// What was seen before the newest sighting of another run changes nothing, unless that one is
  /// more than a day ahead: then a clock was wrong, and is no longer. When the cause
  /// changes, sightings of others are forgotten: they speak for what is over, and two causes that
  /// take turns would else change places with every run.
  ///
  /// - Parameters:
  ///   - new: What the target comes to this time.
  ///   - moment: When it was looked at.
  ///   - hysteresis: How often a new cause must be seen.
  /// - Returns: The change of the cause, if it is one.
  package mutating func saw(
    _ new: Standing, at moment: Timestamp, under hysteresis: Hysteresis
  ) -> Transition? {
    guard moment >= lastSeen || lastSeen.seconds(since: moment) > 86_400 else { return nil }
    lastSeen = moment
    seen.append(Glimpse(cause: new.cause, at: moment))
    seen.removeFirst(max(0, seen.count - hysteresis.of))
    guard new.cause != standing.cause else {
      standing = new
      return nil
    }
    let agreeing = seen.filter { $0.cause == new.cause }
    guard agreeing.count >= hysteresis.agree else { return nil }
    let old = standing
    standing = new
    since = agreeing.first?.at ?? moment
    seen = agreeing
    return Transition(from: old, to: new, at: moment, since: since)
  }
}

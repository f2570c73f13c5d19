import Evidence
import Monitor
import Testing

@Suite("The state of a target")
struct TargetStateTests {
  private static let well = Standing(cause: "accessible", status: "ok")
  private static let blocked = Standing(cause: "not-filed", status: "blocked")
  private static let late = Standing(cause: "not-synced", status: "blocked")

  private static func moment(_ run: Int) -> Timestamp {
    Timestamp(secondsSinceEpoch: 1_790_000_000 + 3_600 * Int64(run))
  }

  /// Everything that a sequence of sightings, one an hour, brings about.
  private static func play(
    _ sequence: [Standing], _ hysteresis: Hysteresis
  ) -> (state: TargetState, transitions: [Transition])? {
    guard let standing = sequence.first else { return nil }
    var (state, transition) = TargetState.first(standing, at: moment(0))
    var transitions = [transition].compactMap(\.self)
    for (run, standing) in sequence.enumerated().dropFirst() {
      transition = state.saw(standing, at: moment(run), under: hysteresis)
      transitions += [transition].compactMap(\.self)
    }
    return (state, transitions)
  }

  @Test("tells nothing of a first sighting that is well, and of one that is not")
  func first() {
    #expect(TargetState.first(Self.well, at: Self.moment(0)).transition == nil)
    let (state, transition) = TargetState.first(Self.blocked, at: Self.moment(0))
    #expect(
      transition
        == Transition(from: nil, to: Self.blocked, at: Self.moment(0), since: Self.moment(0)))
    #expect(state.firstSeen == Self.moment(0) && state.since == Self.moment(0))
  }

  @Test("changes at once where one run is enough, and there and back")
  func atOnce() throws {
    let play = try #require(
      Self.play([Self.well, Self.well, Self.blocked, Self.blocked, Self.well], Hysteresis()))
    #expect(
      play.transitions == [
        Transition(from: Self.well, to: Self.blocked, at: Self.moment(2), since: Self.moment(2)),
        Transition(from: Self.blocked, to: Self.well, at: Self.moment(4), since: Self.moment(4)),
      ])
    #expect(play.state.since == Self.moment(4) && play.state.firstSeen == Self.moment(0))
  }

  @Test("changes when a cause was seen in k of the last n runs, since the first of them")
  func twoOfThree() throws {
    let play = try #require(
      Self.play(
        [Self.well, Self.blocked, Self.well, Self.blocked], Hysteresis(agree: 2, of: 3)))
    #expect(
      play.transitions == [
        Transition(from: Self.well, to: Self.blocked, at: Self.moment(3), since: Self.moment(1))
      ])
  }

  @Test("follows the status of a cause that stays, which is no change of the cause")
  func status() throws {
    let atRisk = Standing(cause: "dns-elsewhere", status: "at-risk")
    let away = Standing(cause: "dns-elsewhere", status: "unreachable")
    let play = try #require(Self.play([Self.well, atRisk, away], Hysteresis()))
    #expect(play.transitions.map(\.to) == [atRisk])
    #expect(play.state.standing == away && play.state.since == Self.moment(1))
  }

  @Test("is left alone by what was seen before its newest sighting")
  func late() {
    var (state, _) = TargetState.first(Self.well, at: Self.moment(5))
    let before = state
    #expect(state.saw(Self.blocked, at: Self.moment(4), under: Hysteresis()) == nil)
    #expect(state == before)
    #expect(state.saw(Self.blocked, at: Self.moment(5), under: Hysteresis()) != nil)
  }

  @Test("is sound whatever numbers are asked for", arguments: [-5, 0, 1, 3, 1_000])
  func bounds(_ number: Int) {
    for other in [-1, 0, 2, 500] {
      let hysteresis = Hysteresis(agree: number, of: other)
      #expect(1 <= hysteresis.agree && hysteresis.agree <= hysteresis.of)
      #expect(hysteresis.of <= Hysteresis.most)
    }
  }

  // MARK: What holds of any sequence

  private static let hystereses = [(1, 1), (2, 2), (2, 3), (3, 5), (5, 5), (4, 7)].map {
    Hysteresis(agree: $0.0, of: $0.1)
  }

  @Test("chains its transitions, each settled by as many sightings as it takes")
  func chains() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let length = Int.random(in: 1...40, using: &random)
      let sequence = (0..<length).map { _ in
        [Self.well, Self.blocked, Self.late].randomElement(using: &random) ?? Self.well
      }
      for hysteresis in Self.hystereses {
        let play = try #require(Self.play(sequence, hysteresis))
        var standing: Standing? = sequence[0].isWell ? sequence[0] : nil
        var last = Self.moment(-1)
        for transition in play.transitions {
          #expect(transition.from == standing && transition.to != transition.from)
          #expect(transition.since <= transition.at && transition.at > last)
          let isFirst = transition.from == nil
          let run = Int((transition.at.seconds(since: Self.moment(0))) / 3_600)
          let window = sequence[max(0, run - hysteresis.of + 1)...run]
          let agreeing = window.filter { $0.cause == transition.to.cause }.count
          #expect(isFirst || agreeing >= hysteresis.agree, "\(sequence)")
          (standing, last) = (transition.to, transition.at)
        }
        #expect(play.state.standing == standing)
        #expect(play.state.seen.count <= hysteresis.of)
        #expect(play.state.lastSeen == Self.moment(length - 1))
      }
    }
  }

  @Test("is not moved by causes that never come k times within n runs")
  func flapping() throws {
    for hysteresis in Self.hystereses where hysteresis.agree > 1 {
      // One run in n, and as many as are not enough, at every offset.
      for offset in 0..<hysteresis.of {
        let sequence = (0..<60).map { run -> Standing in
          let place = (run + offset) % hysteresis.of
          return run > 0 && place < hysteresis.agree - 1 ? Self.blocked : Self.well
        }
        let play = try #require(Self.play(sequence, hysteresis))
        #expect(play.transitions == [], "\(hysteresis), \(offset)")
      }
    }
  }

  @Test("changes places with every run for no two causes that take turns, once it waits for two")
  func turns() throws {
    let sequence = (0..<60).map { $0.isMultiple(of: 2) ? Self.well : Self.blocked }
    let everyRun = try #require(Self.play(sequence, Hysteresis()))
    #expect(everyRun.transitions.count == 59)
    let calmer = try #require(Self.play(sequence, Hysteresis(agree: 2, of: 3)))
    #expect(calmer.transitions.count <= 20)
    let calm = try #require(Self.play(sequence, Hysteresis(agree: 2, of: 2)))
    #expect(calm.transitions == [])
  }
}

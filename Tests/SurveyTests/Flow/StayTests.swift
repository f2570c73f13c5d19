import Engine
import Evidence
import Testing

@testable import Survey

@Suite("The place of a target that waits", .timeLimit(.minutes(2)))
struct StayTests {
  private let gate = Gate(limit: 1)
  private let aside = Gate(limit: 1)

  private func stay() async -> Stay {
    _ = await gate.enter()
    return Stay(in: gate, aside: aside)
  }

  @Test("goes to another when it is set aside, and the one aside is given up at the end")
  func setAside() async {
    let stay = await stay()
    #expect(gate.isFull)
    #expect(stay.setAside(in: 0))
    #expect(!gate.isFull && aside.isFull)
    // Twice is once.
    #expect(stay.setAside(in: 0) && aside.inside == 1 && gate.inside == 0)
    stay.end()
    #expect(aside.inside == 0 && gate.inside == 0)
    stay.end()
    #expect(aside.inside == 0 && gate.inside == 0)
  }

  @Test("stays with it where nobody else can be set aside")
  func full() async {
    let first = await stay()
    #expect(first.setAside(in: 0))
    let second = await stay()
    #expect(!second.setAside(in: 0) && gate.isFull)
    first.end()
    #expect(second.setAside(in: 0) && !gate.isFull && aside.isFull)
  }

  @Test("is held anew after it was left, from inside or aside")
  func comesBack() async {
    let stay = await stay()
    stay.stepOut()
    #expect(gate.inside == 0 && stay.setAside(in: 0) && aside.inside == 0)
    await stay.stepIn()
    // What was meant for the time before does not count.
    #expect(stay.round == 1 && stay.setAside(in: 0) && gate.isFull)
    #expect(stay.setAside(in: 1) && aside.isFull)
    stay.stepOut()
    #expect(aside.inside == 0 && gate.inside == 0)
    await stay.stepIn()
    stay.end()
    #expect(aside.inside == 0 && gate.inside == 0)
  }

  @Test("is taken from those who have waited long, as soon as there is room for them")
  func makesWay() async {
    let lane = Lane(targets: 4, aside: 1, patience: 60)
    var stays: [Stay] = []
    for _ in 0..<2 {
      _ = await lane.wide.enter()
      stays.append(lane.stay(in: lane.wide))
    }
    lane.makeWay(at: .now)
    #expect(lane.wide.inside == 2)
    lane.makeWay(at: .now.adding(seconds: 61))
    #expect(lane.wide.inside == 1)
    stays[0].end()
    // It is looked at again when it has waited once more as long.
    lane.makeWay(at: .now.adding(seconds: 62))
    #expect(lane.wide.inside == 1)
    lane.makeWay(at: .now.adding(seconds: 130))
    #expect(lane.wide.inside == 0)
    stays[1].end()
    #expect(lane.wide.inside == 0)
  }

  @Test("does not keep the others of a list back, whatever it waits for")
  func flow() async throws {
    let sink = Collector()
    // Each of these is answered when all others are done: nobody's turn may depend on them.
    let scene = Scene { name, _, shard in
      while name.hasPrefix("drip"), sink.indices.count < 40 {
        _ = await shard.sleep(until: .now.adding(seconds: 0.01))
      }
      return Evidence()
    }
    var settings = FlowSettings(targets: 2, processors: 1)
    (settings.aside, settings.patience) = (6, 0.05)
    let names = (0..<6).map { "drip\($0).cn" } + (0..<40).map { "\($0).cn" }
    _ = try await Flow(settings, scene.work(), from: [.named(names)], to: sink).run()
    #expect(sink.indices.count == names.count)
    #expect(Set(sink.texts.suffix(6)) == Set((0..<6).map { "drip\($0).cn\n" }))
    #expect(scene.most <= 8)
  }
}

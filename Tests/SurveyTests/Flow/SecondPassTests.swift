import Engine
import Evidence
import Testing

@testable import Survey

@Suite("The calm second pass", .timeLimit(.minutes(2)))
struct SecondPassTests {
  private func run(
    _ scene: Scene, _ names: [String], asksAgain: Bool = true
  ) async throws -> [Report] {
    var settings = FlowSettings(targets: 10, processors: 1)
    settings.asksAgain = asksAgain
    settings.isOrdered = true
    let sink = Collector()
    _ = try await Flow(settings, scene.work(), from: [.named(names)], to: sink).run()
    return sink.reports
  }

  @Test(
    "has the last word where a first look met silence, or a want of this machine",
    arguments: [Failure.connectTimeout, .timeout, .dnsTimeout, .local])
  func answers(_ failure: Failure) async throws {
    let scene = Scene { name, look, _ in
      look == 1 && name == "slow.cn" ? Scene.silence(failure) : Evidence()
    }
    let reports = try await run(scene, ["fine.cn", "slow.cn"])
    #expect(reports.map(\.outcome.status) == ["ok", "ok"])
    #expect(reports.map(\.outcome.isSecondPass) == [false, true])
    #expect(scene.looks == ["fine.cn": 1, "slow.cn": 2])
  }

  @Test("lets silence count that is there again")
  func silence() async throws {
    let scene = Scene { _, _, _ in Scene.silence() }
    let reports = try await run(scene, ["dead.cn"])
    #expect(reports.map(\.outcome.status) == ["silent"])
    #expect(reports.map(\.outcome.isSecondPass) == [true])
    #expect((2...4).contains(scene.looks["dead.cn"] ?? 0))
  }

  @Test(
    "is not made for what an answer settled, whatever the answer",
    arguments: [Failure.reset, .connectRefused, .dnsNXDomain, .certificate, .tlsAlert])
  func settled(_ failure: Failure) async throws {
    let scene = Scene { _, _, _ in Scene.silence(failure) }
    #expect(try await run(scene, ["x.cn"]).map(\.outcome.isSecondPass) == [false])
  }

  @Test("is not made for targets that a person names")
  func named() async throws {
    let scene = Scene { _, _, _ in Scene.silence() }
    #expect(try await run(scene, ["x.cn"], asksAgain: false).map(\.outcome.isSecondPass) == [false])
    #expect(scene.looks == ["x.cn": 1])
  }

  @Test("looks at few at a time, and at all of them")
  func calm() async throws {
    let scene = Scene { _, look, shard in
      _ = await shard.sleep(until: .now.adding(seconds: 0.005))
      return look == 1 ? Scene.silence() : Evidence()
    }
    let names = (0..<12).map { "\($0).cn" }
    let reports = try await run(scene, names)
    #expect(reports.map(\.outcome.status) == names.map { _ in "ok" })
    #expect(scene.looks.values.allSatisfy { $0 == 2 })
  }
}

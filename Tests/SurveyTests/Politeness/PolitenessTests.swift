import Engine
import Evidence
import Testing

@testable import Survey

@Suite("Politeness", .timeLimit(.minutes(2)))
struct PolitenessTests {
  private func moment(_ seconds: Double) -> MonotonicTime {
    MonotonicTime(nanoseconds: Int64(seconds * 1_000_000_000))
  }

  private func address(_ number: Int) -> IPAddress {
    IPAddress(family: .v4, bits: 0xC000_0200 + UInt128(number))
  }

  @Test("begins no more targets a second than asked for", arguments: [0.5, 1, 8, 1_000])
  func rate(_ rate: Double) {
    var pace = Pace(rate: rate)
    let begun = (0..<20).map { _ in pace.reserve(at: moment(5)) }
    #expect(begun.first == moment(5))
    for (earlier, later) in zip(begun, begun.dropFirst()) {
      #expect(later.nanoseconds - earlier.nanoseconds == Int64(1_000_000_000 / rate))
    }
    // Time in which nothing began is not made up for.
    #expect(pace.reserve(at: moment(500)) == moment(500))
    #expect(pace.reserve(at: moment(500)) > moment(500))
  }

  @Test("begins no more targets a second at one address, and lets others pass")
  func addressRate() {
    let pace = AddressPace(rate: 4)
    let at = { (numbers: [Int], now: Double) in
      pace.reserve(numbers.map(address), at: moment(now))
    }
    #expect(at([1], 10) == moment(10))
    #expect(at([1], 10) == moment(10.25))
    #expect(at([2], 10) == moment(10))
    #expect(at([1, 2], 10.1) == moment(10.5))
    #expect(at([2], 10.1) == moment(10.75))
    #expect(at([1], 20) == moment(20))
  }

  @Test("forgets addresses that nobody waits for")
  func memory() {
    let pace = AddressPace(rate: 10)
    for number in 0..<100_000 {
      #expect(pace.reserve([address(number)], at: moment(Double(number))) == moment(Double(number)))
    }
    #expect(pace.count <= 1_025)
  }

  @Test("looks at few names of one registrable domain together, and at others meanwhile")
  func domains() async throws {
    let held = Gate(limit: 0)
    let scene = Scene { name, _, _ in
      if name.hasSuffix(".big.cn") { _ = await held.enter() }
      return Evidence()
    }
    var settings = FlowSettings(targets: 8, processors: 2)
    settings.perDomain = 2
    let sink = Collector()
    let names = (0..<40).map { "\($0).big.cn" } + (0..<40).map { "\($0).cn" }
    let flow = Flow(settings, scene.work(), from: [.named(names)], to: sink)
    async let ending = flow.run()
    #expect(await eventually { sink.indices.count == 40 })
    #expect(scene.looks.keys.count { $0.hasSuffix(".big.cn") } == 2)
    held.setLimit(.max)
    _ = try await ending
    #expect(sink.indices.count == 80)
    #expect(flow.domains?.count == 0)
  }

  @Test("lets others pass while targets wait for the turn of an address")
  func addressTurn() async throws {
    var settings = FlowSettings(targets: 4, processors: 2)
    settings.perAddressRate = 50
    let shared = address(1)
    let other = address(2)
    let names = (0..<20).map { "\($0).shared.cn" } + ["other.cn"]
    let sink = Collector()
    let work = Scene().work { [$0.hasSuffix(".shared.cn") ? shared : other] }
    _ = try await Flow(settings, work, from: [.named(names)], to: sink).run()
    #expect(sink.indices.sorted() == Array(0..<21))
    #expect((sink.indices.firstIndex(of: 20) ?? .max) < 19)
  }
}

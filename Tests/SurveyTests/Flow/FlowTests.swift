import Engine
import Evidence
import Glibc
import Observation
import Testing

@testable import Survey

@Suite("A run over many targets", .timeLimit(.minutes(2)))
struct FlowTests {
  private func settings(
    _ targets: Int = 16, processors: Int = 2, _ change: (inout FlowSettings) -> Void = { _ in }
  ) -> FlowSettings {
    var settings = FlowSettings(targets: targets, processors: processors)
    change(&settings)
    return settings
  }

  private func names(_ count: Int) -> [String] { (0..<count).map { "\($0).cn" } }

  @Test("gives one report for each input: success, failure, junk, and a line without end")
  func oneEach() async throws {
    let pipe = Pipe()
    let long = String(repeating: "x", count: Limits.lineOctets + 1)
    let junk = ["..", "%%%", "\u{7}", "a b c", "1.2.3", "gone.cn"]
    let list = junk + [long] + names(500)
    let sent = list + ["last.cn"]
    let code = Thread.detach { [list] in
      for line in list { pipe.write("\(line)\n") }
      pipe.write("\n# none\nlast.cn")
      pipe.close(pipe.writing)
    }
    #expect(code == 0)
    let sink = Collector()
    let scene = Scene { name, _, _ in name == "gone.cn" ? Scene.silence(.reset) : Evidence() }
    let flow = Flow(
      settings(), scene.work(), from: [.lines(descriptor: pipe.reading, name: "list")], to: sink)
    #expect(try await flow.run() == FlowEnding())
    #expect(sink.indices.sorted() == Array(sent.indices))
    let inputs = sink.reports.sorted { $0.index < $1.index }
      .map { String(decoding: $0.octets.dropLast(), as: UTF8.self) }
    #expect(inputs[junk.count] == String(repeating: "x", count: LineSplitter.cutOctets))
    #expect(
      inputs.enumerated().allSatisfy { $0.offset == junk.count || $0.element == sent[$0.offset] })
    #expect(scene.most <= 16)
  }

  @Test("begins while the list is still being written")
  func interactive() async throws {
    let pipe = Pipe()
    let sink = Collector()
    let flow = Flow(
      settings(), Scene().work(), from: [.lines(descriptor: pipe.reading, name: "list")], to: sink)
    async let ending = flow.run()
    for number in 0..<3 {
      pipe.write("\(number).cn\n")
      #expect(await eventually { sink.indices.count == number + 1 })
    }
    pipe.close(pipe.writing)
    #expect(try await ending == FlowEnding())
    #expect(sink.texts == ["0.cn\n", "1.cn\n", "2.cn\n"])
  }

  @Test(
    "reports in the order of completion, or of the inputs where that is asked for",
    arguments: [false, true])
  func order(isOrdered: Bool) async throws {
    let held = Gate(limit: 0)
    let scene = Scene { name, _, _ in
      if name == "0.cn" { _ = await held.enter() }
      return Evidence()
    }
    let sink = Collector()
    let flow = Flow(
      settings { $0.isOrdered = isOrdered }, scene.work(), from: [.named(names(50))], to: sink)
    async let ending = flow.run()
    if isOrdered {
      #expect(await eventually { scene.count == 50 })
      #expect(sink.indices.isEmpty)
    } else {
      #expect(await eventually { sink.indices.count == 49 })
    }
    held.setLimit(1)
    _ = try await ending
    #expect(sink.indices.sorted() == Array(0..<50))
    #expect(isOrdered ? sink.indices == Array(0..<50) : sink.indices.last == 0)
  }

  @Test("lets others no further ahead of a slow target than the window is wide")
  func window() async throws {
    let held = Gate(limit: 0)
    let scene = Scene { name, _, _ in
      if name == "0.cn" { _ = await held.enter() }
      return Evidence()
    }
    let sink = Collector()
    let flow = Flow(
      settings { $0.isOrdered = true }, scene.work(), from: [.named(names(5_000))], to: sink)
    async let ending = flow.run()
    #expect(await eventually { scene.count == flow.settings.window })
    #expect(sink.indices.isEmpty)
    held.setLimit(1)
    _ = try await ending
    #expect(scene.count == 5_000)
    #expect(sink.indices == Array(0..<5_000))
  }

  @Test("stops looking when nobody reads, and goes on when somebody does")
  func backPressure() async throws {
    let pipe = Pipe()
    let scene = Scene()
    var work = scene.work()
    // A few of them fill a pipe (pipe(7): 64 KiB).
    let large = [UInt8](repeating: UInt8(ascii: "."), count: 8 * 1024)
    work.report = { observation, _ in
      Report(
        index: observation.index, octets: large,
        outcome: Outcome(status: "", cause: "", certainty: ""))
    }
    let flow = Flow(
      settings(), work, from: [.named(names(3_000))], to: Descriptor(descriptor: pipe.writing))
    async let ending = flow.run()
    #expect(await eventually { flow.window.isFull })
    // What the pipe holds has left the window.
    #expect(scene.count <= flow.settings.window + 8)
    let code = Thread.detach {
      var chunk = [UInt8](repeating: 0, count: 64 * 1024)
      var left = 3_000 * 8 * 1024
      while left > 0 { left -= max(0, unsafe read(pipe.reading, &chunk, chunk.count)) }
    }
    #expect(code == 0)
    #expect(try await ending == FlowEnding())
    #expect(scene.count == 3_000)
  }

  @Test("ends when nobody will read any more, also what is under way")
  func closedOutput() async throws {
    let scene = Scene { name, _, shard in
      if name != "0.cn" { _ = await shard.sleep(until: .distantFuture) }
      return Evidence()
    }
    let flow = Flow(
      settings(), scene.work(), from: [.named(names(5_000))], to: Collector(failingWith: EPIPE))
    #expect(try await flow.run() == FlowEnding(writeFailure: EPIPE))
    #expect(scene.count < 5_000)
  }

  @Test("ends when an observation cannot be judged")
  func refusal() async throws {
    var work = Scene().work()
    work.report = { _, _ in nil }
    let sink = Collector()
    let flow = Flow(settings(), work, from: [.named(names(5_000))], to: sink)
    #expect(try await flow.run().writeFailure == ECANCELED)
    #expect(sink.indices.isEmpty)
  }

  @Test("finishes what is under way when it is told to stop, and takes nothing more")
  func stop() async throws {
    let held = Gate(limit: 0)
    let scene = Scene { _, _, _ in
      _ = await held.enter()
      return Evidence()
    }
    let sink = Collector()
    let flow = Flow(settings(3), scene.work(), from: [.named(names(5_000))], to: sink)
    async let ending = flow.run()
    #expect(await eventually { scene.count == 3 })
    flow.stop()
    held.setLimit(.max)
    #expect(try await ending == FlowEnding())
    // The shard may have one more in hand.
    #expect((3...4).contains(scene.count))
    #expect(sink.indices.sorted() == Array(0..<scene.count))
  }

  @Test("leaves inputs out that have no report in this run, and keeps the places of the others")
  func skips() async throws {
    let sink = Collector()
    var work = Scene().work()
    let read = work.read
    work.read = { input in input.index % 3 == 1 ? read(input) : nil }
    let flow = Flow(
      settings { $0.isOrdered = true }, work, from: [.named(names(3_000))], to: sink)
    _ = try await flow.run()
    #expect(sink.indices == (0..<3_000).filter { $0 % 3 == 1 })
  }

  @Test("says which list broke off, and reports what came before")
  func brokenInput() async throws {
    let pipe = Pipe()
    pipe.write("a.cn\nb.cn")
    pipe.close(pipe.writing)
    let folder = unsafe open("/", O_RDONLY | O_CLOEXEC)
    defer { close(folder) }
    let sink = Collector()
    let flow = Flow(
      settings(), Scene().work(),
      from: [
        .lines(descriptor: pipe.reading, name: "list"), .lines(descriptor: folder, name: "folder"),
        .named(["never.cn"]),
      ], to: sink)
    let ending = try await flow.run()
    #expect(ending.readFailure == ReadFailure(name: "folder", errno: EISDIR))
    #expect(sink.texts.sorted() == ["a.cn\n", "b.cn\n"])
  }
}

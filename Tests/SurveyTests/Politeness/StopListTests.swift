import Evidence
import Observation
import Synchronization
import Testing

@testable import Survey

@Suite("The stop list", .serialized)
struct StopListTests {
  private let reader = TargetReader()

  private func list(_ text: String) throws -> StopList {
    try StopList(Array(text.utf8), read: reader.read)
  }

  private static let text = """
    \u{FEFF}# whom we were asked to leave alone
    example.cn
      *.例子.cn   # and all below
    203.0.113.7\r
    198.51.100.0/24
    2001:db8::/32

    """

  @Test(
    "names a domain and all below it, an address and a block",
    arguments: [
      ("example.cn", "example.cn"), ("https://WWW.Example.cn:8443/x", "example.cn"),
      ("a.b.xn--fsqu00a.cn", "xn--fsqu00a.cn"), ("203.0.113.7", "203.0.113.7/32"),
      ("198.51.100.200", "198.51.100.0/24"), ("http://[2001:db8::9]/", "2001:db8::/32"),
      ("notexample.cn", nil), ("cn", nil), ("203.0.113.8", nil), ("198.51.101.0", nil),
      ("2001:db9::1", nil), ("..", nil),
    ] as [(String, String?)])
  func names(_ input: String, _ entry: String?) throws {
    #expect(try list(Self.text).entry(naming: reader.read(input)) == entry)
  }

  @Test("is not followed in part", arguments: ["a.cn\nb c", "a.cn\n..", "1.2.3.4/33", "com.cn"])
  func faults(_ text: String) {
    #expect(throws: StopList.Fault.self) { try list(text) }
  }

  @Test("keeps a target from being asked, and gives it its report")
  func flow() async throws {
    let stopped = try list(Self.text)
    var settings = FlowSettings(targets: 4, processors: 1)
    settings.isOrdered = true
    settings.stopList = StopListFile(stopped) { stopped }
    let scene = Scene()
    let work = scene.work { name in
      name == "hosted.cn"
        ? [IPAddress("192.0.2.1"), IPAddress("203.0.113.7")].compactMap { $0 } : []
    }
    let sink = Collector()
    let names = ["www.example.cn", "fine.cn", "hosted.cn", "198.51.100.1"]
    _ = try await Flow(settings, work, from: [.named(names)], to: sink).run()
    #expect(
      sink.reports.map(\.outcome.cause) == ["example.cn", "", "203.0.113.7/32", "198.51.100.0/24"])
    // No address of it was asked, not even the one that the list does not name.
    #expect(sink.reports.map(\.outcome.certainty) == ["0", "0", "0", "0"])
    #expect(scene.looks == ["fine.cn": 1, "hosted.cn": 1])
  }

  @Test("is read again when the process is told to, and stays as it was when that fails")
  func hangup() throws {
    let next = Mutex<StopList?>(try list("b.cn"))
    let file = StopListFile(try list("a.cn")) { next.withLock { $0 } }
    let (a, b) = (reader.read("a.cn"), reader.read("b.cn"))
    #expect(file.current.entry(naming: a) != nil)
    #expect(file.current.entry(naming: b) == nil)
    StopListFile.noteHangup()
    #expect(file.current.entry(naming: a) == nil)
    #expect(file.current.entry(naming: b) != nil)
    next.withLock { $0 = nil }
    StopListFile.noteHangup()
    #expect(file.current.entry(naming: b) != nil)
  }
}

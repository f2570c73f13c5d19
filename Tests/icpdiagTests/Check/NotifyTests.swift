import Foundation
import Lab
import Testing

/// Who is told of changes, by the program itself against a real server.
@Suite("A check that tells people", .serialized, .timeLimit(.minutes(10)))
struct NotifyTests {
  private static let token = "T0KENinTHEaddress"
  private static let key = "K3YofTHEsender"
  private static let name = CheckBench.names(1)[0]

  private let bench: CheckBench

  init() throws {
    bench = try CheckBench()
    try bench.desk.write([Self.key], to: "key")
    try bench.desk.write(
      [
        "targets: [\(Self.name)]",
        "notify:",
        "  - {name: ops, type: webhook, url: {env: OPS_URL}, secret: {file: key}}",
        "  - {name: blocks, type: slack, url: {env: CHAT_URL}, only: [unreachable]}",
      ], to: "check.yaml")
  }

  /// One check with the hook at a port; the chat is told of nothing that happens here.
  private func check(blocking: Bool, hook: Int, _ more: [String] = []) async throws -> Tool.Run {
    let run = try await Lab.with(try CheckBench.scenario(blocking: blocking)) { lab in
      try await Tool.run(
        bench.arguments(lab, ["--config", bench.desk.path("check.yaml")] + more),
        environment: [
          "SSL_CERT_FILE": lab.authorityPath,
          "OPS_URL": "http://127.0.0.1:\(hook)/hook/\(Self.token)",
          "CHAT_URL": "http://127.0.0.1:9/\(Self.token)",
        ])
    }
    for text in [run.text, run.errors] {
      #expect(!text.contains(Self.token) && !text.contains(Self.key))
    }
    return run
  }

  private func notifications(_ run: Tool.Run) throws -> [String: Int] {
    let summary = try #require(try CheckOutput(run.text).summary)
    return try #require(summary["notifications"] as? [String: Int])
  }

  /// Cause before, cause after, of each notice in the order of arrival.
  private func changes(_ receiver: Receiver) throws -> [[String?]] {
    try receiver.requests.map { request in
      let body = try #require(
        try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any])
      #expect(body["id"] as? String == request.fields["x-icpdiag-delivery"])
      #expect(request.fields["x-icpdiag-signature"]?.hasPrefix("sha256=") == true)
      return [
        (body["from"] as? [String: Any])?["cause"] as? String,
        (body["to"] as? [String: Any])?["cause"] as? String,
      ]
    }
  }

  @Test("tells of each transition once: the gateway blocks the site, and it stops")
  func once() async throws {
    let receiver = try Receiver()
    defer { receiver.stop() }
    let steps: [(isBlocking: Bool, sent: Int)] = [
      (false, 0), (true, 1), (true, 0), (false, 1), (false, 0),
    ]
    for step in steps {
      let run = try await check(blocking: step.isBlocking, hook: receiver.port)
      #expect(run.errors == "")
      #expect(try notifications(run) == ["sent": step.sent, "failed": 0, "waiting": 0])
    }
    #expect(
      try changes(receiver) == [
        ["accessible", "not-transferred"], ["not-transferred", "accessible"],
      ])
    #expect(Set(receiver.requests.map { $0.fields["x-icpdiag-delivery"] }).count == 2)
  }

  @Test("keeps what a dead server was not told, and the next run tells it once")
  func deadLetter() async throws {
    let dead = try refusedPort()
    #expect(try notifications(try await check(blocking: false, hook: dead))["failed"] == 0)
    let failed = try await check(blocking: true, hook: dead)
    #expect(failed.status == 1)
    #expect(try notifications(failed) == ["sent": 0, "failed": 1, "waiting": 0])
    #expect(
      failed.errors
        == "icpdiag: ops was not told, and will be by the next run: "
        + "http://127.0.0.1:\(dead): the connection was refused\n")
    for file in ["store.sqlite", "store.sqlite-wal"] {
      let octets = (try? Data(contentsOf: URL(filePath: bench.desk.path(file)))) ?? Data()
      for secret in [Self.token, Self.key] {
        #expect(octets.firstRange(of: Data(secret.utf8)) == nil)
      }
    }
    let receiver = try Receiver([("500 Oops", ""), ("200 OK", "ok")])
    defer { receiver.stop() }
    let next = try await check(blocking: true, hook: receiver.port)
    #expect(try CheckOutput(next.text).changes == [])
    #expect(try notifications(next) == ["sent": 1, "failed": 0, "waiting": 0])
    // The first attempt met a server in trouble.
    #expect(receiver.requests.count == 2 && Set(receiver.requests.map(\.body)).count == 1)
    #expect(try changes(receiver).last == ["accessible", "not-transferred"])
    let last = try await check(blocking: true, hook: receiver.port)
    #expect(try notifications(last) == ["sent": 0, "failed": 0, "waiting": 0])
    #expect(receiver.requests.count == 2)
  }

  @Test("is refused a notice, and tells of other targets all the same")
  func refusal() async throws {
    let names = CheckBench.names(2)
    try bench.desk.write(
      [
        "targets: [\(names.joined(separator: ", "))]",
        "notify: [{name: ops, type: webhook, url: {env: OPS_URL}}]",
      ], to: "check.yaml")
    let receiver = try Receiver([("404 Not Found", ""), ("200 OK", "ok")])
    defer { receiver.stop() }
    _ = try await Lab.with(try CheckBench.scenario(blocking: false)) { lab in
      try await Tool.run(
        bench.arguments(lab, names), environment: ["SSL_CERT_FILE": lab.authorityPath])
    }
    func count(_ run: Tool.Run) throws -> [String: Int] { try notifications(run) }
    let environment = { (lab: RunningLab) in
      ["SSL_CERT_FILE": lab.authorityPath, "OPS_URL": "http://127.0.0.1:\(receiver.port)/h"]
    }
    func checked() async throws -> Tool.Run {
      try await Lab.with(try CheckBench.scenario(blocking: true)) { lab in
        try await Tool.run(
          bench.arguments(lab, ["--config", bench.desk.path("check.yaml")]),
          environment: environment(lab))
      }
    }
    let first = try await checked()
    #expect(try count(first) == ["sent": 1, "failed": 1, "waiting": 0])
    #expect(first.errors.contains("ops was not told, and will be by the next run"))
    #expect(try count(try await checked()) == ["sent": 1, "failed": 0, "waiting": 0])
    #expect(Set(receiver.requests.map { $0.fields["x-icpdiag-delivery"] }).count == 2)
    #expect(receiver.requests.count == 3)
  }

  @Test("tries everybody out, and says what came back")
  func trial() async throws {
    let receiver = try Receiver()
    defer { receiver.stop() }
    let run = try await check(blocking: false, hook: receiver.port, ["--notify-test"])
    #expect(run.status == 74)
    #expect(
      run.text == """
        ops (webhook)   told: HTTP 200
        blocks (slack)  NOT told: http://127.0.0.1:9: the connection was refused

        """)
    #expect(receiver.requests.map { $0.fields["x-icpdiag-delivery"] } == ["test"])
    #expect(receiver.requests.first?.body.contains("icpdiag.notice/1") == true)
  }

  @Test("says what it understood, or with status 78 all that is wrong, and looks at nothing")
  func validation() async throws {
    let sound = try await check(blocking: false, hook: 9, ["--validate"])
    #expect(sound.status == 0)
    #expect(sound.text.contains("ops: webhook to http://127.0.0.1:9, url: environment variable"))
    try bench.desk.write(
      ["targets: [a.cn, {target: b.cn, provder: x}]", "notify: [{type: slak}]"], to: "check.yaml")
    let flawed = try await check(blocking: false, hook: 9, ["--validate"])
    #expect(flawed.status == 78 && flawed.text == "")
    #expect(flawed.errors.contains("check.yaml:1: targets[1]: the key 'provder' is not known"))
    #expect(flawed.errors.contains("check.yaml:2: notify[0].type: unknown type 'slak'"))
    let json = try await check(blocking: false, hook: 9, ["--validate", "--json"])
    #expect(json.status == 78)
    let object = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
    #expect(object?["sound"] as? Bool == false)
    #expect(
      (object?["flaws"] as? [[String: Any]])?.compactMap { $0["line"] as? Int } == [1, 2, 2, 2])
    let run = try await check(blocking: false, hook: 9)
    #expect(run.status == 78 && run.text == "")
  }
}

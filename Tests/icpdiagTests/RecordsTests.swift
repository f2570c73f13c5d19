import Foundation
import Testing

/// The commands that keep records, over a real store in a folder of each test's own.
@Suite("The records commands", .timeLimit(.minutes(10)))
struct RecordsTests {
  static let document = """
    {"schema":"icpdiag.records/1","views":[
     {"view":"registry","source":"MIIT query","as_of":"2026-11-20T08:00:00Z","filings":[
      {"domain":"示例.cn","site_number":"粤ICP备2026000001号-1","service":"website",
       "entity_name":"示例（北京）公司","entity_nature":"企业","approved_at":"2026-07-01T00:00:00Z",
       "restricted":false},
      {"domain":"app.com.cn","site_number":"粤ICP备2026000002号-3A","service":"app"}],
      "absent":["other.cn"],"failed":[{"domain":"third.cn","reason":"rate limited"}]},
     {"view":"provider","provider":"alibaba","as_of":"2026-11-20T08:00:00Z","complete":true,
      "access":[{"domain":"示例.cn","state":"active","since":"2026-07-02T00:00:00Z"}],
      "orders":[{"domain":"new.cn","kind":"first","state":"authority-review",
       "submitted_at":"2026-11-05T00:00:00Z"}]}],
     "instances":[{"provider":"alibaba","id":"i-1","region":"cn-hangzhou",
      "addresses":["203.0.113.9","2001:db8::9"],"state":"running","charge":"prepaid"}],
     "cdn":[{"provider":"alibaba","domain":"www.示例.cn","area":"mainland"}]}
    """

  @Test("takes --filed with a number, without one, and before another option")
  func filed() async throws {
    try await TemporaryFolder.with { folder in
      for (arguments, number) in [
        (["--filed"], nil), (["--filed", "粤ICP备2026000001号-1"], "粤ICP备2026000001号-1"),
        (["--filed", "--approved", "2024-03-01"], nil),
        (["--filed=粤B2-20090059-5"], "粤B2-20090059-5"),
      ] as [([String], String?)] {
        let run = try await folder.icpdiag(
          ["records", "add", "www.示例.cn", "--json", "--store", "\(folder.path)/\(UUID())"]
            + arguments)
        #expect(run.status == 0, "\(run.errors)")
        let facts = try jsonObject(run.lines[0])["facts"] as? [[String: Any]]
        let filing = try #require(facts?.first?["filing"] as? [String: Any])
        #expect(
          filing["domain"] as? String == "xn--fsqu00a.cn".replacing("fsqu00a", with: "fsq092h"))
        #expect(filing["site_number"] as? String == number)
      }
    }
  }

  @Test("lets the newer of two notes count, also within one second, and shows the other")
  func newest() async throws {
    try await TemporaryFolder.with { folder in
      for option in ["--absent", "--filed", "--absent", "--filed", "--absent"] {
        let run = try await folder.icpdiag(["records", "add", "example.cn", option])
        #expect(run.text.contains("Next: icpdiag example.cn"))
      }
      let shown = try await folder.icpdiag(["records", "show", "www.example.cn", "--json"])
      let object = try jsonObject(shown.lines[0])
      let facts = try #require(object["facts"] as? [[String: Any]])
      let deciding = try #require(object["deciding"] as? [String])
      #expect(deciding.count == 1)
      #expect(facts.first { $0["id"] as? String == deciding[0] }?["outcome"] as? String == "absent")
      #expect((object["contradicting"] as? [String])?.count == 1)
    }
  }

  @Test("refuses a date of approval that lies in the future, and a store without a name")
  func refusedOptions() async throws {
    try await TemporaryFolder.with { folder in
      let future = try await folder.icpdiag(
        ["records", "add", "example.cn", "--filed", "--approved", "2099-01-01"])
      #expect(future.status == 64 && future.errors.contains("lies in the future"))
      let nameless = try await folder.icpdiag(["records", "list", "--store", ""])
      #expect(nameless.status == 64 && nameless.errors.contains("--store needs a path"))
    }
  }

  @Test("tries an import out without making a store")
  func dryRun() async throws {
    try await TemporaryFolder.with { folder in
      let store = "\(folder.path)/none.sqlite"
      let tried = try await folder.icpdiag(
        ["records", "import", "--dry-run", "--store", store], input: Self.document)
      #expect(tried.status == 0 && tried.text.contains("would take 2 filings"), "\(tried.errors)")
      #expect(!FileManager.default.fileExists(atPath: store))
    }
  }

  @Test("exports what it imported, to the same document again", arguments: [[], ["--yaml"]])
  func identity(form: [String]) async throws {
    try await TemporaryFolder.with { folder in
      let taken = try await folder.icpdiag(["records", "import"], input: Self.document)
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.text.contains("2 filings, 1 access, 1 orders, 1 absent, 1 failed look-ups"))
      let listed = try await folder.icpdiag(["records", "list"])
      #expect(listed.text.contains("示例.cn"))
      #expect(listed.lines.count == 1 + 5)

      let first = try await folder.icpdiag(["records", "export"] + form)
      let other = "\(folder.path)/other.sqlite"
      let again = try await folder.icpdiag(
        ["records", "import", "--store", other], input: first.text)
      #expect(again.status == 0, "\(again.errors)")
      let second = try await folder.icpdiag(["records", "export", "--store", other] + form)
      #expect(first.output == second.output)
      #expect(first.text.contains("示例（北京）公司"))
      #expect(first.text.contains(form.isEmpty ? "\"complete\":true" : "complete: true"))

      let twice = try await folder.icpdiag(["records", "import"], input: Self.document)
      #expect(twice.status == 0 && twice.text.contains("already in the store"))
    }
  }

  @Test("says of each file what was taken and refused, and ends with the gravest status")
  func summaries() async throws {
    try await TemporaryFolder.with { folder in
      let head =
        #"{"schema":"icpdiag.records/1","views":[{"view":"registry","as_of":"2026-11-20","absent":"#
      for (domains, options, status, words) in [
        (#"["a.cn","com.cn"]"#, [], 1, "1 absent"),
        (#"["b.cn","com.cn"]"#, ["--strict"], 65, "--strict"),
        (#"["com.cn"]"#, [], 65, "nothing taken"), (#"["c.cn"]"#, ["--dry-run"], 0, "would take"),
        (#"["d.cn"#, [], 65, ""),
      ] as [(String, [String], Int32, String)] {
        let run = try await folder.icpdiag(
          ["records", "import", "-"] + options, input: "\(head)\(domains)}]}")
        #expect(run.status == status, "\(run.errors)")
        #expect(words.isEmpty ? run.text.isEmpty : run.text.contains(words))
        #expect(status == 0 || run.errors.hasPrefix("icpdiag: stdin"))
      }
      let listed = try await folder.icpdiag(["records", "list", "--json"])
      #expect(try listed.lines.map { try jsonObject($0)["domain"] as? String } == ["a.cn"])
      let imports = try await folder.icpdiag(["records", "list", "--imports", "--json"])
      #expect(imports.lines.count == 1)
    }
  }

  @Test("removes a domain or an import, and only when told to")
  func removal() async throws {
    try await TemporaryFolder.with { folder in
      _ = try await folder.icpdiag(["records", "import"], input: Self.document)
      _ = try await folder.icpdiag(["records", "add", "mine.cn", "--absent"])
      let unasked = try await folder.icpdiag(["records", "remove", "mine.cn"])
      #expect(unasked.status == 64 && unasked.errors.contains("--yes"))
      let removed = try await folder.icpdiag(["records", "remove", "mine.cn", "--yes"])
      #expect(removed.text == "removed: 1 records of mine.cn\n")
      let whole = try await folder.icpdiag(["records", "remove", "--import", "1", "--yes"])
      #expect(whole.status == 0)
      #expect(try await folder.icpdiag(["targets"]).text.isEmpty)
      let none = try await folder.icpdiag(["records", "remove", "--import", "77", "--yes"])
      #expect(none.status == 65)
    }
  }

  @Test("finds what is wrong in a store and in files, and nothing in sound records")
  func lint() async throws {
    try await TemporaryFolder.with { folder in
      let file = "\(folder.path)/faulty.json"
      let faulty = """
        {"schema":"icpdiag.records/1","views":[{"view":"registry","as_of":"2025-01-01","filings":[
         {"domain":"a.cn","site_number":"粤ICP备123号-1"},{"domain":"cn"},
         {"domain":"b.cn","site_number":"粤ICP备2026000001号-1K","service":"website"}]},
         {"view":"provider","provider":"tencent","as_of":"2026-11-20",
          "access":[{"domain":"c.cn","state":"active"}],
          "orders":[{"domain":"c.cn","kind":"change","state":"provider-review",
           "submitted_at":"2026-01-01"}]}]}
        """
      try Data(faulty.utf8).write(to: URL(filePath: file))
      let run = try await folder.icpdiag(
        ["records", "lint", file, "--json", "--now", "2026-11-22T00:00:00Z"])
      #expect(run.status == 1, "\(run.errors)")
      let found = Set(try run.lines.compactMap { try jsonObject($0)["kind"] as? String })
      #expect(
        found == [
          "wrong-number", "wrong-service", "filing-without-access", "access-without-filing",
          "order-without-end", "aged-view", "unreadable-line",
        ])
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/icpdiag"))

      _ = try await folder.icpdiag([
        "records", "add", "d.cn", "--filed", "京ICP证030173号-102", "--provider", "alibaba",
        "--access", "active",
      ])
      let sound = try await folder.icpdiag(["records", "lint"])
      #expect(sound.status == 0 && sound.output.isEmpty, "\(sound.text)")
    }
  }

  @Test("hands the domains on as a list, as service discovery and as a config")
  func targets() async throws {
    try await TemporaryFolder.with { folder in
      _ = try await folder.icpdiag(["records", "import"], input: Self.document)
      let list = try await folder.icpdiag(["targets"])
      #expect(list.lines == ["app.com.cn", "new.cn", "other.cn", "third.cn", "xn--fsq092h.cn"])
      let discovery = try await folder.icpdiag(["targets", "--format", "http-sd"])
      let groups = try #require(
        try JSONSerialization.jsonObject(with: discovery.output) as? [[String: Any]])
      #expect(groups.count == 2)
      #expect(groups[1]["targets"] as? [String] == ["xn--fsq092h.cn"])
      #expect(groups[1]["labels"] as? [String: String] == ["provider": "alibaba"])
      let config = try await folder.icpdiag(["targets", "--format", "check"])
      #expect(
        config.text.hasSuffix(
          "  - target: \"xn--fsq092h.cn\"\n    provider: \"alibaba\"\n"
            + "    entity: \"示例（北京）公司\"\n"))
    }
  }

  @Test("lists the instances, of each the newest")
  func instances() async throws {
    try await TemporaryFolder.with { folder in
      _ = try await folder.icpdiag(["instances", "import"], input: Self.document)
      let stopped = Self.document.replacing("\"running\"", with: "\"stopped\"")
      _ = try await folder.icpdiag(["instances", "import"], input: stopped)
      let run = try await folder.icpdiag(["instances", "list", "--json"])
      #expect(run.lines.count == 1)
      let instance = try jsonObject(run.lines[0])
      #expect(instance["state"] as? String == "stopped")
      #expect(instance["area"] as? String == "mainland")
      #expect(instance["addresses"] as? [String] == ["203.0.113.9", "2001:db8::9"])
    }
  }

  @Test("keeps every one of several notes made at once")
  func concurrency() async throws {
    try await TemporaryFolder.with { folder in
      let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
        for number in 0..<8 {
          group.addTask {
            try await folder.icpdiag(["records", "add", "d\(number).cn", "--absent"]).status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: 0, count: 8))
      #expect(try await folder.icpdiag(["targets"]).lines == (0..<8).map { "d\($0).cn" })
    }
  }

  @Test("never lets what a file says of names command the terminal")
  func escapes() async throws {
    try await TemporaryFolder.with { folder in
      let evil = #"\u001b]0;owned\u0007\u202e\u009b31m"#
      let document = Self.document.replacing("企业", with: evil)
        .replacing("示例（北京）公司", with: "公司\(evil)").replacing("MIIT query", with: evil)
        .replacing("rate limited", with: evil).replacing("i-1", with: evil)
        .replacing("粤ICP备2026000002号-3A", with: evil)
      let taken = try await folder.icpdiag(["records", "import", "-v"], input: document)
      #expect(taken.status == 0, "\(taken.errors)")
      for command in [
        ["records", "list"], ["records", "list", "--json"], ["records", "show", "示例.cn"],
        ["records", "show", "third.cn"], ["records", "lint"], ["records", "lint", "--json"],
        ["records", "export"], ["records", "export", "--yaml"], ["instances", "list"],
        ["targets", "--format", "check"], ["records", "list", "--imports"],
      ] {
        let run = try await folder.icpdiag(command)
        let hidden = run.text.unicodeScalars.filter { scalar in
          (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
            || scalar.value == 0x202E
        }
        #expect(hidden.isEmpty, "\(command): \(run.text.debugDescription)")
        #expect(!run.output.isEmpty)
      }
    }
  }
}

/// A folder with a store of its own.
struct TemporaryFolder: Sendable {
  let path: String

  static func with(_ body: (TemporaryFolder) async throws -> Void) async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "icpdiag-store-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    try await body(TemporaryFolder(path: url.path))
  }

  /// What a shell needs to find the program and this folder's store.
  var environment: [String: String] {
    let programs = Tool.path.deletingLastPathComponent().path
    return ["XDG_DATA_HOME": path, "PATH": "\(programs):/usr/bin:/bin"]
  }

  func icpdiag(_ arguments: [String], input: String = "") async throws -> Tool.Run {
    try await Tool.run(arguments, input: input, environment: environment)
  }
}

/// The object that a line of JSON holds.
func jsonObject(_ line: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
}

import Foundation
import Testing

@Suite("What deploy prints for timers", .timeLimit(.minutes(5)))
struct DeployTimerTests {
  /// A program that exists wherever there is systemd.
  private static let program = ["--program", "/usr/bin/env"]

  @Test(
    "is what systemd takes without a word, and shut in",
    arguments: [
      [], ["--user", "icpdiag", "--schedule", "*:0/30", "--name", "sites"],
      [
        "--schedule", "Mon..Fri 08:00 Asia/Shanghai", "--config", "/etc/a b/100%/$HOME.yaml", "--",
        "--rate", "20", "--entity", "某\"公司\"'; $(x)",
      ],
    ])
  func systemd(_ options: [String]) async throws {
    let desk = try Desk()
    let tail = options.firstIndex(of: "--") ?? options.endIndex
    for part in ["service", "timer"] {
      let printed = try await Tool.run(
        ["deploy", "systemd", "--only", part] + Self.program + options[..<tail] + options[tail...])
      #expect(printed.status == 0 && printed.errors.isEmpty, "\(printed.errors)")
      try printed.output.write(to: URL(filePath: desk.path("icpdiag-check.\(part)")))
    }
    // Its status is 0 whatever it has to say.
    let verified = try await Tool.shell(
      "cd '\(desk.folder.path)' && systemd-analyze verify --man=no ./icpdiag-check.* 2>&1")
    #expect(verified.status == 0 && verified.text == "")
    let security = try await Tool.shell(
      "cd '\(desk.folder.path)' && systemd-analyze security --offline=true --no-pager "
        + "--threshold=20 ./icpdiag-check.service 2>&1")
    #expect(security.status == 0 && security.text.contains("Overall exposure"), "\(security.text)")
  }

  @Test("would not pass with a word that systemd does not know, nor with less around it")
  func systemdNearMiss() async throws {
    let desk = try Desk()
    let printed = try await Tool.run(["deploy", "systemd", "--only", "service"] + Self.program)
    func write(_ text: String) throws {
      try Data(text.utf8).write(to: URL(filePath: desk.path("icpdiag-check.service")))
    }
    try write(printed.text.replacing("ProtectHome=", with: "ProtectHouse="))
    let verified = try await Tool.shell(
      "cd '\(desk.folder.path)' && systemd-analyze verify --man=no ./icpdiag-check.service 2>&1")
    #expect(verified.text.contains("ProtectHouse"))
    let open = printed.lines.filter { !$0.hasPrefix("SystemCall") && !$0.hasPrefix("Capability") }
    try write(open.joined(separator: "\n") + "\n")
    let security = try await Tool.shell(
      "cd '\(desk.folder.path)' && systemd-analyze security --offline=true --no-pager "
        + "--threshold=20 ./icpdiag-check.service 2>&1")
    #expect(security.status != 0)
  }

  @Test("is both units with their places when none is named")
  func both() async throws {
    let printed = try await Tool.run(["deploy", "systemd"])
    #expect(printed.status == 0)
    #expect(printed.text.contains("\n# /etc/systemd/system/icpdiag-check.service\n[Unit]\n"))
    #expect(printed.text.contains("\n# /etc/systemd/system/icpdiag-check.timer\n[Unit]\n"))
  }

  @Test(
    "is what crontab takes",
    arguments: [[], ["--schedule", "*/5 8-18 * * mon-fri"], ["--schedule", "@daily"]])
  func crontab(_ options: [String]) async throws {
    let desk = try Desk()
    let printed = try await Tool.run(["deploy", "cron"] + options)
    #expect(printed.status == 0 && printed.errors.isEmpty)
    try printed.output.write(to: URL(filePath: desk.path("crontab")))
    let checked = try await Tool.shell("crontab -n '\(desk.path("crontab"))' 2>&1")
    #expect(checked.status == 0, "\(checked.text)")
    let wrong = printed.text.replacing("17 * *", with: "77 * *").replacing("*/5 ", with: "*/x ")
      .replacing("@daily", with: "@dayly")
    try Data(wrong.utf8).write(to: URL(filePath: desk.path("crontab")))
    #expect(try await Tool.shell("crontab -n '\(desk.path("crontab"))' 2>&1").status != 0)
  }

  @Test("runs as cron runs it, word for word, and never twice at once")
  func cronRuns() async throws {
    let desk = try Desk()
    let folder = desk.folder.appending(path: "it's 100% here")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let program = folder.appending(path: "icpdiag")
    try Data(
      """
      #!/bin/sh
      echo begun >>"$HOME/runs"
      printf '%s\\n' "$@"
      [ ! -p "$HOME/hold" ] || cat "$HOME/hold" >/dev/null

      """.utf8
    ).write(to: program)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path)
    let printed = try await Tool.run([
      "deploy", "cron", "--program", program.path, "--config", "/etc/a 'b'/50%.yaml", "--",
      "--entity", "$(x) `y` \"z\"",
    ])
    #expect(printed.status == 0, "\(printed.errors)")
    // As crontab(5) has it: five fields, and a command in which \% is %.
    let line = try #require(printed.lines.last)
    let command = line.split(separator: " ", maxSplits: 5)[5].replacing("\\%", with: "%")
    try Data(command.utf8).write(to: URL(filePath: desk.path("command")))
    let run = try await Tool.run(
      [
        "-c",
        """
        export HOME='\(desk.folder.path)'
        mkfifo "$HOME/hold"
        sh "$HOME/command" &
        until [ -s "$HOME/runs" ]; do :; done
        sh "$HOME/command"
        : >"$HOME/hold"
        wait
        rm "$HOME/hold"
        sh "$HOME/command"
        """,
      ], program: URL(filePath: "/bin/sh"))
    #expect(run.text == "" && run.errors == "")
    #expect(desk.lines("runs") == ["begun", "begun"])
    #expect(
      desk.lines(".local/share/icpdiag-check/check.jsonl") == [
        "check", "--config", "/etc/a 'b'/50%.yaml", "--store", "store.sqlite", "--json", "--entity",
        "$(x) `y` \"z\"",
      ])
  }

  @Test(
    "is a check that Kubernetes takes, by its schemas, without a key that they do not know",
    arguments: [[], ["--records", "filings.json", "--claim", "state", "--", "--rate", "20"]])
  func kubernetes(_ options: [String]) async throws {
    let desk = try Desk()
    try desk.write(
      ["targets:", "  - \"例子.cn\"", "", "  - shop.example # $(HOME)"], to: "check.yaml")
    let printed = try await Tool.run(
      [
        "deploy", "kubernetes", "--image", "registry.example/icpdiag:1", "--config",
        desk.path("check.yaml"),
      ] + options)
    #expect(printed.status == 0 && printed.errors.isEmpty, "\(printed.errors)")
    try printed.output.write(to: URL(filePath: desk.path("check.k8s.yaml")))
    let tools = Tool.top.appending(path: ".build/python/bin")
    for version in ["1.30", "1.34"] {
      let verdict = try await Tool.run(
        ["--strict", "-k", version, desk.path("check.k8s.yaml")],
        program: tools.appending(path: "kubernetes-validate"))
      #expect(verdict.status == 0, "\(verdict.text)\(verdict.errors)")
      #expect(verdict.lines.filter { $0.contains(" passed for resource ") }.count == 3)
    }
    let given = try await Tool.run(
      [
        "-c",
        "import sys, yaml; parts = list(yaml.safe_load_all(open(sys.argv[1]))); "
          + "print(parts[0]['data']['check.yaml'], end='')",
        desk.path("check.k8s.yaml"),
      ], program: tools.appending(path: "python"))
    #expect(given.text == desk.text("check.yaml"))
  }

  @Test(
    "refuses what no timer takes",
    arguments: [
      (["systemd", "--name", "A b"], "--name takes"), (["systemd", "--user", "a;b"], "a;b"),
      (["cron", "--user", "nobody"], "'nobody'"),
      (["systemd", "--schedule", "hourly\nExecStart=x"], "--schedule takes"),
      (["systemd", "--config", "check.yaml"], "--config takes an absolute"),
      (["systemd", "--program", "/tmp/icpdiag"], "/tmp/icpdiag"),
      (["systemd", "--", "a\nb"], "control character"),
      (["cron", "--schedule", "17 * * *"], "--schedule takes"),
      (["cron", "--schedule", "17 * * * * rm"], "--schedule takes"),
      (["cron", "--schedule", "@often"], "--schedule takes"),
      (["cron", "--program", "icpdiag"], "--program takes an absolute"),
      (["cron", "--", String(repeating: "x", count: 1_000)], "longer than cron"),
      (["kubernetes", "--image", "a", "--config", "c.yaml", "--shards", "2"], "--shards is of"),
      (["kubernetes", "--image", "a", "--config", "c.yaml", "--only", "job"], "--only is of"),
    ])
  func refusals(_ options: [String], _ words: String) async throws {
    let run = try await Tool.run(["deploy"] + options)
    #expect(run.status == 64 && run.errors.contains(words), "\(run.errors)")
  }
}

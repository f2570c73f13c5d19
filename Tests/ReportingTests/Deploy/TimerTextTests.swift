import Testing

@testable import Reporting

@Suite("What runs a check by a timer")
struct TimerTextTests {
  private func check(
    _ options: [String] = [], user: String? = nil, program: String = "/usr/local/bin/icpdiag"
  ) -> ScheduledCheck {
    ScheduledCheck(
      name: "icpdiag-check", program: program, config: "/etc/icpdiag/check.yaml",
      schedule: "17 * * * *", user: user, options: options)
  }

  @Test("gives systemd the words as they are")
  func systemdWords() {
    let service = SystemdUnits(check(["a b", "50%", "$HOME", #"x"\y"#, "", ";", "例子"])).service
    #expect(
      service.contains(
        "\nExecStart=/usr/local/bin/icpdiag check --config /etc/icpdiag/check.yaml "
          + "--store /var/lib/icpdiag-check/store.sqlite --json "
          + #""a b" 50%% $$HOME "x\"\\y" "" ";" "例子""# + "\n"))
    #expect(SystemdUnits.word("a\nb\u{7F}") == #""a\x0ab\x7f""#)
  }

  @Test("makes a user for the run unless one is named, and opens a home only where it must")
  func identity() {
    let service = SystemdUnits(check()).service
    #expect(service.contains("\nDynamicUser=yes\n") && service.contains("\nProtectHome=yes\n"))
    let program = ["", "home", "icp", "icpdiag"].joined(separator: "/")
    let own = SystemdUnits(check(user: "icp", program: program)).service
    #expect(own.contains("\nUser=icp\n") && !own.contains("DynamicUser"))
    #expect(own.contains("\nProtectHome=read-only\n"))
  }

  @Test("gives cron one line, with no percent sign that would end it")
  func cron() {
    let table = CronTable(check(["it's", "100%"]))
    #expect(table.text.hasSuffix("\n\(table.line)\n"))
    #expect(
      table.line
        == #"17 * * * * umask 077; mkdir -p "$HOME"/.local/share/icpdiag-check && "#
        + #"cd "$HOME"/.local/share/icpdiag-check || exit; exec 9>check.lock; "#
        + "flock -n 9 && exec /usr/local/bin/icpdiag check --config /etc/icpdiag/check.yaml "
        + #"--store store.sqlite --json 'it'\''s' 100\% >check.jsonl"#)
    let system = CronTable(check(user: "icp"))
    #expect(system.line.hasPrefix("17 * * * * icp umask 077; mkdir -p /var/lib/icpdiag-check && "))
    #expect(system.text.contains("install -d -o icp -m 0700 /var/lib/icpdiag-check\n"))
  }

  @Test(
    "writes a configuration so that YAML gives it back",
    arguments: [
      ("a: 1\n\nb: |\n  c\n", true), ("a: 1", false), (" a: 1\n", false), ("a: 1\n\n", false),
      ("a:\t1\n", false), ("a: \"\u{85}\"\n", false), ("", false), ("\n", false), ("名: 值\n", true),
    ])
  func block(_ text: String, _ isBlock: Bool) {
    let block = KubernetesText.block(text, by: 4)
    if isBlock {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      #expect(block.hasPrefix("|\n"))
      #expect(lines.map { $0.dropFirst(4) + "\n" }.joined() == text)
    } else {
      #expect(block == OrderedJSON.encode(text))
    }
  }
}

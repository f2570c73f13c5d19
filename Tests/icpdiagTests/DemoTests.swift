import Foundation
import Testing

/// Every target of the demonstration, over real sockets, in the form users and machines see.
@Suite("The diagnosis in the lab", .serialized, .timeLimit(.minutes(10)))
struct DemoTests {
  /// What each target stands for, as the scenario itself says.
  static func expected() async throws -> [(target: String, cause: String)] {
    let list = try await Tool.run(["lab", "--scenario", "fixtures/lab/demo.json", "--list"])
    return list.lines.map { line in
      // Columns are two blanks apart; a target may hold single ones.
      let columns = line.components(separatedBy: "  ").filter { !$0.isEmpty }
      return (columns[0], columns[1].trimmingCharacters(in: .whitespaces))
    }
  }

  @Test("gives every target its documented cause in JSON, one line each, in order")
  func causes() async throws {
    let expected = try await Self.expected()
    #expect(expected.count > 40)
    let run = try await Tool.inLab(["--json", "--ordered", "--input", "{targets}"])
    #expect(run.errors.isEmpty)
    #expect(run.status == 1)
    #expect(run.lines.count == expected.count)
    for (line, (target, cause)) in zip(run.lines, expected) {
      let report = try Report(line)
      #expect(report.input == target)
      #expect(report.cause == cause, "\(target): \(report.rule)")
    }
  }

  @Test("replays to the very same bytes, without a network")
  func replays() async throws {
    let live = try await Tool.inLab(["--json", "--ordered", "--input", "{targets}"])
    let replayed = try await Tool.run(["replay", "-", "--json"], input: live.text)
    #expect(replayed.output == live.output)
    #expect(replayed.status == live.status)
    let indented = try await Tool.inLab(["--json", "--pretty", "not-filed.example"])
    let again = try await Tool.run(["replay", "-", "--json", "--pretty"], input: indented.text)
    #expect(again.output == indented.output)
  }

  @Test(
    "tells the four documented causes in text, in both languages",
    arguments: [
      ("not-filed.example", "No ICP filing exists", "未办理 ICP 备案"),
      (
        "www.not-transferred.example", "is filed (粤ICP备00000001号-1), but not with Tencent",
        "未在腾讯云接入"
      ),
      ("not-synced.example", "gateway does not know it yet", "尚未同步"),
      ("nowhere.example", "The registry does not know", "注册局没有"),
      ("elsewhere.example", "points outside the mainland", "解析到内地以外"),
    ])
  func documentedCauses(_ target: String, _ english: String, _ chinese: String) async throws {
    for (language, sentence) in [("en", english), ("zh", chinese)] {
      let run = try await Tool.inLab([target, "--lang", language])
      let text = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains(sentence), "\(run.text)")
      #expect(run.status == 1)
    }
  }

  @Test("lets no control character of a page, a TXT-like answer or an input reach the terminal")
  func noEscapes() async throws {
    for arguments in [["-v"], ["-q"], ["--json"], ["--lang", "zh", "-v"]] {
      let run = try await Tool.inLab(
        ["hostile.example", "evil\u{1B}]0;title\u{7}.example", "-v\u{9B}31m"].filter {
          !$0.hasPrefix("-")
        } + arguments)
      for octet in run.output where octet < 0x20 && octet != 0x0A {
        Issue.record("octet \(octet) in \(run.text.debugDescription)")
      }
      #expect(!run.text.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) })
      #expect(run.text.contains("hostile.example"))
    }
  }

  @Test("gives a line to each input of a list, junk included, and carries what follows a tab")
  func junk() async throws {
    let list = """
      # a comment
      accessible.example\towner=a

      \u{FEFF}not a name
      http://
      ftp://accessible.example/
      ..
      \(String(repeating: "a", count: 70)).cn
      xn--0.cn
      \u{202E}nc.elpmaxe
      1.2.3.4.5
      accessible.example:99999
      https://Accessible.Example./path?x#y
      """
    let run = try await Tool.inLab(["-", "--json", "--ordered"], input: list)
    let reports = try run.lines.map(Report.init)
    #expect(reports.count == 11)
    #expect(reports.map(\.index) == Array(0..<11))
    #expect(reports[0].meta == "owner=a")
    #expect(reports[0].cause == "accessible")
    #expect(reports[10].cause == "accessible")
    for report in reports[1..<10] {
      #expect(report.cause == "invalid-target", "\(report.input)")
      #expect(report.status == "error")
    }
    #expect(run.status == 65)
  }
}

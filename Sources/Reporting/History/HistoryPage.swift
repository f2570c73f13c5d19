package import Diagnosis
internal import Evidence

/// The past of a target for a person at a terminal.
package enum HistoryPage {
  /// A line for each cause that held for a while, or for each report that is kept.
  ///
  /// - Parameters:
  ///   - history: The past.
  ///   - style: How it is to look.
  ///   - isDetailed: Whether reports of one cause are shown one by one.
  /// - Returns: The page, with a line end after each line.
  package static func render(_ history: History, style: Style, isDetailed: Bool = false) -> String {
    let say = Words(style.language)
    var page = Page(style: style)
    let state = history.state
    page.line(
      [
        (SafeText(outside: history.target, limit: 253), .strong), (" · ", .plain),
        (say.status(state.status), say.tone(state.status)),
        (" · \(say.cause(state.cause))", .plain),
        (say(" · since \(say.minute(state.since))", " · 始于 \(say.minute(state.since))"), .faint),
      ], indent: 0)
    page.paragraph(
      say(
        "first checked \(say.minute(state.firstSeen))", "首次检查于 \(say.minute(state.firstSeen))"))
    page.blank()
    let entries = isDetailed ? history.timeline : joined(history.timeline)
    var table = TextTable([
      (say("FROM", "起"), 24), (say("UNTIL", "止"), 24), (say("STATUS", "状态"), 20),
      (say("CAUSE", "原因"), 60), (say("SEEN", "次数"), 12), (say("REPORT", "报告"), 12),
    ])
    var text = ""
    for entry in entries {
      text += table.add([
        say.minute(entry.from), say.minute(entry.until), say.status(entry.status),
        say.cause(entry.cause), "\(entry.times)",
        entry.report.map { SafeText(outside: String($0.prefix(12))) } ?? "–",
      ])
    }
    return page.text + "\n" + text + table.finish()
  }

  /// Entries in a row that name one cause as one: with the newest report.
  static func joined(_ timeline: [History.Entry]) -> [History.Entry] {
    timeline.reduce(into: []) { entries, entry in
      guard let last = entries.last, last.cause == entry.cause, last.status == entry.status else {
        entries.append(entry)
        return
      }
      var sum = entry
      sum.from = last.from
      sum.until = max(last.until, entry.until)
      sum.times += last.times
      sum.report = entry.report ?? last.report
      entries[entries.count - 1] = sum
    }
  }

  /// What is different in two reports.
  ///
  /// - Parameters:
  ///   - diff: What machines read of it.
  ///   - old: The older report, judged with today's rules.
  ///   - new: The newer one.
  ///   - style: How it is to look.
  /// - Returns: The page, with a line end after each line.
  package static func render(
    _ diff: HistoryDiff, _ old: Judgement, _ new: Judgement, style: Style
  ) -> String {
    let say = Words(style.language)
    var page = Page(style: style)
    page.title(SafeText(outside: diff.target, limit: 253))
    for (mark, entry) in [("-", diff.from), ("+", diff.to)] {
      let report = SafeText(outside: String((entry.report ?? "").prefix(12)))
      page.line(
        [
          ("\(outside: mark) \(report)  \(say.minute(entry.from))  ", .plain),
          (say.status(entry.status), say.tone(entry.status)),
          (" · \(say.cause(entry.cause))", .plain),
        ], indent: 2)
    }
    page.blank()
    addReasons(diff, to: &page, say)
    page.blank()
    addEvidence(diff, old, new, to: &page, say)
    return page.text
  }

  private static func addReasons(_ diff: HistoryDiff, to page: inout Page, _ say: Words) {
    guard !diff.because.isEmpty else {
      page.paragraph(
        say(
          "Judged again, both come to the same cause; only details differ.",
          "重新判定后两者原因相同，只有细节不同。"), indent: 0)
      return
    }
    let reasons = diff.because.compactMap { Difference.Reason(rawValue: $0) }
    page.paragraph(
      say("What made the difference: ", "原因变化来自：") + say.list(reasons.map { say.reason($0) }),
      indent: 0)
    page.rows(
      diff.steps.compactMap { step in
        Difference.Reason(rawValue: step.reason).map { reason in
          Page.Row(
            mark: step.decisive ? "▸" : "", label: say.step(reason),
            text: say(step.status.label) + " · " + say(step.cause.title))
        }
      }, indent: 4)
  }

  private static func addEvidence(
    _ diff: HistoryDiff, _ old: Judgement, _ new: Judgement, to page: inout Page, _ say: Words
  ) {
    guard !diff.evidence.isEmpty else {
      page.paragraph(say("The evidence is the same.", "证据没有变化。"), indent: 0)
      return
    }
    page.heading(say("What changed in the evidence", "证据的变化"))
    let gone = lines(of: old, diff.evidence.filter { $0.change == .removed }, say)
    let come = lines(of: new, diff.evidence.filter { $0.change == .added }, say)
    var rows: [Page.Row] = []
    for kind in EvidenceLine.Kind.allCases {
      let label = say.label(kind)
      let texts = (gone[kind] ?? [], come[kind] ?? [])
      rows += texts.0.filter { !texts.1.contains($0) }
        .map { Page.Row(mark: "-", label: label, text: $0) }
      rows += texts.1.filter { !texts.0.contains($0) }
        .map { Page.Row(mark: "+", label: label, text: $0) }
      rows += texts.0.filter(texts.1.contains).map { text in
        Page.Row(
          mark: "~", label: label,
          text: text + say(" (details differ: see --json)", "（细节不同，见 --json）"))
      }
    }
    if diff.evidence.contains(where: { $0.part == "request" }) {
      rows.append(
        Page.Row(
          mark: "~", label: say("Asked", "设定"),
          text: say(
            "the provider, entity or stage asked for; see --json", "所设定的服务商、主体或阶段，见 --json"))
      )
    }
    page.rows(rows, indent: 4)
  }

  /// The lines in which people read some items, each once.
  private static func lines(
    of judgement: Judgement, _ changes: [HistoryDiff.Change], _ say: Words
  ) -> [EvidenceLine.Kind: [SafeText]] {
    let ids = Set(changes.flatMap(\.ids))
    let hasVantage = changes.contains { $0.part == "vantage" }
    let lines = EvidenceLines.of(judgement.withControlsNamed(), in: say.language).filter { line in
      line.kind == .vantage ? hasVantage : line.ids.contains(where: ids.contains)
    }
    return Dictionary(grouping: lines, by: \.kind).mapValues { $0.map(\.text).unique() }
  }
}

extension Words {
  /// A cause by its public name.
  func cause(_ name: String) -> SafeText {
    CauseID(rawValue: name).map { self($0.title) } ?? SafeText(outside: name, limit: 40)
  }

  /// A status by its public name.
  func status(_ name: String) -> SafeText {
    Status(rawValue: name).map { self($0.label) } ?? SafeText(outside: name, limit: 20)
  }

  func tone(_ status: String) -> Style.Tone {
    Status(rawValue: status).map { .status($0) } ?? .plain
  }

  fileprivate func reason(_ reason: Difference.Reason) -> SafeText {
    switch reason {
    case .rules: self("the rules", "判定规则")
    case .question: self("what was asked for", "检查设定")
    case .records: self("the records", "备案记录")
    case .time: self("time", "时间推移")
    case .world: self("the world", "实际情况")
    }
  }

  fileprivate func step(_ reason: Difference.Reason) -> SafeText {
    switch reason {
    case .rules: self("the older evidence by today's rules", "旧证据，按现行规则")
    case .question: self("asked as it was later", "再按新的检查设定")
    case .records: self("with the newer records", "再换用新的记录")
    case .time: self("at the later hour", "再按新的时刻")
    case .world: self("and what was seen later", "再换用新的观测")
    }
  }
}

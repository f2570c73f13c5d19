package import Diagnosis
internal import Evidence

/// One judged target for a person at a terminal: the verdict first, then why, then what to do.
///
/// Where all is well it is a few lines only, unless details were asked for.
package struct TerminalReport {
  private let judgement: Judgement
  private let style: Style
  private let say: Words
  private var page: Page

  /// The report with a line end after each line.
  package static func render(_ judgement: Judgement, style: Style) -> String {
    var report = TerminalReport(judgement, style)
    report.write()
    return report.page.text
  }

  private init(_ judgement: Judgement, _ style: Style) {
    self.judgement = judgement
    self.style = style
    say = Words(style.language)
    page = Page(style: style)
  }

  private var verdict: Verdict { judgement.verdict }

  private var isCalm: Bool { verdict.status == .ok && !style.isVerbose }

  private mutating func write() {
    let separator: SafeText = " · "
    page.header(
      say.names(of: judgement.observation), say(verdict.status.label), .status(verdict.status),
      separator + say(verdict.cause.title)
        + (verdict.status == .error ? "" : separator + say(verdict.certainty.label))
        + (verdict.hypothetical == nil ? "" : separator + say.hypothetical))
    page.paragraph(say(verdict.summary))
    for remark in verdict.remarks {
      page.paragraph(say(remark))
    }
    page.blank()
    evidence()
    reasons()
    remedy()
    footer()
    ticket()
  }

  // MARK: Why

  private mutating func evidence() {
    let lines = EvidenceLines.of(
      judgement, in: style.language, isDetailed: style.isVerbose
    ).filter { $0.isNotable || style.isVerbose }
    guard !lines.isEmpty else { return }
    if isCalm {
      page.rows(labelled(onePerKind(lines), marking: false), indent: 2)
    } else {
      let legend =
        style.isVerbose
        ? say(" (▸ what the verdict rests on)", "（▸ 为判定所据）") : ""
      page.heading(say("Evidence", "证据") + legend)
      page.rows(labelled(lines, marking: true), indent: 4, tone: .status(verdict.status))
    }
  }

  /// What the verdict rests on; of a kind that it does not cite, the first.
  private func onePerKind(_ lines: [EvidenceLine]) -> [EvidenceLine] {
    EvidenceLine.Kind.allCases.flatMap { kind in
      let ofKind = lines.filter { $0.kind == kind }
      let cited = ofKind.filter(\.isCited)
      return cited.isEmpty ? Array(ofKind.prefix(1)) : cited
    }
  }

  /// A label only where the kind changes.
  private func labelled(_ lines: [EvidenceLine], marking: Bool) -> [Page.Row] {
    var previous: EvidenceLine.Kind?
    return lines.map { line in
      defer { previous = line.kind }
      return Page.Row(
        mark: marking && line.isCited ? "▸" : "",
        label: line.kind == previous ? "" : say.label(line.kind), text: line.text)
    }
  }

  private mutating func reasons() {
    if !verdict.ruledOut.isEmpty, !isCalm {
      page.heading(say("Ruled out", "已排除"))
      page.rows(
        verdict.ruledOut.map { Page.Row(label: say($0.cause.title), text: say($0.because)) },
        indent: 4)
    }
    if !verdict.alternatives.isEmpty {
      page.heading(say("Still possible, and what would decide", "仍有可能，及判定所需"))
      page.rows(
        verdict.alternatives.map {
          Page.Row(
            label: say($0.cause.title)
              + ($0.certainty > .possible ? say.details([say($0.certainty.label)]) : ""),
            text: say($0.needs))
        },
        indent: 4)
    }
  }

  // MARK: What to do

  private mutating func remedy() {
    guard !verdict.remedy.isEmpty else { return }
    page.heading(say("What to do", "处理办法"))
    for (index, step) in verdict.remedy.enumerated() {
      let number: SafeText = verdict.remedy.count > 1 ? "\(index + 1)." : ""
      let indent = number.isEmpty ? 4 : 4 + number.width + 1
      page.rows([Page.Row(mark: number, label: "", text: say(step.text))], indent: indent)
      if let url = step.url {
        page.verbatim(SafeText(outside: url, limit: 2_000), indent: indent)
      }
      if let command = step.command {
        page.verbatim("$ \(outside: command, limit: 2_000)", indent: indent)
      }
    }
  }

  private mutating func footer() {
    var rows: [Page.Row] = []
    func add(_ label: SafeText, _ texts: [SafeText]) {
      for (index, text) in texts.enumerated() {
        rows.append(Page.Row(label: index == 0 ? label : "", text: text))
      }
    }
    if let moment = verdict.recheckAfter {
      add(
        say("Look again", "再次检查"), [say("after \(say.minute(moment))", "\(say.minute(moment)) 之后")])
    }
    if !isCalm {
      add(say("Also expect", "连带现象"), verdict.sideEffects.map { say($0.label) })
      add(say("Sources", "依据"), sources)
    }
    if style.isVerbose {
      let observation = judgement.observation
      add(
        say("Observed", "观测"),
        [
          say.clauses([
            say.minute(observation.startedAt),
            say.duration(milliseconds: observation.durationS * 1_000),
            say("rule \(outside: verdict.rule)", "规则 \(outside: verdict.rule)"),
          ])
        ])
    }
    page.rows(rows, indent: 2)
  }

  /// Lines that are copied as they stand, so they begin at the edge and are not broken.
  private mutating func ticket() {
    let lines = TicketText.lines(judgement, in: style.language, isFull: style.isFull)
    guard !lines.isEmpty else { return }
    page.blank()
    page.heading(say("To paste into a ticket with the provider", "可粘贴到服务商工单"))
    for line in lines {
      page.verbatim(line, indent: 0)
    }
  }

  /// The documents cited, each with the ids of its statements.
  private var sources: [SafeText] {
    var titles: [SafeText] = []
    var ids: [SafeText: [SafeText]] = [:]
    for id in verdict.sources {
      let title = Documents.title(of: id).map { say($0) } ?? ""
      if ids[title] == nil {
        titles.append(title)
      }
      ids[title, default: []].append(SafeText(outside: id))
    }
    return titles.map { title in
      let cited = say.list(ids[title] ?? [])
      return title.isEmpty ? cited : "\(cited) · \(title)"
    }
  }
}

extension Words {
  /// The mark of a verdict on what is not, so that it is never taken for one on what is.
  var hypothetical: SafeText { self("hypothetical", "假设") }

  /// The target as people know it, first with its A-labels where they differ; else the input.
  func names(of observation: Observation) -> [SafeText] {
    let target = observation.target
    guard let ascii = target.ascii.map({ SafeText(outside: $0, limit: 253) }) else {
      let input = SafeText(outside: observation.input)
      return [input.isEmpty ? self("(empty)", "（空）") : input]
    }
    let unicode = target.unicode.map { SafeText(outside: $0, limit: 253) } ?? ascii
    return unicode == ascii ? [ascii] : [unicode + details([ascii]), unicode]
  }
}

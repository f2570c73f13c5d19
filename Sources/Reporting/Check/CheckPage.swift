package import Diagnosis
internal import Evidence

/// A scheduled check for a person: what changed, what is wrong and since when, what to look out for,
/// and the counts.
package struct CheckPage: Sendable {
  /// Rows of each section that are shown; the rest is counted, so that memory has a bound.
  package static let mostRows = 2_000

  private struct Row: Sendable {
    var name: SafeText
    var standing: CheckLine.Standing
    /// `nil` where nothing was ever seen of it.
    var since: Timestamp?
    var owner: SafeText
    /// The cause that was seen this time, where it does not count yet.
    var pending: CauseID?
  }

  private struct ChangeRow: Sendable {
    var name: SafeText
    var owner: SafeText
    var change: CheckLine.Change
    /// What it is and what to do first, where the change is to what was seen now.
    var summary: SafeText?
    var step: SafeText?
  }

  private struct WarningRow: Sendable {
    var name: SafeText
    var text: SafeText
    var dueAt: Timestamp?
  }

  private let style: Style
  private let say: Words
  private var changes: [ChangeRow] = []
  private var moreChanges = 0
  private var wrong: [Row] = []
  private var moreWrong = 0
  private var warnings: [WarningRow] = []
  private var moreWarnings = 0

  package init(style: Style) {
    self.style = style
    say = Words(style.language)
  }

  /// Takes a target.
  ///
  /// - Parameters:
  ///   - line: What the machines read of it.
  ///   - verdict: What it comes to this time.
  ///   - name: The target as people know it.
  ///   - owner: Who looks after it.
  ///   - warnings: What is not as expected.
  package mutating func add(
    _ line: CheckLine, _ verdict: Verdict, name: SafeText, owner: String?,
    warnings: [CheckLine.Warning]
  ) {
    let owner = owner.map { SafeText(outside: $0, limit: 40) } ?? ""
    for change in line.transitions {
      guard changes.count < Self.mostRows else {
        moreChanges += 1
        continue
      }
      let isNow = change.to.cause == verdict.cause.rawValue
      changes.append(
        ChangeRow(
          name: name, owner: owner, change: change, summary: isNow ? say(verdict.summary) : nil,
          step: isNow ? verdict.remedy.first.map(step) : nil))
    }
    addIfWrong(line, verdict, name, owner)
    for warning in warnings {
      guard self.warnings.count < Self.mostRows else {
        moreWarnings += 1
        continue
      }
      self.warnings.append(
        WarningRow(
          name: name, text: SafeText(outside: warning.text, limit: 500), dueAt: warning.dueAt))
    }
  }

  private mutating func addIfWrong(
    _ line: CheckLine, _ verdict: Verdict, _ name: SafeText, _ owner: SafeText
  ) {
    let now = CheckLine.Standing(cause: verdict.cause.rawValue, status: verdict.status.rawValue)
    let standing = line.state.map { CheckLine.Standing(cause: $0.cause, status: $0.status) } ?? now
    let isPending = standing.cause != now.cause
    guard standing.status != Status.ok.rawValue || isPending else { return }
    guard wrong.count < Self.mostRows else {
      moreWrong += 1
      return
    }
    wrong.append(
      Row(
        name: name, standing: standing, since: line.state?.since, owner: owner,
        pending: isPending ? verdict.cause : nil))
  }

  // MARK: The page

  /// The whole page, with a line end after each line.
  package func render(_ summary: CheckSummary) -> String {
    var page = Page(style: style)
    if summary.targets > 0 {
      addChanges(to: &page)
      addWrong(to: &page)
      addWarnings(to: &page)
    }
    page.blank()
    page.paragraph(counts(summary), indent: 0)
    if let moment = summary.recheckAfter {
      page.paragraph(
        say(
          "Look again after \(say.minute(moment)): something will have been decided by then.",
          "建议在 \(say.minute(moment)) 之后再次检查：届时会有新的结果。"), indent: 0)
    }
    return page.text
  }

  private func addChanges(to page: inout Page) {
    guard !changes.isEmpty else {
      page.paragraph(say("Nothing has changed.", "没有变化。"), indent: 0)
      return
    }
    page.title(say("Changed", "有变化"))
    for row in changes {
      let change = row.change
      let from = change.from.map(title) ?? say("new", "首次检查")
      let owner: SafeText = row.owner.isEmpty ? "" : " · \(row.owner)"
      page.line(
        [(row.name, .strong), ("  \(from) → ", .plain), (title(change.to), tone(change.to))]
          + [
            (
              say(" · since \(say.minute(change.since))", " · 始于 \(say.minute(change.since))"),
              .faint
            )
          ]
          + [(owner, .faint)], indent: 2)
      if let summary = row.summary { page.paragraph(summary, indent: 4) }
      if let step = row.step, change.to.status != Status.ok.rawValue {
        page.paragraph("→ " + step, indent: 4)
      }
    }
    // They are told now, and no later run has them.
    more(moreChanges, on: &page, at: "icpdiag history TARGET")
  }

  private func addWrong(to page: inout Page) {
    page.blank()
    guard !wrong.isEmpty else {
      page.paragraph(say("Nothing is wrong.", "没有发现问题。"), indent: 0)
      return
    }
    page.title(say("Wrong now", "当前问题"))
    let never = Timestamp(secondsSinceEpoch: 0)
    let rows = wrong.sorted { left, right in
      (rank(left.standing), right.since ?? never) < (rank(right.standing), left.since ?? never)
    }
    let nameWidth = min(rows.map(\.name.width).max() ?? 0, max(12, style.width * 2 / 5))
    let statusWidth = rows.map { label($0.standing).width }.max() ?? 0
    let causeWidth = rows.map { title($0.standing).width }.max() ?? 0
    for row in rows {
      let since = row.since.map { say("since \(say.minute($0))", "始于 \(say.minute($0))") } ?? ""
      let owner: SafeText = row.owner.isEmpty ? "" : " · \(row.owner)"
      let pending = row.pending.map { cause in
        say(" · seen now: \(say(cause.title))", " · 本次所见：\(say(cause.title))")
      }
      page.line(
        [
          (row.name.padded(to: nameWidth), .strong), ("  ", .plain),
          (label(row.standing).padded(to: statusWidth), tone(row.standing)), ("  ", .plain),
          (title(row.standing).padded(to: causeWidth), .plain), ("  ", .plain), (since, .faint),
          (owner, .faint), (pending ?? "", .plain),
        ], indent: 2)
    }
    more(moreWrong, on: &page)
  }

  private func addWarnings(to page: inout Page) {
    guard !warnings.isEmpty else { return }
    page.blank()
    page.title(say("To look out for", "需要留意"))
    for row in warnings {
      let due = row.dueAt.map { say(" (by \(say.day($0)))", "（截止 \(say.day($0))）") } ?? ""
      page.paragraph(row.name + say(": ", "：") + row.text + due)
    }
    more(moreWarnings, on: &page)
  }

  /// What to do, with the command to do it with.
  private func step(_ step: Verdict.Step) -> SafeText {
    let command: SafeText = step.command.map { " \(SafeText(outside: $0, limit: 400))" } ?? ""
    return say(step.text) + command
  }

  private func more(
    _ count: Int, on page: inout Page, at place: SafeText = "icpdiag check --format json"
  ) {
    guard count > 0 else { return }
    page.paragraph(say("and \(count) more: \(place)", "另有 \(count) 项，见 \(place)"))
  }

  private func counts(_ summary: CheckSummary) -> SafeText {
    var line = SafeText(
      outside: ProgressWords.summary(
        inputs: summary.targets, seconds: summary.durationS,
        statuses: Status.allCases.map { ($0, summary.byStatus[$0.rawValue]) }, secondPasses: 0,
        in: style.language), limit: 400)
    let changes = summary.transitions
    line =
      line
      + say("; \(changes) \(changes == 1 ? "change" : "changes")", "；变化 \(changes) 项")
    if summary.warnings > 0 {
      let word: SafeText = summary.warnings == 1 ? "warning" : "warnings"
      line = line + say(", \(summary.warnings) \(word)", "，提醒 \(summary.warnings) 项")
    }
    let notices = summary.notifications
    if notices.sent + notices.failed + notices.waiting > 0 {
      line =
        line
        + say(
          "; notices: \(notices.sent) sent, \(notices.failed) failed, \(notices.waiting) waiting",
          "；通知：已发 \(notices.sent)，失败 \(notices.failed)，待发 \(notices.waiting)")
    }
    return line
  }

  // MARK: Words

  private func title(_ standing: CheckLine.Standing) -> SafeText { say.cause(standing.cause) }
  private func label(_ standing: CheckLine.Standing) -> SafeText { say.status(standing.status) }
  private func tone(_ standing: CheckLine.Standing) -> Style.Tone { say.tone(standing.status) }

  /// The worst first; what is only seen now and then, last.
  private func rank(_ standing: CheckLine.Standing) -> Int {
    let order: [Status] = [.blocked, .unreachable, .atRisk, .undetermined, .error, .ok]
    return Status(rawValue: standing.status).flatMap { order.firstIndex(of: $0) } ?? order.count
  }
}

extension SafeText {
  /// The text cut or filled up to a width in columns.
  fileprivate func padded(to width: Int) -> SafeText {
    let shown = truncated(to: width)
    return shown + SafeText(stringLiteral: String(repeating: " ", count: width - shown.width))
  }
}

package import Diagnosis
internal import Evidence

/// Several judged targets, a line each: target, status, cause, certainty, and a note where it fits.
///
/// The columns are fixed beforehand, so that each line can be printed as soon as its target is
/// judged.
package struct TerminalList: Sendable {
  private let style: Style
  private let say: Words
  private let targetWidth: Int
  private let statusWidth: Int
  private let causeWidth: Int
  private let certaintyWidth: Int

  private static let gap = 2
  /// Most names of sites are no wider.
  private static let usualTarget = 28
  /// Less of a note than this says nothing.
  private static let leastNote = 24

  /// - Parameters:
  ///   - style: The language, the colours and the width; unlike a report, a list takes all of it.
  ///   - inputs: The targets to come; `nil` where they are not known, and may be of any width.
  package init(style: Style, inputs: [String]?) {
    let say = Words(style.language)
    func widest(_ texts: some Sequence<Text>) -> Int {
      texts.map { say($0).width }.max() ?? 0
    }
    self.style = style
    self.say = say
    statusWidth = widest(Status.allCases.map(\.label))
    certaintyWidth = widest(Certainty.allCases.map(\.label))
    let columns = max(style.width, 40)
    let causes = widest(CauseID.allCases.map(\.title))
    causeWidth = columns >= 100 ? causes : min(causes, columns * 2 / 5)
    let taken = statusWidth + causeWidth + certaintyWidth + 3 * Self.gap
    let inputWidth =
      inputs.map { $0.lazy.map { SafeText(outside: $0, limit: 60).width }.max() ?? 0 }
      ?? Self.usualTarget
    targetWidth = min(max(inputWidth, 12), max(12, columns - taken), 40)
  }

  /// One target's line, with its line end.
  package func line(_ judgement: Judgement) -> String {
    let verdict = judgement.verdict
    let name = say.names(of: judgement.observation).last ?? ""
    var line = cell(name, targetWidth, .strong)
    line += cell(say(verdict.status.label), statusWidth, .status(verdict.status))
    line += cell(say(verdict.cause.title), causeWidth, .plain)
    let certainty = verdict.status == .error ? "" : say(verdict.certainty.label)
    line += cell(certainty, certaintyWidth, .faint)
    let taken = targetWidth + statusWidth + causeWidth + certaintyWidth + 4 * Self.gap
    let isHypothetical = verdict.hypothetical != nil
    let mark = isHypothetical ? say.hypothetical : ""
    if style.width - taken >= Self.leastNote {
      let note =
        isHypothetical ? mark + say(": ", "：") + say(verdict.summary) : say(verdict.summary)
      line += note.truncated(to: style.width - taken).string
    } else {
      line += mark.string
    }
    while line.utf8.last == UInt8(ascii: " ") {
      line.removeLast()
    }
    return line + "\n"
  }

  private func cell(_ text: SafeText, _ width: Int, _ tone: Style.Tone) -> String {
    let shown = text.truncated(to: width)
    return style.paint(shown.string, tone)
      + String(repeating: " ", count: width - shown.width + Self.gap)
  }
}

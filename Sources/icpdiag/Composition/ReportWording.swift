internal import Diagnosis
internal import Reporting

/// How judgements are put into words: as the user asked for it, and the same for all of a run.
struct ReportWording: Sendable {
  private let isJSON: Bool
  private let isForMonitors: Bool
  private let isPretty: Bool
  private let language: Language
  private let style: Style
  private let list: TerminalList?

  /// - Parameters:
  ///   - options: Format, language and colours.
  ///   - inputs: The targets to come; `nil` where they are not known yet.
  ///   - isList: Whether they come from a list: then a line each, unless details are wanted.
  init(_ options: OutputOptions, inputs: [String]?, isList: Bool) {
    isJSON = options.isJSON
    isForMonitors = options.format.isForMonitors
    isPretty = options.pretty
    language = options.language
    style = options.style
    let isBrief = options.quiet || (isList && !options.verbose)
    list = isBrief ? TerminalList(style: options.style, inputs: inputs) : nil
  }

  /// One judgement in UTF-8, with its line end.
  ///
  /// Text in full begins with an empty line unless nothing was printed before it. For monitors it is
  /// a line of the run's ``MonitorSpool``.
  func octets(_ judgement: Judgement, isFirst: Bool) -> [UInt8] {
    if isJSON {
      let report = ReportV1(judgement, program: Version.number, in: language)
      return report.octets(pretty: isPretty) + [UInt8(ascii: "\n")]
    }
    if isForMonitors { return Array(WatchedTarget(judgement, in: language).line.utf8) }
    if let list { return Array(list.line(judgement).utf8) }
    return Array(((isFirst ? "" : "\n") + TerminalReport.render(judgement, style: style)).utf8)
  }
}

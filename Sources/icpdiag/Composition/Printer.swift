internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Reporting

/// Prints judgements as the user asked for them, and adds the exit status up.
struct Printer {
  private let options: OutputOptions
  private let list: TerminalList?
  private var status = ExitStatus()
  private var isFirst = true

  /// - Parameters:
  ///   - options: Format, language and colours.
  ///   - inputs: The targets to come.
  ///   - isList: Whether they come from a list: then a line each, unless details are wanted.
  init(_ options: OutputOptions, inputs: [String], isList: Bool) {
    self.options = options
    Console.outlivesReaders()
    let isBrief = options.quiet || (isList && !options.verbose)
    list = isBrief ? TerminalList(style: options.style, inputs: inputs) : nil
  }

  /// - Returns: Whether anybody still reads.
  @discardableResult
  mutating func print(_ judgement: Judgement) -> Bool {
    status.add(judgement)
    defer { isFirst = false }
    if options.isJSON {
      let report = ReportV1(judgement, program: Version.number, in: options.language)
      return Console.print(report.json(pretty: options.pretty) + "\n")
    }
    if let list {
      return Console.print(list.line(judgement))
    }
    let report = TerminalReport.render(judgement, style: options.style)
    return Console.print((isFirst ? "" : "\n") + report)
  }

  /// Ends the command with the status of what was printed.
  func finish() throws {
    let code = options.exitZero ? ExitCode.success : status.code
    if code != .success { throw code }
  }
}

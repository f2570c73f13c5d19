internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Glibc
internal import Reporting

/// Prints judgements as the user asked for them, and adds the exit status up.
struct Printer {
  private let options: OutputOptions
  private let list: TerminalList?
  private var status = ExitStatus()
  private var isFirst = true
  private var writeError: Int32 = 0

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
    writeError = Console.print(text(judgement))
    isFirst = false
    return writeError == 0
  }

  private func text(_ judgement: Judgement) -> String {
    if options.isJSON {
      let report = ReportV1(judgement, program: Version.number, in: options.language)
      return report.json(pretty: options.pretty) + "\n"
    }
    if let list {
      return list.line(judgement)
    }
    return (isFirst ? "" : "\n") + TerminalReport.render(judgement, style: options.style)
  }

  /// Ends the command with the status of what was printed.
  func finish() throws {
    // A reader that has seen enough is no failure; a full disk is.
    if writeError != 0, writeError != EPIPE {
      Console.complain("cannot write the report: \(unsafe String(cString: strerror(writeError)))")
      throw ExitStatus.cannotRead
    }
    let code = options.exitZero ? ExitCode.success : status.code
    if code != .success { throw code }
  }
}

internal import ArgumentParser
internal import Diagnosis

/// Prints judgements one after the other as the user asked for them, and adds the exit status up.
struct Printer {
  private let wording: ReportWording
  private let exitsWithZero: Bool
  private var status = ExitStatus()
  private var isFirst = true
  private var writeError: Int32 = 0

  /// - Parameters:
  ///   - options: Format, language and colours.
  ///   - inputs: The targets to come.
  ///   - isList: Whether they come from a list: then a line each, unless details are wanted.
  init(_ options: OutputOptions, inputs: [String], isList: Bool) {
    wording = ReportWording(options, inputs: inputs, isList: isList)
    exitsWithZero = options.exitZero
    Console.outlivesReaders()
  }

  /// - Returns: Whether anybody still reads.
  @discardableResult
  mutating func print(_ judgement: Judgement) -> Bool {
    status.add(judgement)
    writeError = Console.print(wording.octets(judgement, isFirst: isFirst))
    isFirst = false
    return writeError == 0
  }

  /// Ends the command with the status of what was printed.
  func finish() throws {
    try ReportOutput.check(writeError)
    let code = exitsWithZero ? ExitCode.success : status.code
    if code != .success { throw code }
  }
}

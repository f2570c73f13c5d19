internal import ArgumentParser
internal import Diagnosis

/// Prints judgements one after the other as the user asked for them, and adds the exit status up.
struct Printer {
  private let wording: ReportWording
  private let spool: MonitorSpool?
  private let exitsWithZero: Bool
  private let format: ReportFormat
  private var status = ExitStatus()
  private var isFirst = true
  private var writeError: Int32 = 0

  /// - Parameters:
  ///   - options: Format, language and colours.
  ///   - inputs: The targets to come.
  ///   - isList: Whether they come from a list: then a line each, unless details are wanted.
  /// - Throws: The exit status, when what is wrong has been said.
  init(_ options: OutputOptions, inputs: [String], isList: Bool) throws {
    spool = try MonitorSpool(options)
    wording = ReportWording(options, inputs: inputs, isList: isList)
    exitsWithZero = options.exitZero
    format = options.format
    Console.outlivesReaders()
  }

  /// - Returns: Whether anybody still reads.
  @discardableResult
  mutating func print(_ judgement: Judgement) -> Bool {
    status.add(judgement)
    let octets = wording.octets(judgement, isFirst: isFirst)
    writeError = spool.map { $0.keep(octets) } ?? Console.print(octets)
    isFirst = false
    return writeError == 0
  }

  /// Ends the command with the status of what was printed.
  func finish() throws {
    try ReportOutput.check(writeError)
    if let spool { try ReportOutput.check(spool.publish(to: nil)) }
    let code = exitsWithZero ? ExitCode.success : status.code(in: format)
    if code != .success { throw code }
  }
}

internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Glibc
internal import Monitor
internal import Observation

/// The file of `--config`: read, and shown to whoever wants to know what was understood.
enum ConfigFile {
  /// Reads a configuration, or takes the file for the list of targets itself.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is stdin.
  ///   - reader: Reads the targets in it.
  /// - Returns: A configuration without a flaw.
  /// - Throws: ``ConfigFlaws``, or the exit status, when what is wrong has been said.
  static func read(_ path: String, _ reader: TargetReader) throws -> CheckConfig {
    let file = path == "-" ? "/dev/stdin" : path
    let octets: [UInt8]
    do {
      octets = try FileOctets.read(file, limit: CheckConfig.octetLimit, cutting: true)
    } catch {
      Console.complain("cannot read \(path): \(error.reason)")
      throw error.isMissing ? ExitStatus.missingInput : ExitStatus.cannotRead
    }
    return try CheckConfig.read(octets, file: file, words(reader))
  }

  /// The same, with all flaws told.
  static func load(_ path: String?, _ reader: TargetReader) throws -> CheckConfig? {
    guard let path else { return nil }
    do {
      return try read(path, reader)
    } catch let flaws as ConfigFlaws {
      complain(of: flaws)
      throw ExitStatus.badConfiguration
    }
  }

  /// Says what was understood, or what is wrong, and looks at nothing else.
  static func validate(_ path: String, _ reader: TargetReader, asJSON isJSON: Bool) throws {
    let summary: ConfigSummary
    do {
      summary = ConfigSummary(try read(path, reader), secrets: CheckNotices.secrets)
    } catch let flaws as ConfigFlaws {
      summary = ConfigSummary(flaws, file: path)
      if !isJSON { complain(of: flaws) }
    }
    if isJSON {
      try ReportOutput.check(Console.print(summary.json + [UInt8(ascii: "\n")]))
    } else if summary.isSound {
      try ReportOutput.check(Console.print(summary.text + "\n"))
    }
    if !summary.isSound { throw ExitStatus.badConfiguration }
  }

  /// Tells everybody that this is a test, and says what came back.
  static func testNotices(_ config: CheckConfig, asJSON isJSON: Bool) async throws {
    guard !config.sinks.isEmpty else {
      Console.complain(
        "\(config.file) names nobody to tell; add "
          + "'notify: [{name: ops, type: webhook, url: {env: OPS_URL}}]'")
      throw ExitStatus.badConfiguration
    }
    var trial = NoticeTrial()
    for (sink, result) in try await CheckNotices(config.sinks).test() {
      trial.add(sink, result)
    }
    try ReportOutput.check(
      isJSON
        ? Console.print(trial.json + [UInt8(ascii: "\n")]) : Console.print(trial.text + "\n"))
    if !trial.isSuccess { throw ExitStatus.cannotRead }
  }

  private static func complain(of flaws: ConfigFlaws) {
    for flaw in flaws.flaws { Console.complain(flaw.description) }
    if flaws.omitted > 0 { Console.complain("and \(flaws.omitted) more") }
  }

  private static func words(_ reader: TargetReader) -> ConfigWords {
    ConfigWords(
      providers: Providers.all.map(\.id), statuses: Status.allCases.map(\.rawValue),
      key: { input in
        let target = reader.read(input)
        return target.kind == .invalid ? nil : target.key(of: input)
      },
      isReadable: { unsafe access($0, R_OK) == 0 })
  }
}

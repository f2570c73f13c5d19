internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Glibc
internal import Monitor
internal import Observation
internal import Reporting

/// The file of `--config`: read, and shown to whoever wants to know what was understood.
enum ConfigFile {
  /// Reads a configuration, or takes the file for the list of targets itself.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is stdin.
  ///   - reader: Reads the targets in it.
  ///   - checksList: Whether a line of a list that is no target is a flaw; else it is a target that
  ///     is found wrong.
  /// - Returns: A configuration without a flaw.
  /// - Throws: ``ConfigFlaws``, or the exit status, when what is wrong has been said.
  private static func read(
    _ path: String, _ reader: TargetReader, checksList: Bool = false
  ) throws -> CheckConfig {
    let file = path == "-" ? "/dev/stdin" : path
    let name = path == "-" ? "stdin" : path
    let octets: [UInt8]
    do {
      octets = try FileOctets.read(file, limit: CheckConfig.octetLimit, cutting: true)
    } catch {
      Console.complain("cannot read \(name): \(error.reason)")
      throw error.isMissing ? ExitStatus.missingInput : ExitStatus.cannotRead
    }
    let words = words(reader)
    var config = try CheckConfig.read(octets, file: name, words)
    guard config.isPlainList else { return config }
    if checksList { try CheckConfig.check(list: octets, file: name, words) }
    if isRegular(file) {
      config.input = file
    } else {
      // A pipe is empty now.
      guard octets.count <= CheckConfig.octetLimit else {
        throw ConfigFlaws(
          name, nil, "is a list of more than \(CheckConfig.octetLimit) octets and no file",
          "give it to '--input \(path)', which reads a list of any length")
      }
      config.list = octets
    }
    return config
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
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
      summary = ConfigSummary(
        try read(path, reader, checksList: true), secrets: CheckNotices.secrets)
    } catch let flaws as ConfigFlaws {
      summary = ConfigSummary(flaws, file: path == "-" ? "stdin" : path)
      if !isJSON { complain(of: flaws) }
    }
    if isJSON {
      try ReportOutput.print(summary.json + [UInt8(ascii: "\n")])
    } else if summary.isSound {
      try ReportOutput.print(summary.text(shown) + "\n")
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
      let shownResult = result.map(shown).mapError {
        NoticeFailure(shown($0.message), isLasting: $0.isLasting)
      }
      trial.add(sink, isJSON ? result : shownResult)
    }
    try ReportOutput.print(
      isJSON ? trial.json + [UInt8(ascii: "\n")] : Array("\(trial.text)\n".utf8))
    if !trial.isSuccess { throw ExitStatus.cannotRead }
  }

  /// Words of the file, or of a service, as a terminal may show them.
  private static func shown(_ text: String) -> String {
    SafeText(outside: text, limit: 4_000).string
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

internal import ArgumentParser
internal import Evidence
internal import Glibc
internal import Observation
internal import Survey

/// How many targets are observed together, and how gently.
struct BulkOptions: ParsableArguments {
  /// What is enough to keep two processors busy over long distances.
  static let usualConcurrency = 256
  /// A shared hoster's address carries thousands of sites; this many visitors it does not notice.
  static let usualAddressRate = 10.0

  @Option(
    help: ArgumentHelp(
      "Targets observed at the same time, at most: fewer while this machine or its limits bear no "
        + "more (default: \(usualConcurrency)). Those that a server keeps waiting for more than two "
        + "seconds make way for others, up to three times as many.", valueName: "n"))
  var concurrency: Int?

  @Flag(
    help: "JSON in the order of the inputs; otherwise each report is printed as soon as it is done."
  )
  var ordered = false

  @Option(help: ArgumentHelp("Targets begun per second, at most.", valueName: "r"))
  var rate: Double?

  @Option(
    help: ArgumentHelp(
      "Targets begun per second at one address, at most; a target is asked a few questions there, "
        + "up to \(Limits.requestsPerAddress) where it is in trouble. 0: no bound.",
      valueName: "r"))
  var perAddressRate = usualAddressRate

  @Option(
    help: ArgumentHelp(
      "Targets of one registrable domain at the same time, at most. 0: no bound.",
      valueName: "n"))
  var perDomain = 4

  @Option(
    help: ArgumentHelp(
      "Whom not to ask: a domain (with all below it), an address or a block of addresses a line; "
        + "read again on SIGHUP.", valueName: "file"),
    completion: .file())
  var stopList: String?

  func validate() throws {
    guard (1...10_000).contains(concurrency ?? 1) else {
      throw ValidationError("--concurrency takes 1 to 10000")
    }
    guard rate.map({ (0.001...1_000_000).contains($0) }) ?? true else {
      throw ValidationError("--rate takes 0.001 to 1000000")
    }
    guard perAddressRate == 0 || (0.001...1_000_000).contains(perAddressRate) else {
      throw ValidationError("--per-address-rate takes 0.001 to 1000000, or 0")
    }
    guard (0...10_000).contains(perDomain) else {
      throw ValidationError("--per-domain takes 1 to 10000, or 0")
    }
    if stopList == "-" {
      throw ValidationError("--stop-list takes a file: stdin cannot be read again")
    }
  }

  /// How a run behaves.
  ///
  /// - Parameters:
  ///   - isList: Whether the targets come from a list, of any length.
  ///   - named: Targets that were named one by one.
  ///   - isOrdered: Whether reports have to come in the order of the inputs.
  ///   - reader: Reads the domains of the stop list.
  /// - Returns: Settings within the limits of this machine.
  /// - Throws: The exit status, when what is wrong has been said.
  func settings(
    isList: Bool, named: Int, isOrdered: Bool, _ reader: TargetReader
  ) throws -> FlowSettings {
    let wanted = concurrency ?? Self.usualConcurrency
    let targets = Resources.targets(upTo: isList ? wanted : min(wanted, named)) { reason in
      Console.complain(reason)
    }
    var settings = FlowSettings(
      targets: targets, processors: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    settings.aside = isList ? Resources.targets(upTo: 4 * targets) - targets : 0
    settings.isOrdered = isOrdered
    settings.asksAgain = isList
    settings.rate = rate
    settings.perAddressRate = perAddressRate > 0 ? perAddressRate : nil
    settings.perDomain = perDomain > 0 ? perDomain : nil
    settings.stopList = try stopList.map { try loadStopList($0, reader) }
    return settings
  }

  private func loadStopList(_ path: String, _ reader: TargetReader) throws -> StopListFile {
    let list = try Self.read(path, reader)
    StopListFile.listenForHangups()
    return StopListFile(list) {
      guard let list = try? Self.read(path, reader) else {
        Console.complain("the stop list as it was before stays in force")
        return nil
      }
      return list
    }
  }

  private static func read(_ path: String, _ reader: TargetReader) throws -> StopList {
    let octets = try FileInput.read(path, limit: Limits.documentOctets)
    do {
      return try StopList(octets, read: reader.read)
    } catch {
      Console.complain(
        "\(path):\(error.line): '\(error.text)' is no domain, no address and no block; write it "
          + "like example.cn, 203.0.113.9 or 203.0.113.0/24")
      throw ExitStatus.badData
    }
  }
}

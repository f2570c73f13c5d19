internal import ArgumentParser
internal import Glibc
internal import Lab

/// Plays a scenario on this machine's loopback addresses.
struct LabCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "A loopback stand-in for name servers, a provider's gateway and web servers.",
    usage: "icpdiag lab --scenario FILE [OPTIONS] [-- COMMAND...]",
    discussion: """
      Everything listens on 127.0.0.0/8 and ::1 on ports that need no rights, and nothing leaves \
      this machine. What runs where goes to stderr; stdout gets one line with the options that make \
      a diagnosis see the lab instead of the world:

        icpdiag lab --scenario fixtures/lab/demo.json
        icpdiag diagnose --resolver 127.0.0.1:... not-filed.example      (in another terminal)

      Behind '--' stands a command to run beside the lab; the lab ends with it, and with its exit \
      status. In its arguments {options} becomes these options, {targets} a file with the \
      scenario's targets, {ca} the certificate of the lab's authority, {folder} the folder with all \
      of them:

        icpdiag lab --scenario fixtures/lab/demo.json -- \\
          icpdiag diagnose {options} --input {targets}
      """)

  @Option(help: ArgumentHelp("The scenario to play (icpdiag.lab/1).", valueName: "file"))
  var scenario: String

  @Flag(help: "Print the scenario's targets and the causes they stand for, and end.")
  var list = false

  @Option(help: "Port of the name servers; 0 is any free one.") var dnsPort: UInt16 = 0
  @Option(help: "Port that stands for 80.") var httpPort: UInt16 = 0
  @Option(help: "Port that stands for 443.") var httpsPort: UInt16 = 0

  @Option(
    name: .customLong("for"), help: ArgumentHelp("End after this time.", valueName: "seconds"))
  var seconds: Double?

  @Option(
    help: ArgumentHelp(
      "Where places, records and certificate go; default: a folder that is removed at the end.",
      valueName: "folder"))
  var folder: String?

  @Argument(parsing: .postTerminator, help: "A command to run beside the lab.")
  var command: [String] = []

  func run() async throws {
    do {
      let scenario = try Scenario(text: readScenarioFile(scenario), file: scenario)
      guard !list else { return print(scenario.targetList, terminator: "") }
      var settings = LabSettings()
      settings.dnsPort = dnsPort
      settings.httpPort = httpPort
      settings.httpsPort = httpsPort
      settings.folder = folder
      let status = try await Lab.with(scenario, settings) { lab in
        guard command.isEmpty else { return try await lab.run(command) }
        Self.tell(scenario.overview(ports: lab.ports, folder: lab.folder.path))
        print(lab.options.joined(separator: " "))
        fflush(nil)
        await lab.serve(seconds: seconds)
        return 0
      }
      guard status == 0 else { throw ExitCode(status) }
    } catch let error as LabError {
      Self.tell("icpdiag: \(error)\n")
      throw ExitCode(error.code.exitStatus)
    }
  }

  private static func tell(_ text: String) {
    let octets = Array(text.utf8)
    _ = unsafe write(STDERR_FILENO, octets, octets.count)
  }
}

extension LabError.Code {
  /// As the contract assigns them (section 1).
  fileprivate var exitStatus: Int32 {
    switch self {
    case .scenario: 65
    case .missing: 66
    case .resource: 69
    case .unwritable: 73
    }
  }
}

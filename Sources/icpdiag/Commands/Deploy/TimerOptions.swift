internal import ArgumentParser
internal import Reporting

/// What the timers of one machine have in common.
struct TimerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration of the check, by its absolute path.", valueName: "path"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config = "/etc/icpdiag/check.yaml"

  @Option(
    help: ArgumentHelp("The program, by its absolute path.", valueName: "path"),
    completion: .file())
  var program = "/usr/local/bin/icpdiag"

  @Option(
    help: ArgumentHelp("What its unit, its files and its folder are called.", valueName: "name"))
  var name = "icpdiag-check"

  @Argument(parsing: .postTerminator, help: "Options for 'icpdiag check'.")
  var options: [String] = []

  func validate() throws {
    guard DeployNames.isLabel(name) else {
      throw ValidationError(
        "--name takes small letters, digits and hyphens, such as icpdiag-check")
    }
    for (option, path) in [("--config", config), ("--program", program)] {
      guard DeployNames.isAbsolute(path) else {
        throw ValidationError("\(option) takes an absolute path, such as /etc/icpdiag/check.yaml")
      }
    }
    guard options.allSatisfy({ $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }) else {
      throw ValidationError("an option with a control character in it")
    }
  }

  func check(schedule: String, user: String?) -> ScheduledCheck {
    ScheduledCheck(
      name: name, program: program, config: config, schedule: schedule, user: user,
      options: options)
  }
}

/// The user that a check runs as.
struct UserOption: ParsableArguments {
  @Option(help: ArgumentHelp("The user to run it as.", valueName: "name"))
  var user: String?

  func validate() throws {
    if let user, !DeployNames.isUser(user) {
      throw ValidationError("'\(user)' is no name of a user")
    }
  }
}

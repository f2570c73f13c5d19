internal import ArgumentParser
internal import Reporting

/// Prints a service and its timer.
struct DeploySystemd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "systemd", abstract: "A service and a timer that run the scheduled check.",
    usage: "icpdiag deploy systemd [OPTIONS] [-- OPTIONS]",
    discussion: """
      The service is shut in: it asks name servers and web servers, writes its own store, and can do \
      nothing else. By default a user is made for the time of each run; the configuration has to be \
      readable by everybody then, and secrets belong into /etc/icpdiag/secrets, which only root has \
      to read (NAME=value; in the configuration {env: NAME}).

      icpdiag deploy systemd --only service > /etc/systemd/system/icpdiag-check.service
      icpdiag deploy systemd --only timer > /etc/systemd/system/icpdiag-check.timer
      systemctl daemon-reload && systemctl enable --now icpdiag-check.timer

      icpdiag deploy systemd --schedule '*:0/30' --user icpdiag
      icpdiag deploy systemd -- --rate 20 --concurrency 64
      """)

  enum Part: String, ExpressibleByArgument, CaseIterable {
    case service, timer
  }

  @OptionGroup var timer: TimerOptions
  @OptionGroup var identity: UserOption

  @Option(
    help: ArgumentHelp(
      "When it runs, as OnCalendar takes it: hourly, '*:0/30', 'Mon..Fri 08:00'.",
      valueName: "schedule"))
  var schedule = "hourly"

  @Option(help: "Only the service, or only the timer; by default both.")
  var only: Part?

  func validate() throws {
    guard DeployNames.isPrintable(schedule), !schedule.contains("%"),
      schedule.contains(where: { !$0.isWhitespace })
    else { throw ValidationError("--schedule takes a calendar expression, such as hourly") }
    for path in [timer.config, timer.program]
    where path.hasPrefix("/tmp/") || path.hasPrefix("/var/tmp/") {
      throw ValidationError("'\(path)' is in a folder of which the service has its own")
    }
  }

  func run() throws {
    Console.outlivesReaders()
    let units = SystemdUnits(timer.check(schedule: schedule, user: identity.user))
    switch only {
    case .service: try ReportOutput.print(units.service)
    case .timer: try ReportOutput.print(units.timer)
    case nil: try ReportOutput.print(units.text)
    }
  }
}

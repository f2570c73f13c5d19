internal import ArgumentParser
internal import Reporting

/// Prints lines for a crontab.
struct DeployCron: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cron", abstract: "Lines of a crontab that run the scheduled check.",
    usage: "icpdiag deploy cron [OPTIONS] [-- OPTIONS]",
    discussion: """
      Lines for one's own crontab, or with --user for /etc/cron.d. No run begins while another \
      lasts; errors are mailed.

      (crontab -l; icpdiag deploy cron --config "$HOME/check.yaml") | crontab -
      icpdiag deploy cron --user icpdiag --schedule '*/30 * * * *' > /etc/cron.d/icpdiag-check
      """)

  @OptionGroup var timer: TimerOptions
  @OptionGroup var identity: UserOption

  @Option(
    help: ArgumentHelp(
      "When it runs: cron's five fields, or one of its words, such as @daily.",
      valueName: "schedule"))
  var schedule = "17 * * * *"

  private static let words = [
    "@reboot", "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly",
  ]

  func validate() throws {
    let fields = schedule.split(separator: " ")
    let isFields =
      fields.count == 5
      && fields.allSatisfy { $0.wholeMatch(of: /[0-9A-Za-z*][0-9A-Za-z*,\/-]*/) != nil }
    guard isFields || Self.words.contains(schedule) else {
      throw ValidationError("--schedule takes cron's five fields, such as '17 * * * *'")
    }
    guard table.line.utf8.count <= CronTable.mostOctets else {
      throw ValidationError("the line is longer than cron takes one; put options into the config")
    }
  }

  private var table: CronTable {
    CronTable(timer.check(schedule: schedule, user: identity.user))
  }

  func run() throws {
    Console.outlivesReaders()
    try ReportOutput.print(table.text)
  }
}

internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Reporting

enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, nagios, prometheus

  /// Whether it says all of a run at once, at its end, as monitors want it.
  var isForMonitors: Bool { self == .nagios || self == .prometheus }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// Whether to paint what goes to stdout.
  var isPainted: Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      Console.isTerminal && (Console.environment("NO_COLOR") ?? "").isEmpty
        && Console.environment("TERM") != "dumb"
    }
  }
}

/// How reports are printed, for every command that prints them.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "text for people; json for one object a line, one line for each input; nagios for a "
        + "plugin's line and its status 0 to 3; prometheus for metrics, of which --output is "
        + "replaced in one step.", valueName: "format"))
  var chosenFormat: ReportFormat?

  @Flag(help: "Short for --format json.")
  var json = false

  @Flag(help: "Indent the JSON; each report then takes many lines.")
  var pretty = false

  @Option(help: "The language of every sentence; ids and keys never change.")
  var lang = LanguageChoice.auto

  @Option(help: "Colours; auto paints only on a terminal and honours NO_COLOR.")
  var color = ColourChoice.auto

  @Flag(
    name: [.short, .long],
    help: "One line a target, and no warnings; of a check the page without them.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Everything that was seen, also where all is well.")
  var verbose = false

  @Flag(
    help: "Name entities, sources, instances and name servers in the text for a ticket as well.")
  var full = false

  @Flag(help: "End with 0 whatever the verdicts are.")
  var exitZero = false

  var format: ReportFormat { chosenFormat ?? .text }

  var isJSON: Bool { json || format == .json }

  var language: Language { lang.language(environment: Console.environment) }

  var style: Style {
    Style(
      width: Console.width, isColoured: color.isPainted, language: language, isVerbose: verbose,
      isFull: full, isQuiet: quiet)
  }

  func validate() throws {
    if quiet, verbose { throw ValidationError("choose one of --quiet and --verbose") }
    if pretty, !isJSON { throw ValidationError("--pretty goes with --json") }
    if json, format.isForMonitors {
      throw ValidationError("choose one of --json and --format \(format)")
    }
    if exitZero, format == .nagios {
      throw ValidationError("--exit-zero does not go with --format nagios: its status says it all")
    }
  }
}

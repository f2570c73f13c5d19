internal import ArgumentParser
internal import Diagnosis
internal import Reporting

/// Says what the words of a report mean, from the very causes that judge.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a cause means, what proves it, what to do; without a word, every cause.",
    usage: "icpdiag explain [WORD] [OPTIONS]",
    discussion: """
      WORD is a cause, a rule, a document or fact, or a page's signature, as reports name them.

      icpdiag explain
      icpdiag explain not-transferred --provider tencent
      icpdiag explain block.sync-overdue
      icpdiag explain D-12 --lang zh

      The causes, in the order in which they are judged:

      \(CauseTable.help)
      """)

  @Argument(
    help: "A cause, a rule, a document or a signature.",
    completion: .list(Cause.catalogue.map(\.id.rawValue)))
  var word: String?

  @Option(help: "The provider whose links to give, such as alibaba or tencent.")
  var provider: String?

  @Option(help: "The language of every sentence; ids and keys never change.")
  var lang = LanguageChoice.auto

  @Option(help: "Colours; auto paints only on a terminal and honours NO_COLOR.")
  var color = ColourChoice.auto

  @Flag(help: "Print one JSON object (icpdiag.explain/1).") var json = false
  @Flag(help: "Indent the JSON.") var pretty = false

  /// The README's table, for its test and for whoever changes a cause.
  @Flag(help: .hidden) var markdown = false

  func validate() throws {
    if pretty, !json { throw ValidationError("--pretty goes with --json") }
    if let provider, Providers.provider(provider) == nil {
      let ids = Providers.all.map(\.id).joined(separator: ", ")
      throw ValidationError("--provider takes one of \(ids)")
    }
    if let word, Topic(word) == nil {
      let near = Topic.near(word)
      throw ValidationError(
        near.isEmpty
          ? "nothing is called '\(word)'; 'icpdiag explain' lists the causes"
          : "nothing is called '\(word)'; near it: \(near.joined(separator: ", "))")
    }
  }

  func run() throws {
    Console.outlivesReaders()
    let topic = word.flatMap { Topic($0) }
    let language = lang.language(environment: Console.environment)
    let style = Style(width: Console.width, isColoured: color.isPainted, language: language)
    if markdown {
      try ReportOutput.print(CauseTable.markdown)
    } else if json {
      try ReportOutput.print(
        ExplainJSON(topic, provider: provider, in: language).json(pretty: pretty) + "\n")
    } else if let topic {
      try ReportOutput.print(ExplainText.render(topic, provider: provider, style: style))
    } else {
      try ReportOutput.print(CauseTable.text(style))
    }
  }
}

internal import ArgumentParser
internal import Diagnosis
internal import Reporting

/// How lists are printed.
struct ListingOptions: ParsableArguments {
  @Flag(help: "One JSON object a line, in place of a table.")
  var json = false

  @Option(help: "The language of the text: en, zh or auto.")
  var lang = LanguageChoice.auto

  var language: Language { lang.language(environment: Console.environment) }

  var style: Style { Style(width: Console.width, language: language) }
}

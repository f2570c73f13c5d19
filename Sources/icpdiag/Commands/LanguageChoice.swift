internal import ArgumentParser
internal import Diagnosis

/// The argument of `--lang`.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case en, zh, auto

  /// The language to speak; `auto` asks the variables that POSIX says to ask, in their order.
  func language(environment: (String) -> String?) -> Language {
    switch self {
    case .en: return .en
    case .zh: return .zh
    case .auto:
      let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment)
        .first { !$0.isEmpty }
      return locale?.lowercased().hasPrefix("zh") ?? false ? .zh : .en
    }
  }
}

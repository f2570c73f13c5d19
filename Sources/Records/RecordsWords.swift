/// The domains and providers in one document, read as the rest of the program writes them.
struct RecordsWords {
  /// The name to report errors under.
  let file: String
  let providers: [String]?
  let registrable: (String) -> String?

  func domain(_ text: String, at place: JSONPlace) throws(RecordsError) -> String {
    guard let domain = registrable(text) else {
      throw RecordsError(
        file: file, path: place.text, message: "'\(text)' is no domain one can register",
        hint: "write it like example.cn")
    }
    return domain
  }

  func provider(_ text: String, at place: JSONPlace) throws(RecordsError) -> String {
    let id = text.lowercased()
    if let providers, !providers.contains(id) {
      throw RecordsError(
        file: file, path: place.text, message: "unknown provider '\(text)'",
        hint: "known here: \(providers.joined(separator: ", "))")
    }
    return id
  }
}

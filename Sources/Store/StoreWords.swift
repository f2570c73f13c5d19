internal import Evidence

/// Domains and providers, read as the rest of the program writes them.
struct StoreWords: Sendable {
  let providers: [String]?
  let registrable: @Sendable (String) -> String?

  /// A provider's id as it is stored; `nil` when there is no such provider.
  func provider(_ text: String) -> String? {
    let id = text.lowercased()
    return providers?.contains(id) == false ? nil : id
  }

  /// The registrable domain that a CDN's domain falls under.
  ///
  /// A CDN's console writes a wildcard as `*.example.cn` or `.example.cn`.
  func registrable(ofCDNDomain text: String) -> String? {
    for mark in ["*.", "."] where text.hasPrefix(mark) {
      return registrable(String(text.dropFirst(mark.count)))
    }
    return registrable(text)
  }
}

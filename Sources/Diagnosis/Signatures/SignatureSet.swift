internal import Evidence

/// The signatures that pages are matched against: the pack's, and the user's own among them.
///
/// A page that the pack knows by name stays what it is. The user's signatures are asked next, and
/// last the pack's for pages that refuse without a reason: those are what a user may know better.
package final class SignatureSet: Sendable {
  /// The pack alone.
  package static let pack = SignatureSet(users: [], digests: [])

  /// Which signatures these are, for a report: the pack's day, and the digests of the user's files.
  package let version: String
  let all: [Signature]
  /// One automaton for every text of every signature: a page is read once.
  let search: LiteralSearch
  /// Places in ``all`` of the signatures that cannot hold without a text on the page, for each text
  /// of the search.
  private let byText: [[Int]]
  /// Places of the others, by status.
  private let withoutText: [Int: [Int]]
  /// The longest page by status that a signature with a text in it admits.
  private let longestBody: [Int: Int]

  /// - Parameters:
  ///   - users: The user's signatures, in their order.
  ///   - digests: What tells the user's files from others, one a file.
  package init(users: [Signature], digests: [String]) {
    version = ([SignaturePack.version] + digests).joined(separator: "+")
    let named = SignaturePack.all.filter(\.proves.namesReason)
    let unnamed = SignaturePack.all.filter { !$0.proves.namesReason }
    all = named + users + unnamed
    search = LiteralSearch(
      Array(Set(all.flatMap { $0.bodyTexts + ($0.neededTexts ?? []) })))
    var byText: [String: [Int]] = [:]
    var withoutText: [Int: [Int]] = [:]
    var longestBody: [Int: Int] = [:]
    for (place, signature) in all.enumerated() {
      for status in signature.bodyTexts.isEmpty ? [] : signature.statuses {
        longestBody[status] = max(longestBody[status] ?? 0, signature.longestBody)
      }
      guard let needed = signature.neededTexts else {
        for status in signature.statuses { withoutText[status, default: []].append(place) }
        continue
      }
      for text in needed { byText[text, default: []].append(place) }
    }
    self.byText = search.texts.map { byText[$0] ?? [] }
    self.withoutText = withoutText
    self.longestBody = longestBody
  }

  /// The first signature that `exchange` matches.
  func match(_ exchange: Listed<HTTPExchange>) -> Signature? {
    guard let status = exchange.status else { return nil }
    let isSearched = longestBody[status].map { exchange.bodyBytes <= $0 } ?? false
    let inBody =
      isSearched
      ? search.places(in: exchange.body.utf8.span.extracting(first: Limits.bodyOctets)) : []
    let page = Signature.Page(exchange, literals: inBody.map { search.texts[$0] })
    var candidates = withoutText[status] ?? []
    for text in inBody { candidates += byText[text] }
    func consider(_ text: String?) {
      guard let text else { return }
      for text in search.places(in: text.utf8.span) { candidates += byText[text] }
    }
    consider(page.title)
    consider(page.location)
    // The user's own and the pack's stand in one order.
    candidates.sort()
    return candidates.first {
      all[$0].admits(status: status, bodyBytes: exchange.bodyBytes) && all[$0].matches(page)
    }.map { all[$0] }
  }
}

extension Signature.Proof {
  /// Whether the page says what it is about; what does not may be known better by others.
  fileprivate var namesReason: Bool {
    switch self {
    case .unattributedBlock, .siteRefusal: false
    case .filingBlock, .contentBlock, .waf, .cdnRefusal, .panelDefault, .parked, .registrarHold,
      .localProxy:
      true
    }
  }
}

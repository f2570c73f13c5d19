package import Evidence

/// One target as the causes see it: the finite situation that decides, and the details that the
/// sentences name.
package struct Case: Sendable {
  package var situation: Situation
  package var findings: Findings
  package var target: Target
  /// The provider whose records are meant.
  package var provider: String?
  /// Who the user says operates the site.
  package var entity: String? = nil
  package var filing: RecordsDocument.Filing?
  package var access: RecordsDocument.Access?
  package var order: RecordsDocument.Order?
  package var primary: PrimaryAddress?
  package var instances: [RecordsDocument.Instance]
  package var now: Timestamp
  package var citations: Citations
  /// The other domain that the site leads to, where that is blocked.
  package var leadsTo: String? = nil
  /// What the name servers answered.
  package var dns: [DNSExchange] = []

  /// The address that the verdict is about, and what it did.
  package struct PrimaryAddress: Sendable {
    package var address: IPAddress
    package var status: Int?
    package var signature: Signature?
    /// The CDN that the answer came through.
    package var cdn: String?
  }

  /// Evidence ids by what they speak of.
  package struct Citations: Sendable {
    package var vantage: [String] = []
    package var dns: [String] = []
    package var wire: [String] = []
    package var place: [String] = []
    package var registry: [String] = []
    package var access: [String] = []
    package var order: [String] = []
    package var instance: [String] = []

    var filing: [String] { registry + access + order }
  }
}

extension Target {
  /// As people write it; empty for what is no target.
  var name: String { unicode ?? ascii ?? "" }
}

extension Case {
  /// The target as people write it.
  var name: String { target.name }

  /// The name that filings are kept for, as people write it.
  var registrable: String {
    guard let registrable = target.registrable else { return name }
    // As many labels of the name as people write it.
    var dots = registrable.utf8.count { $0 == UInt8(ascii: ".") }
    let name = name
    var start = name.utf8.endIndex
    while start > name.utf8.startIndex {
      let before = name.utf8.index(before: start)
      if name.utf8[before] == UInt8(ascii: ".") {
        if dots == 0 { break }
        dots -= 1
      }
      start = before
    }
    return String(name[start...])
  }

  /// The status that was answered, after a blank; nothing where there was none.
  var answeredStatus: String { primary?.status.map { " \($0)" } ?? "" }

  /// The known page that the verdict is about.
  var signature: Signature? { primary?.signature }

  /// Whether the page is the origin's, and a CDN in front passes it on.
  var isBehindCDN: Bool { findings.http.isOfOrigin }

  var providerName: Text {
    provider.map(Providers.name) ?? Text(en: "the provider", zh: "服务商")
  }

  /// Where one files with this provider.
  var filingURL: String? { provider.flatMap(Providers.provider)?.filingURL }

  var siteNumber: String? { filing?.siteNumber ?? access?.siteNumber }

  /// Whose filing it is, by the registry.
  var holder: Text { Self.named(filing?.entityName) ?? Text(en: "somebody else", zh: "他人") }

  /// Who operates the site, by the user.
  var `operator`: Text { Self.named(entity) ?? Text(en: "you", zh: "您") }

  /// Registered names are far shorter; what stands here came with a file.
  private static func named(_ name: String?) -> Text? {
    name.map { Text(verbatim: String($0.prefix(100))) }
  }

  /// When the sync that may be under way began, by the record that says so.
  var syncStart: Timestamp? {
    switch findings.access {
    case .pending, .pendingLate: access?.since ?? order?.approvedAt
    default: order?.approvedAt
    }
  }
}

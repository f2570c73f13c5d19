import Evidence
import Testing

@testable import Diagnosis

/// The pages of facts.md section 2 and their look-alikes, as an HTTP client sees them.
@Suite("The signature pack")
struct SignatureTests {
  struct Page: CustomTestStringConvertible {
    var name: String
    var status: Int
    var headers: [String: String] = [:]
    var title: String?
    var body = ""
    var bodyBytes: Int?
    /// The signature that must match; `nil` for a near miss.
    var expected: String?
    /// The signature that a near miss is shown to.
    var misses: String?

    var testDescription: String { name }

    var exchange: HTTPExchange {
      HTTPExchange(
        id: "http.1", purpose: .target, scheme: .http,
        address: IPAddress(family: .v4, bits: 0x2F60_0001), port: 80, host: "example.cn",
        startedMs: 0, durationMs: 1, status: status,
        headers: headers.map { HTTPExchange.Header(name: $0.key, value: $0.value) },
        title: title, body: body, bodyBytes: bodyBytes ?? body.utf8.count)
    }
  }

  static let pages = gatewayPages + hosterPages + lookAlikePages

  @Test("recognises each page and none of its near misses", arguments: pages)
  func recognises(_ page: Page) {
    #expect(SignaturePack.match(page.exchange)?.id == page.expected)
    #expect(page.misses == nil || page.misses != page.expected)
  }

  @Test("has a page for every signature, ids that are unique, and sources that exist")
  func isCovered() {
    let ids = SignaturePack.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(Self.pages.compactMap(\.expected)) == Set(ids))
    for signature in SignaturePack.all {
      #expect(Documents.document(signature.source) != nil, "\(signature.id)")
      #expect(!signature.anyOf.isEmpty || !signature.allOf.isEmpty)
      #expect(Self.pages.contains { $0.misses == signature.id }, "\(signature.id)")
    }
  }

  @Test("takes no page for a filing page with a 200, but for a title that says so alone")
  func filingPagesAreRefusals() {
    for signature in SignaturePack.all
    where signature.proves == .filingBlock && signature.statuses.contains(200) {
      #expect(signature.certainty < .confirmed)
      for clause in signature.allOf + signature.anyOf {
        guard case .title = clause else {
          Issue.record("\(signature.id) looks beyond the title")
          continue
        }
      }
    }
  }
}

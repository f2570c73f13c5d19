import Diagnosis
import Evidence
import Reporting
import Testing

@Suite("The report of places")
struct PlacesReportTests {
  let now: Timestamp
  let table: PlaceData

  init() throws {
    now = try #require(Timestamp(rfc3339: "2026-08-22T03:10:00Z"))
    table = PlaceData(
      name: "Table", gives: ["area"], date: now.adding(seconds: -180 * 86_400),
      licence: "CC BY 4.0",
      attribution: "by someone", entries: 7)
  }

  @Test("has the keys of the contract and no others, in its order")
  func json() throws {
    let known = Place(
      address: try #require(IPAddress("47.95.63.10")), area: .mainland, country: "CN",
      provider: "alibaba", sources: ["a", "b"])
    #expect(
      PlacesJSON.lookup(known)
        == #"{"address":"47.95.63.10","area":"mainland","country":"CN","provider":"alibaba","#
        + #""region":null,"sources":["a","b"]}"#)
    let unknown = Place(
      address: try #require(IPAddress("::1")), area: .unknown, isUserDefined: true)
    #expect(
      PlacesJSON.lookup(unknown)
        == #"{"address":"::1","area":"unknown","country":null,"provider":null,"#
        + #""region":null,"sources":[]}"#)
  }

  @Test("aligns its columns and shows the unknown as a dash")
  func columns() throws {
    let text = PlacesText.lookup([
      Place(address: try #require(IPAddress("1.1.1.1")), area: .hongKong, country: "HK"),
      Place(
        address: try #require(IPAddress("255.255.255.255")), area: .unknown, provider: "x",
        sources: ["t"]),
    ])
    #expect(
      text == """
        address          area       country  provider  region  sources
        1.1.1.1          hong-kong  HK       -         -       -
        255.255.255.255  unknown    -        x         -       t

        """)
  }

  @Test("lets no table's name move the cursor")
  func hostile() throws {
    let text = PlacesText.lookup([
      Place(
        address: try #require(IPAddress("1.1.1.1")), area: .unknown, sources: ["a\u{1B}[2J\nb"])
    ])
    #expect(!text.contains("\u{1B}"))
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test("warns of data older than 180 days, and not a day sooner")
  func stale() {
    #expect(PlacesText.warnings([table], now: now).isEmpty)
    let warnings = PlacesText.warnings([table], now: now.adding(seconds: 86_400))
    #expect(warnings.count == 1)
    #expect(warnings.first?.en.hasPrefix("Table is 181 days old") == true)
    #expect(warnings.first?.zh.contains("181") == true)
  }

  @Test("says of each table what its licence asks to say", arguments: Language.allCases)
  func info(language: Language) {
    let text = PlacesText.info([table], now: now, in: language)
    for part in ["Table\n", "CC BY 4.0", "by someone", "2026-02-23", "180"] {
      #expect(text.contains(part))
    }
    #expect(PlacesJSON.info([table], now: now).contains(#""age_days":180,"stale":false"#))
  }
}

import Evidence
import Records

@testable import Store

/// Records made up from a seed: every kind, odd texts, duplicates.
struct RandomRecords {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func number(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  private mutating func one<Element>(of elements: [Element]) -> Element {
    elements[number(elements.count)]
  }

  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    number(3) == 0 ? nil : value(&self)
  }

  private mutating func text() -> String {
    let odd = [
      "", " ", "\n", "\u{1}", "\u{FEFF}", "👩‍👩‍👧‍👦", "e\u{301}", "é", "\u{202E}",
      "'; DROP TABLE views; --",
      "\"", "\\", "粤ICP备2026000001号-1", "𠮷", "%00", "?1", ":a", "\r\n", "NULL", "0", "1e5",
      "\u{10FFFF}",
      String(repeating: "长", count: 3_000),
    ]
    return (0..<number(4)).reduce(into: "") { text, _ in text += one(of: odd) }
  }

  private mutating func domain() -> String {
    one(of: ["a.cn", "A.CN", "www.a.cn", "b.com", "例子.cn", "x.y.b.com", "e\u{301}.cn", "1.1"])
  }

  private mutating func moment() -> Timestamp {
    let bounds: [Int64] = [-62_135_596_800, 0, 1_783_584_000]
    return Timestamp(secondsSinceEpoch: one(of: bounds) + Int64(number(86_400)))
  }

  private mutating func statement(_ view: RecordsDocument.View.Kind) -> Records.Statement {
    switch number(view == .registry ? 3 : 4) {
    case 0: .absent(domain())
    case 1: .failed(.init(domain: domain(), reason: maybe { $0.text() }))
    case _ where view == .registry:
      .filing(
        .init(
          domain: domain(), siteNumber: maybe { $0.text() },
          service: maybe { $0.one(of: RecordsDocument.Filing.Service.allCases) },
          entityName: maybe { $0.text() }, entityNature: maybe { $0.text() },
          approvedAt: maybe { $0.moment() }, restricted: maybe { $0.number(2) == 0 },
          cancelledAt: maybe { $0.moment() }))
    case 2:
      .access(
        .init(
          domain: domain(), state: one(of: RecordsDocument.Access.State.allCases),
          siteNumber: maybe { $0.text() }, since: maybe { $0.moment() }))
    default:
      .order(
        .init(
          domain: domain(), kind: one(of: RecordsDocument.Order.Kind.allCases),
          state: one(of: RecordsDocument.Order.State.allCases),
          submittedAt: maybe { $0.moment() }, approvedAt: maybe { $0.moment() },
          replacedBy: maybe { $0.text() }))
    }
  }

  /// Views with their statements list by list, then instances, then a CDN's domains.
  mutating func events() -> [RecordingSink.Event] {
    var events: [RecordingSink.Event] = []
    for _ in 0..<number(5) {
      let kind = one(of: RecordsDocument.View.Kind.allCases)
      let provider = one(of: ["alibaba", "tencent"])
      events.append(
        .view(
          ViewHeading(
            view: kind, provider: kind == .provider ? provider : nil, source: maybe { $0.text() },
            asOf: moment(), isComplete: number(2) == 0)))
      var statements = (0..<number(12)).map { _ in statement(kind) }
      if let first = statements.first { statements.append(first) }
      events += statements.enumerated()
        .sorted { ($0.element.list.rawValue, $0.offset) < ($1.element.list.rawValue, $1.offset) }
        .map { .statement($0.element) }
    }
    for _ in 0..<number(4) {
      let addresses = (0..<number(3)).map { _ in
        IPAddress(family: number(2) == 0 ? .v4 : .v6, bits: UInt128(next() >> 32))
      }
      events.append(
        .instance(
          .init(
            provider: one(of: ["alibaba", "tencent"]), id: text(), region: maybe { $0.text() },
            addresses: addresses,
            state: maybe { $0.one(of: RecordsDocument.Instance.State.allCases) },
            expiresAt: maybe { $0.moment() }, locked: maybe { $0.text() },
            charge: maybe { $0.text() })))
    }
    for _ in 0..<number(4) {
      events.append(
        .cdn(
          .init(
            provider: one(of: ["alibaba", "tencent"]), domain: one(of: ["*.", ".", ""]) + domain(),
            area: one(of: RecordsDocument.CDNDomain.Area.allCases))))
    }
    return events
  }
}

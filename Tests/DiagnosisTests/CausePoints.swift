import Evidence

@testable import Diagnosis

/// Made-up cases in which the words of the causes are read: every wire with every state of the
/// filing, and beside those one finding or one detail changed at a time.
struct CausePoint {
  /// By what a case differs from the plain one.
  struct Mark: Hashable {
    let dimension: Int
    let value: Int
  }

  let subject: Case
  let marks: [Mark]

  /// A property of a case and the names of the values it takes.
  struct Dimension {
    let name: String
    fileprivate(set) var values: [String] = []
  }

  /// - Parameter body: Is given every point.
  /// - Returns: The dimensions that the marks of the points refer to.
  static func walk(_ body: (CausePoint) -> Void) -> [Dimension] {
    var walk = Walk()
    walk.run(body)
    return walk.dimensions
  }

  private struct Walk {
    var dimensions: [Dimension] = []

    mutating func mark(_ dimension: String, _ value: String) -> Mark {
      let place = dimensions.firstIndex { $0.name == dimension } ?? dimensions.count
      if place == dimensions.count { dimensions.append(Dimension(name: dimension)) }
      let values = dimensions[place].values
      let index = values.firstIndex(of: value) ?? values.count
      if index == values.count { dimensions[place].values.append(value) }
      return Mark(dimension: place, value: index)
    }

    mutating func run(_ body: (CausePoint) -> Void) {
      var changes: [(mark: Mark, change: (inout Case) -> Void)] = []
      for (dimension, value, change) in CasePart.all {
        changes.append((mark(dimension, value), change))
      }
      for situation in Self.situations {
        let marks = [
          mark("reach", situation.reach.rawValue), mark("place", situation.place.rawValue),
          mark("wire", situation.wire.rawValue), mark("filing", situation.filing.rawValue),
          mark("instance", situation.instance.rawValue),
          mark("records", situation.recordsAreAged ? "aged" : "fresh"),
          mark("block", situation.blockWouldEnd ? "would end" : "stays"),
        ]
        let plain = Case.plain(situation)
        body(CausePoint(subject: plain, marks: marks))
        guard situation.place == .mainlandOfProvider, situation.instance == .notCovered,
          !situation.recordsAreAged, !situation.blockWouldEnd
        else { continue }
        for (mark, change) in changes {
          var subject = plain
          change(&subject)
          body(CausePoint(subject: subject, marks: marks + [mark]))
        }
      }
    }

    /// Whatever may change the words: all places with all wires and filings of names that resolve;
    /// of the others, and with an inventory, fewer.
    private static var situations: [Situation] {
      var situations: [Situation] = []
      func add(_ situation: Situation) { situations.append(situation) }
      for filing in Filing.allCases {
        for wire in Wire.allCases {
          for place in PlaceFinding.allCases {
            var situation = Situation(
              reach: .resolved, place: place, wire: wire, filing: filing, instance: .notCovered)
            add(situation)
            situation.recordsAreAged = true
            add(situation)
          }
          var situation = Situation(
            reach: .resolved, place: .mainlandOfProvider, wire: wire, filing: filing,
            instance: .notCovered)
          situation.blockWouldEnd = true
          add(situation)
          for instance in InstanceFinding.allCases where instance != .notCovered {
            for place in [PlaceFinding.mineMainland, .mainlandOfProvider, .outside] {
              add(
                Situation(
                  reach: .resolved, place: place, wire: wire, filing: filing, instance: instance))
            }
          }
        }
        for reach in Reach.allCases where reach != .resolved {
          add(
            Situation(
              reach: reach, place: .mainlandOfProvider, wire: .notProbed, filing: filing,
              instance: .notCovered))
        }
      }
      return situations
    }
  }
}

extension Case {
  /// A Wednesday in 2026, in UTC.
  fileprivate static let noon = Timestamp(secondsSinceEpoch: 1_783_512_000)

  fileprivate static func plain(_ situation: Situation) -> Case {
    var subject = DecisionSpaceTests.subject(situation)
    subject.target = Target(
      kind: .domain, ascii: "a.www.shop.example", unicode: "a.www.shop.example",
      registrable: "shop.example")
    subject.now = Case.noon
    subject.primary = PrimaryAddress(
      address: IPAddress(family: .v4, bits: 0xCB00_7109), status: 403)
    return subject
  }
}

/// One change to a plain case: a finding, or a detail that the sentences name.
private enum CasePart {
  typealias Change = (dimension: String, value: String, change: (inout Case) -> Void)

  static var all: [Change] {
    findings(TargetFinding.self, \.target, "target") + findings(DNSFinding.self, \.dns, "dns")
      + findings(VantageFinding.self, \.vantage, "vantage")
      + findings(HTTPFinding.self, \.http, "http")
      + findings(DifferentialFinding.self, \.differential, "differential")
      + findings(HTTPSFinding.self, \.https, "https")
      + findings(RegistryFinding.self, \.registry, "registry")
      + findings(AccessFinding.self, \.access, "access")
      + findings(OrderFinding.self, \.order, "order") + pages + details
  }

  private static func findings<Finding: CaseIterable & RawRepresentable<String>>(
    _: Finding.Type, _ path: WritableKeyPath<Findings, Finding>, _ name: String
  ) -> [Change] {
    Finding.allCases.map { finding in
      (name, finding.rawValue, { $0.findings[keyPath: path] = finding })
    }
  }

  /// The known pages.
  private static var pages: [Change] {
    SignaturePack.all.map { page in
      ("page", page.id, { $0.primary?.signature = page })
    }
  }

  private static func ago(_ days: Int64) -> Timestamp { Case.noon.adding(seconds: -days * 86_400) }

  private static func order(
    _ state: RecordsDocument.Order.State, submitted: Timestamp? = nil, approved: Timestamp? = nil
  ) -> RecordsDocument.Order {
    RecordsDocument.Order(
      domain: "shop.example", kind: .first, state: state, submittedAt: submitted,
      approvedAt: approved, replacedBy: "new-shop.example")
  }

  private static var details: [Change] {
    let changes: [(String, (inout Case) -> Void)] = [
      ("no provider", { $0.provider = nil }),
      ("provider tencent", { $0.provider = "tencent" }),
      ("provider volcengine", { $0.provider = "volcengine" }),
      ("provider no shell takes", { $0.provider = "a;b" }),
      ("name no shell takes", { $0.target.registrable = "a b.example" }),
      ("name in Chinese", { $0.target.unicode = "a.www.商店.example" }),
      (
        "name is the domain",
        { subject in
          subject.target.ascii = "shop.example"
          subject.target.unicode = "shop.example"
        }
      ),
      (
        "an address",
        { subject in
          subject.target = Target(kind: .address, ascii: "203.0.113.9")
        }
      ),
      ("no address", { $0.primary = nil }),
      ("no status", { $0.primary?.status = nil }),
      ("through Cloudflare", { $0.primary?.cdn = "cloudflare" }),
      ("leads elsewhere", { $0.leadsTo = "other-shop.example" }),
      ("an operator", { $0.entity = "某某商店" }),
      (
        "a filing with number and holder",
        { subject in
          subject.filing = RecordsDocument.Filing(
            domain: "shop.example", siteNumber: "浙ICP备2026000001号-1", entityName: "某某科技")
        }
      ),
      (
        "an access with a number",
        { subject in
          subject.access = RecordsDocument.Access(
            domain: "shop.example", state: .active, siteNumber: "浙ICP备2026000002号-1")
        }
      ),
      (
        "filed yesterday",
        { subject in
          subject.findings.registry = .websiteFiledRecently
          subject.filing = RecordsDocument.Filing(domain: "shop.example", approvedAt: ago(1))
        }
      ),
      (
        "filed long ago",
        { subject in
          subject.filing = RecordsDocument.Filing(domain: "shop.example", approvedAt: ago(400))
        }
      ),
      (
        "an order handed in the day before",
        { subject in
          subject.order = order(.authorityReview, submitted: ago(1))
        }
      ),
      (
        "an order in review for ten days",
        { subject in
          subject.order = order(.authorityReview, submitted: ago(10))
        }
      ),
      (
        "an order in review for sixty days",
        { subject in
          subject.order = order(.authorityReview, submitted: ago(60))
        }
      ),
      (
        "an order with the provider",
        { subject in
          subject.order = order(.providerReview, submitted: ago(0))
        }
      ),
      ("an order without a date", { subject in subject.order = order(.draft) }),
      ("an order rejected", { subject in subject.order = order(.rejected, submitted: ago(9)) }),
    ]
    let approvals = [AccessFinding.pending, .pendingLate, .active].map {
      access -> (String, (inout Case) -> Void) in
      (
        "approved yesterday, access \(access.rawValue) since an hour",
        { subject in
          subject.findings.access = access
          subject.access = RecordsDocument.Access(
            domain: "shop.example", state: .pending, since: Case.noon.adding(seconds: -3_600))
          subject.order = order(.approved, submitted: ago(20), approved: ago(1))
        }
      )
    }
    let ports: [(HTTPFinding, HTTPSFinding)] = [
      (.redirectOnly, .refused), (.refused, .refused), (.refused, .silent), (.silent, .refused),
      (.silent, .silent), (.refused, .notProbed), (.silent, .notProbed), (.unanswered, .silent),
      (.ok, .silent),
    ]
    let answers = ports.map { http, https -> (String, (inout Case) -> Void) in
      (
        "HTTP \(http.rawValue), HTTPS \(https.rawValue)",
        { subject in (subject.findings.http, subject.findings.https) = (http, https) }
      )
    }
    let inventories: [(String, (inout Case) -> Void)] = [
      (
        "own instances",
        { subject in
          subject.instances = [
            RecordsDocument.Instance(
              provider: "alibaba", id: "i-1", addresses: [IPAddress(family: .v4, bits: 0xCB00_7150)]
            )
          ]
        }
      ),
      (
        "own instances without an address",
        { subject in
          subject.instances = [
            RecordsDocument.Instance(provider: "alibaba", id: "i-1", addresses: [])
          ]
        }
      ),
      (
        "answers kept for ten minutes",
        { subject in
          subject.dns = [
            DNSExchange(
              id: "dns.1", role: .resolver, server: "192.0.2.53", transport: .udp,
              name: "a.www.shop.example", type: "A", startedMs: 0, durationMs: 1,
              answers: [
                DNSExchange.Record(
                  name: "a.www.shop.example", type: "A", ttlS: 600, data: "203.0.113.9")
              ])
          ]
        }
      ),
    ]
    return (changes + approvals + answers + inventories).map { ("detail", $0.0, $0.1) }
  }
}

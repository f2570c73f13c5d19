package import Evidence

/// What is known of one domain, by who says it: which answers count, and which they contradict.
package struct RecordsOverview: Sendable {
  package enum Subject: Hashable, Sendable {
    case registry
    /// The access that a provider gives.
    case access(provider: String)
    case orders(provider: String)
    case cdn
  }

  package struct Group: Sendable {
    package let subject: Subject
    /// The answers that count, in their order.
    package let deciding: [RecordFact]
    /// Those that newer ones have overtaken.
    package let others: [RecordFact]
    /// The ids of answers that say otherwise than those that count, or than each other.
    package let contradicting: Set<String>
  }

  package let groups: [Group]

  /// - Parameter facts: What a look-up of the domain gives, with ids.
  package init(_ facts: [RecordFact]) {
    let spoken = facts.compactMap { fact in Subject(fact).map { ($0, fact) } }
    groups = Dictionary(grouping: spoken, by: \.0).sorted { $0.key.rank < $1.key.rank }
      .map { subject, members in Group(subject, members.map(\.1)) }
  }

  /// The group of one subject.
  package func group(_ subject: Subject) -> Group? { groups.first { $0.subject == subject } }

  /// The providers that say something of access, in alphabetical order.
  package var providers: [String] {
    groups.compactMap { group in
      if case .access(let provider) = group.subject { provider } else { nil }
    }.sorted()
  }
}

extension RecordsOverview.Subject {
  fileprivate init?(_ fact: RecordFact) {
    switch fact.view {
    case .registry: self = .registry
    case .cdn: self = .cdn
    case .instances: return nil
    case .provider:
      guard let provider = fact.provider else { return nil }
      self = fact.order == nil ? .access(provider: provider) : .orders(provider: provider)
    }
  }

  /// Registry, then each provider's access before its orders, then the CDN.
  fileprivate var rank: String {
    switch self {
    case .registry: "0"
    case .access(let provider): "1\(provider)/0"
    case .orders(let provider): "1\(provider)/1"
    case .cdn: "2"
    }
  }
}

extension RecordsOverview.Group {
  fileprivate init(_ subject: RecordsOverview.Subject, _ facts: [RecordFact]) {
    self.subject = subject
    switch subject {
    case .cdn, .orders:
      // Orders stand beside each other: a transfer does not end a change.
      deciding = facts
      others = []
      contradicting = []
    case .registry, .access:
      let all = Selection(facts)
      let view = subject == .registry ? DecidingView.registry(all) : DecidingView(all)
      let deciding = view.facts.map(\.whole)
      self.deciding = deciding
      others = facts.filter { !deciding.contains($0) }
      let states = Set(view.facts.compactMap(\.access).map(\.state))
      let isTorn = (view.isAbsent && view.isFound) || states.count > 1
      contradicting = Set((isTorn ? deciding.map(\.id) : []) + view.contradictions.map(\.id))
    }
  }

  package var isFound: Bool { deciding.contains { $0.outcome == .found } }
  package var isAbsent: Bool { deciding.contains { $0.outcome == .absent } }
  package var asOf: Timestamp? { deciding.compactMap(\.asOf).max() }
}

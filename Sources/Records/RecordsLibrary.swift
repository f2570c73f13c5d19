package import Evidence

/// Records documents, ready to be looked up by registrable domain.
///
/// The four outcomes of a look-up stay apart: **found** and **absent** and **failed** are facts of
/// their own, and a view that does not cover the domain gives none.
package struct RecordsLibrary: Sendable {
  private var facts: [String: [RecordFact]] = [:]
  /// Complete views: what they do not name is absent from them.
  private var complete: [CompleteView] = []
  private var instances: [RecordsDocument.Instance] = []

  private struct CompleteView: Sendable {
    let absence: RecordFact
    let named: Set<String>
  }

  /// - Parameters:
  ///   - documents: The documents and the names to report errors under.
  ///   - registrable: The registrable domain of a name, in A-labels; `nil` for what is none.
  /// - Throws: ``RecordsError`` for a domain that is none.
  package init(
    _ documents: [(file: String, document: RecordsDocument)] = [],
    registrable: (String) -> String? = { $0 }
  ) throws(RecordsError) {
    for (file, document) in documents {
      for view in document.views ?? [] {
        try add(view) { (domain) throws(RecordsError) in
          guard let domain = registrable(domain) else {
            throw RecordsError(
              file: file, message: "'\(domain)' is no domain one can register",
              hint: "write it like example.cn")
          }
          return domain
        }
      }
      for entry in document.cdn ?? [] {
        guard let domain = registrable(entry.domain) else { continue }
        facts[domain, default: []].append(
          RecordFact(id: "", view: .cdn, provider: entry.provider, outcome: .found, cdn: entry))
      }
      instances += document.instances ?? []
    }
  }

  private mutating func add(
    _ view: RecordsDocument.View, registrable: (String) throws(RecordsError) -> String
  ) throws(RecordsError) {
    var named: Set<String> = []
    let blank = RecordFact(
      id: "", view: view.view == .registry ? .registry : .provider, provider: view.provider,
      source: view.source, asOf: view.asOf, outcome: .found)

    func add(_ domain: String, _ change: (inout RecordFact) -> Void) throws(RecordsError) {
      var fact = blank
      change(&fact)
      let key = try registrable(domain)
      // An order says that an application exists, not whether there is access.
      if fact.order == nil { named.insert(key) }
      facts[key, default: []].append(fact)
    }
    for filing in view.filings ?? [] {
      try add(filing.domain) { $0.filing = filing }
    }
    for access in view.access ?? [] {
      try add(access.domain) { $0.access = access }
    }
    for order in view.orders ?? [] {
      try add(order.domain) { $0.order = order }
    }
    for domain in view.absent ?? [] {
      try add(domain) { $0.outcome = .absent }
    }
    for failure in view.failed ?? [] {
      try add(failure.domain) {
        $0.outcome = .failed
        $0.reason = failure.reason
      }
    }
    if view.complete == true {
      var absence = blank
      absence.outcome = .absent
      complete.append(CompleteView(absence: absence, named: named))
    }
  }

  /// Everything the records say about a target.
  ///
  /// - Parameters:
  ///   - domain: Its registrable domain, in A-labels.
  ///   - addresses: The addresses it resolves to, to be found among the user's instances.
  /// - Returns: Facts with the ids `records.1` and so on, the newest views first.
  package func facts(for domain: String?, addresses: [IPAddress]) -> [RecordFact] {
    var found: [RecordFact] = []
    if let domain {
      found = facts[domain] ?? []
      found += complete.filter { !$0.named.contains(domain) }.map(\.absence)
      found.sort { ($0.asOf?.secondsSinceEpoch ?? .min) > ($1.asOf?.secondsSinceEpoch ?? .min) }
    }
    found += instanceFacts(addresses)
    for index in found.indices {
      found[index].id = "records.\(index + 1)"
    }
    return found
  }

  /// The instances that hold one of `addresses`; or, when none does, a few that do not.
  private func instanceFacts(_ addresses: [IPAddress]) -> [RecordFact] {
    guard !addresses.isEmpty else { return [] }
    let mine = instances.filter { !Set($0.addresses).isDisjoint(with: addresses) }
    let shown = mine.isEmpty ? Array(instances.prefix(4)) : mine
    return shown.map { instance in
      RecordFact(
        id: "", view: .instances, provider: instance.provider,
        outcome: mine.isEmpty ? .absent : .found, instance: instance)
    }
  }
}

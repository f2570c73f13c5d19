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
  ///   - providers: The ids of the providers that there are; `nil` takes any.
  ///   - registrable: The registrable domain of a name, in A-labels; `nil` for what is none.
  /// - Throws: ``RecordsError`` for a domain that is none and for an unknown provider.
  package init(
    _ documents: [(file: String, document: RecordsDocument)] = [],
    providers: [String]? = nil,
    registrable: @escaping (String) -> String? = { $0 }
  ) throws(RecordsError) {
    for (file, document) in documents {
      let words = RecordsWords(file: file, providers: providers, registrable: registrable)
      for (index, view) in (document.views ?? []).enumerated() {
        try add(view, at: JSONPlace(steps: [.key("views"), .index(index)]), words)
      }
      for (index, entry) in (document.cdn ?? []).enumerated() {
        try add(entry, at: JSONPlace(steps: [.key("cdn"), .index(index)]), words)
      }
      for (index, instance) in (document.instances ?? []).enumerated() {
        let place = JSONPlace(steps: [.key("instances"), .index(index), .key("provider")])
        var instance = instance
        instance.provider = try words.provider(instance.provider, at: place)
        instances.append(instance)
      }
    }
  }

  private mutating func add(
    _ entry: RecordsDocument.CDNDomain, at place: JSONPlace, _ words: RecordsWords
  ) throws(RecordsError) {
    var entry = entry
    // A CDN's console writes a wildcard as *.example.cn or .example.cn.
    for mark in ["*.", "."] where entry.domain.hasPrefix(mark) {
      entry.domain.removeFirst(mark.count)
      break
    }
    entry.provider = try words.provider(
      entry.provider, at: place.appending(.key("provider")))
    let domain = try words.domain(entry.domain, at: place.appending(.key("domain")))
    facts[domain, default: []].append(
      RecordFact(id: "", view: .cdn, provider: entry.provider, outcome: .found, cdn: entry))
  }

  private mutating func add(
    _ view: RecordsDocument.View, at place: JSONPlace, _ words: RecordsWords
  ) throws(RecordsError) {
    var named: Set<String> = []
    var provider = view.provider
    if let id = provider {
      provider = try words.provider(id, at: place.appending(.key("provider")))
    }
    let blank = RecordFact(
      id: "", view: view.view == .registry ? .registry : .provider, provider: provider,
      source: view.source, asOf: view.asOf, outcome: .found)

    func add(
      _ domain: String, _ list: String, _ index: Int, _ change: (inout RecordFact) -> Void
    ) throws(RecordsError) {
      var fact = blank
      change(&fact)
      let item = place.appending(.key(list)).appending(.index(index))
      let key = try words.domain(
        domain, at: list == "absent" ? item : item.appending(.key("domain")))
      // An order says that an application exists, not whether there is access.
      if fact.order == nil { named.insert(key) }
      facts[key, default: []].append(fact)
    }
    for (index, filing) in (view.filings ?? []).enumerated() {
      try add(filing.domain, "filings", index) { $0.filing = filing }
    }
    for (index, access) in (view.access ?? []).enumerated() {
      try add(access.domain, "access", index) { $0.access = access }
    }
    for (index, order) in (view.orders ?? []).enumerated() {
      try add(order.domain, "orders", index) { $0.order = order }
    }
    for (index, domain) in (view.absent ?? []).enumerated() {
      try add(domain, "absent", index) { $0.outcome = .absent }
    }
    for (index, failure) in (view.failed ?? []).enumerated() {
      try add(failure.domain, "failed", index) {
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

  /// Everything the documents say about a target.
  ///
  /// - Parameters:
  ///   - domain: Its registrable domain, in A-labels.
  ///   - addresses: The addresses it resolves to, to be found among the user's instances.
  /// - Returns: Facts with the ids `records.1` and so on, the newest views first.
  package func facts(for domain: String?, addresses: [IPAddress]) -> [RecordFact] {
    var told = RecordFacts()
    if let domain { tell(of: domain, to: &told) }
    return told.numbered(with: addresses.isEmpty ? [] : [instances(holding: addresses)])
  }
}

extension RecordsLibrary: RecordsSource {
  package func tell(of domain: String, to told: inout RecordFacts) {
    for fact in facts[domain] ?? [] { told.add(fact) }
    for view in complete where !view.named.contains(domain) { told.add(view.absence) }
  }

  package func instances(holding addresses: [IPAddress]) -> InstanceMatch {
    let held = instances.filter { !Set($0.addresses).isDisjoint(with: addresses) }
    return held.isEmpty
      ? .notHeld(Array(instances.prefix(InstanceMatch.examples))) : .held(held)
  }
}

package import Diagnosis
package import Evidence

/// What is known of many domains, a line each.
package struct RecordsTable {
  private let say: Words
  private var table: TextTable

  package init(_ language: Language) {
    say = Words(language)
    table = TextTable([
      (say("domain", "域名"), 40), (say("registry", "备案"), 44), (say("access", "接入"), 48),
      (say("orders", "订单"), 40), (say("as of", "截至"), 10),
    ])
  }

  /// - Returns: What can be printed now.
  package mutating func add(_ name: String, _ facts: [RecordFact]) -> String {
    let overview = RecordsOverview(facts)
    let access = overview.providers.compactMap { provider in
      overview.group(.access(provider: provider)).map {
        "\(say.provider(provider)): \(self.access($0))" as SafeText
      }
    }
    let orders = facts.filter { $0.order != nil }.map { fact in
      "\(outside: fact.order?.kind.rawValue ?? "")=\(outside: fact.order?.state.rawValue ?? "")"
        as SafeText
    }
    return table.add([
      SafeText(outside: name, limit: 100), overview.group(.registry).map(registry) ?? "-",
      access.isEmpty ? "-" : say.few(access, most: 3),
      orders.isEmpty ? "-" : say.few(orders, most: 2),
      facts.compactMap(\.asOf).max().map(say.day) ?? "-",
    ])
  }

  package mutating func finish() -> String { table.finish() }

  private func registry(_ group: RecordsOverview.Group) -> SafeText {
    let filing = group.deciding.compactMap(\.filing).first
    let words: SafeText =
      switch (group.isFound, group.isAbsent) {
      case (true, true): say("contradictory", "相互矛盾")
      case (false, true): say("no filing", "没有备案")
      case (false, false): say("look-up failed", "查询失败")
      case (true, false):
        filing?.siteNumber.map { SafeText(outside: $0, limit: 40) } ?? say("filed", "已备案")
      }
    return words
      + say.details([
        filing?.cancelledAt == nil ? nil : say("cancelled", "已注销"),
        filing?.restricted == true ? say("restricted", "限制接入") : nil,
        filing?.service.flatMap { $0 == .website ? nil : SafeText(outside: $0.rawValue) },
      ])
  }

  private func access(_ group: RecordsOverview.Group) -> SafeText {
    let states = Set(group.deciding.compactMap(\.access).map(\.state))
    guard let state = states.first, !group.isAbsent, states.count == 1 else {
      if !states.isEmpty { return say("contradictory", "相互矛盾") }
      return group.isAbsent ? say("none", "无") : say("look-up failed", "查询失败")
    }
    return switch state {
    case .active: say("active", "有效")
    case .pending: say("pending", "待生效")
    case .cancelled: say("cancelled", "已取消")
    }
  }
}

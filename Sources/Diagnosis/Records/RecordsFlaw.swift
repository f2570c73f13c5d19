package import Evidence

/// Something in the records that is wrong, missing or too old to rely on.
package struct RecordsFlaw: Hashable, Sendable {
  /// Stable public names.
  package enum Kind: String, CaseIterable, Sendable {
    /// The number is none that the registry gives.
    case wrongNumber = "wrong-number"
    /// The number's suffix belongs to another kind of service than the record says.
    case wrongService = "wrong-service"
    case filingWithoutAccess = "filing-without-access"
    case accessWithoutFiling = "access-without-filing"
    /// Under review for longer than reviews take, or approved without a date.
    case orderWithoutEnd = "order-without-end"
    case agedView = "aged-view"
    case contradiction
    case futureDate = "future-date"
    /// A line that names no domain one can register, or cannot be read at all.
    case unreadableLine = "unreadable-line"
  }

  package var kind: Kind
  /// The registrable domain, in A-labels; `nil` for a line of which it is not known.
  package var domain: String?
  package var text: Text
  /// Ids of the records behind it.
  package var records: [String]

  package init(_ kind: Kind, domain: String?, _ text: Text, records: [String] = []) {
    self.kind = kind
    self.domain = domain
    self.text = text
    self.records = records
  }

  /// What is wrong with the records of one domain.
  ///
  /// - Parameters:
  ///   - domain: Its registrable domain, in A-labels.
  ///   - facts: What a look-up of it gives, with ids.
  ///   - now: The clock that ages are counted by.
  /// - Returns: The flaws, by what they are about; none for sound records.
  package static func flaws(
    of domain: String, _ facts: [RecordFact], at now: Timestamp
  ) -> [RecordsFlaw] {
    let overview = RecordsOverview(facts)
    let clock = RecordClock(now: now, window: .standard)
    let found =
      facts.flatMap(numbers) + dates(facts, clock) + pairs(overview, clock)
      + facts.compactMap { order($0, clock) } + overview.groups.compactMap { aged($0, clock) }
      + overview.groups.compactMap(contradiction)
    return found.map { flaw in
      var flaw = flaw
      flaw.domain = domain
      return flaw
    }
  }

  // MARK: - Numbers

  private static func numbers(of fact: RecordFact) -> [RecordsFlaw] {
    guard let text = fact.filing?.siteNumber ?? fact.access?.siteNumber else { return [] }
    let shown = String(text.prefix(60))
    let number: FilingNumber
    do {
      number = try FilingNumber(text)
    } catch {
      let why = error.explanation
      return [
        RecordsFlaw(
          .wrongNumber, domain: nil,
          Text(en: "\(shown) is no filing number: \(why.en)", zh: "\(shown) 不是备案号：\(why.zh)"),
          records: [fact.id])
      ]
    }
    guard let service = fact.filing?.service, let own = number.service, own != service else {
      return []
    }
    return [
      RecordsFlaw(
        .wrongService, domain: nil,
        Text(
          en: "\(shown) is the number of a service of kind \(own.rawValue), and the record says "
            + service.rawValue,
          zh: "\(shown) 的后缀属于 \(own.rawValue)，而记录写的是 \(service.rawValue)"),
        records: [fact.id])
    ]
  }

  // MARK: - Dates

  private static func dates(_ facts: [RecordFact], _ clock: RecordClock) -> [RecordsFlaw] {
    facts.compactMap { fact in
      let moments = [
        fact.asOf, fact.filing?.approvedAt, fact.access?.since, fact.order?.submittedAt,
        fact.order?.approvedAt,
      ]
      guard let future = moments.compactMap(\.self).first(where: clock.isFuture) else {
        return nil
      }
      return RecordsFlaw(
        .futureDate, domain: nil,
        Text(en: "dated \(future.day), in the future", zh: "日期 \(future.day) 在未来"),
        records: [fact.id])
    }
  }

  private static func aged(
    _ group: RecordsOverview.Group, _ clock: RecordClock
  ) -> RecordsFlaw? {
    switch group.subject {
    case .registry, .access: break
    case .orders, .cdn: return nil
    }
    let most = group.isFound ? RecordClock.agedDays : RecordClock.staleDays
    guard let asOf = group.asOf, let age = clock.age(of: asOf), age > most * RecordClock.day else {
      return nil
    }
    let days = age / RecordClock.day
    return RecordsFlaw(
      .agedView, domain: nil,
      Text(
        en: "\(group.subject.label.en) is \(days) days old, and relied upon for \(most)",
        zh: "\(group.subject.label.zh)已有 \(days) 天，超过可采信的 \(most) 天"),
      records: group.deciding.map(\.id))
  }

  private static func order(_ fact: RecordFact, _ clock: RecordClock) -> RecordsFlaw? {
    guard let order = fact.order else { return nil }
    switch order.state {
    case .rejected, .draft: return nil
    case .approved:
      guard order.approvedAt == nil else { return nil }
      return RecordsFlaw(
        .orderWithoutEnd, domain: nil,
        Text(
          en: "an order (\(order.kind.rawValue)) is approved, not said when",
          zh: "订单（\(order.kind.rawValue)）已通过，但未写明时间"), records: [fact.id])
    case .providerReview, .authorityReview:
      let begun = order.submittedAt ?? fact.asOf
      guard let age = clock.age(of: begun), age > RecordClock.staleDays * RecordClock.day else {
        return nil
      }
      let days = age / RecordClock.day
      return RecordsFlaw(
        .orderWithoutEnd, domain: nil,
        Text(
          en: "an order (\(order.kind.rawValue)) has been under review for \(days) days; look "
            + "what became of it",
          zh: "订单（\(order.kind.rawValue)）审核已 \(days) 天，请核实结果"), records: [fact.id])
    }
  }

  // MARK: - What should stand beside each other

  private static func pairs(
    _ overview: RecordsOverview, _ clock: RecordClock
  ) -> [RecordsFlaw] {
    let registry = overview.group(.registry)
    let filing = (registry?.deciding ?? []).first { fact in
      fact.filing.map { $0.isWebsite && !$0.isCancelled(at: clock.now) } ?? false
    }
    let holders = overview.groups.filter { group in
      guard case .access = group.subject else { return false }
      return group.deciding.contains { $0.access.map { $0.state != .cancelled } ?? false }
    }
    if let filing, holders.isEmpty {
      let isDenied = !overview.providers.isEmpty
      return [
        RecordsFlaw(
          .filingWithoutAccess, domain: nil,
          isDenied
            ? Text(
              en: "filed, and no provider of the records gives it access",
              zh: "已备案，但记录中没有服务商为其接入")
            : Text(
              en: "filed, and nothing is known of its access at any provider",
              zh: "已备案，但没有任何服务商的接入记录"),
          records: [filing.id])
      ]
    }
    guard filing == nil else { return [] }
    let isAbsent = registry?.isAbsent == true
    return holders.map { group in
      RecordsFlaw(
        .accessWithoutFiling, domain: nil,
        isAbsent
          ? Text(
            en: "\(group.subject.label.en) shows access, and the registry has no filing",
            zh: "\(group.subject.label.zh)显示已接入，但备案系统查无备案")
          : Text(
            en: "\(group.subject.label.en) shows access, and no website filing is known",
            zh: "\(group.subject.label.zh)显示已接入，但没有网站备案记录"),
        records: group.deciding.map(\.id))
    }
  }

  private static func contradiction(_ group: RecordsOverview.Group) -> RecordsFlaw? {
    guard !group.contradicting.isEmpty else { return nil }
    return RecordsFlaw(
      .contradiction, domain: nil,
      Text(
        en: "\(group.subject.label.en) says one thing and another",
        zh: "\(group.subject.label.zh)前后说法不一"),
      records: group.contradicting.sorted())
  }
}

extension RecordsOverview.Subject {
  package var label: Text {
    switch self {
    case .registry: Text(en: "the registry's view", zh: "备案系统的记录")
    case .access(let provider), .orders(let provider):
      Text(
        en: "\(Providers.name(of: provider).en)'s view",
        zh: "\(Providers.name(of: provider).zh)的记录")
    case .cdn: Text(en: "the CDN's list", zh: "CDN 列表")
    }
  }
}

extension FilingNumber.Problem {
  /// What is wrong with it, and how it should be.
  package var explanation: Text {
    switch self {
    case .noNumber:
      Text(en: "it looks like 粤ICP备2026000001号-1", zh: "应形如 粤ICP备2026000001号-1")
    case .publicSecurity:
      Text(
        en: "it is of the public-security filing, which is another register",
        zh: "这是公安联网备案号，不是 ICP 备案号")
    case .provinceSign(let sign):
      Text(
        en: sign.map { "no province has the sign \($0)" } ?? "the province's sign is missing",
        zh: sign.map { "没有简称为“\($0)”的省份" } ?? "缺少省份简称")
    case .digitCount(let count):
      Text(en: "it has \(count) digits; 8 or 10 are right", zh: "有 \(count) 位数字，应为 8 或 10 位")
    case .trailingText: Text(en: "something stands behind it", zh: "后面有多余内容")
    }
  }
}

internal import Evidence

/// Two records that cannot both be so: shown as what they are, never averaged away.
struct RecordDispute: Hashable, Sendable {
  let one: RecordFact
  let other: RecordFact
  /// Whether the first counts because it is the newer one of the same kind of view.
  let isSettledByAge: Bool

  /// Both sides with who says so and as of when.
  var remark: Text {
    let (one, other) = (Self.claim(one), Self.claim(other))
    let (now, before) = (Self.speaker(self.one), Self.speaker(self.other))
    guard isSettledByAge else {
      return Text(
        en: "The records disagree: \(now.en) says \(one.en), but \(before.en) says \(other.en).",
        zh: "记录不一致：\(now.zh)显示\(one.zh)，而\(before.zh)显示\(other.zh)。")
    }
    return Text(
      en: "The records disagree: \(now.en) says \(one.en), an older record says \(other.en); "
        + "the newer one counts.",
      zh: "记录不一致：\(now.zh)显示\(one.zh)，较早的记录显示\(other.zh)；以较新者为准。")
  }

  private static func speaker(_ fact: RecordFact) -> Text {
    guard fact.view != .registry, let provider = fact.provider else {
      return Text(en: "the registry", zh: "备案系统")
    }
    return Providers.name(of: provider)
  }

  /// What a record says, with its source and its day.
  private static func claim(_ fact: RecordFact) -> Text {
    let day = fact.asOf?.day
    // Sources come with files, whose authors may write anything.
    let source = fact.source.map { String($0.prefix(60)) }
    let en = [source, day.map { "as of \($0)" }].compactMap(\.self).joined(separator: ", ")
    let zh = [source, day.map { "截至 \($0)" }].compactMap(\.self).joined(separator: "，")
    let words = words(fact)
    return Text(
      en: "“\(words.en)”" + (en.isEmpty ? "" : " (\(en))"),
      zh: "“\(words.zh)”" + (zh.isEmpty ? "" : "（\(zh)）"))
  }

  private static func words(_ fact: RecordFact) -> Text {
    if fact.outcome == .absent {
      return fact.view == .registry
        ? Text(en: "no filing", zh: "没有备案") : Text(en: "no access", zh: "没有接入")
    }
    if let filing = fact.filing {
      guard let end = filing.cancelledAt else { return Text(en: "filed", zh: "已备案") }
      return Listed(fact).isCancelled
        ? Text(en: "filing cancelled", zh: "备案已注销")
        : Text(en: "filed until \(end.day)", zh: "备案将于 \(end.day) 注销")
    }
    if let access = fact.access {
      switch access.state {
      case .active: return Text(en: "access active", zh: "接入有效")
      case .pending: return Text(en: "access pending", zh: "接入待生效")
      case .cancelled: return Text(en: "access cancelled", zh: "接入已取消")
      }
    }
    switch fact.order?.kind {
    case .cancelSite, .cancelEntity: return Text(en: "filing cancelled by order", zh: "注销备案已通过")
    case .cancelAccess: return Text(en: "access cancelled by order", zh: "取消接入已通过")
    case .change: return Text(en: "domain replaced", zh: "域名已变更替换")
    default: return Text(en: "order approved", zh: "备案订单已通过")
    }
  }
}

extension [RecordDispute] {
  /// The disputes within one kind of view.
  init(in view: DecidingView) {
    self = []
    // Two answers of the same time.
    if let one = view.facts.first,
      let rival = view.facts.first(where: {
        $0.outcome != one.outcome || $0.access?.state != one.access?.state
      })
    {
      append(RecordDispute(one: one.whole, other: rival.whole, isSettledByAge: false))
    }
    for older in view.contradictions.items {
      guard let newer = view.facts.first(where: { $0.disagrees(with: older) }) else { continue }
      append(RecordDispute(one: newer.whole, other: older.whole, isSettledByAge: true))
    }
  }

  /// The disputes between the registry, the provider's access and its orders.
  ///
  /// An order says what was decided, a later view what came of it.
  init(
    registry: Sign<RegistryFinding>, _ registryView: DecidingView,
    access: Sign<AccessFinding>, _ accessView: DecidingView, order: OrderReading
  ) {
    self = []
    // What was to be cancelled when the registry was asked may be so by now.
    var denial: Listed<RecordFact>? {
      registryView.facts.first { $0.stance == .absent || $0.filing?.cancelledAt != nil }
    }
    var filed: Listed<RecordFact>? { registryView.facts.first { $0.stance == .inForce } }
    var active: Listed<RecordFact>? { accessView.facts.first { $0.access?.state == .active } }
    func add(_ one: Listed<RecordFact>?, _ other: Listed<RecordFact>?) {
      guard let one, let other else { return }
      append(RecordDispute(one: one.whole, other: other.whole, isSettledByAge: false))
    }
    switch registry.value {
    case .absent where order.sign.value == .approvedLongAgo && access.value != .active:
      add(denial, order.fact)
    case .absent, .absentStale, .cancelled:
      if access.value == .active { add(denial, active) }
    default: break
    }
    guard let moment = order.order?.approvedAt ?? order.asOf else { return }
    var isActiveSince: Bool { (active?.asOf).map { $0 > moment } ?? false }
    switch order.sign.value {
    case .cancelFilingInForce, .replacedByChange:
      if isActiveSince { add(order.fact, active) }
      // The public query lags by up to a day (facts R-34).
      let isFiledSince =
        registryView.asOf.map { $0.seconds(since: moment) > RecordClock.day } ?? false
      if isFiledSince, registry.value.isWebsiteFiled { add(order.fact, filed) }
    case .cancelAccessInForce:
      if isActiveSince { add(order.fact, active) }
    default: break
    }
  }
}

extension Listed<RecordFact> {
  /// What a record says of the state of things, as far as others may deny it.
  fileprivate enum Stance {
    case inForce, ended, absent
  }

  /// An app's filing denies nothing, and what is pending is on its way.
  fileprivate var stance: Stance? {
    if self.outcome == .absent { return .absent }
    if let filing = self.filing {
      guard filing.isWebsite else { return nil }
      return isCancelled ? .ended : .inForce
    }
    switch self.access?.state {
    case .active: return .inForce
    case .cancelled: return .ended
    case .pending, nil: return nil
    }
  }

  /// What is to be cancelled later is in force.
  fileprivate var isCancelled: Bool {
    guard let cancelledAt = self.filing?.cancelledAt else { return false }
    return self.asOf.map { cancelledAt <= $0 } ?? true
  }

  /// When what it says began, where it says so.
  private var stanceSince: Timestamp? {
    self.filing.map { isCancelled ? $0.cancelledAt : $0.approvedAt } ?? self.access?.since
  }

  /// Whether another answer of the same kind of view denies this one.
  ///
  /// An older record that was made before the newer one's state began is not denied by it: things
  /// have come about since.
  func disagrees(with other: Listed<RecordFact>) -> Bool {
    guard let stance, let theirs = other.stance, stance != theirs else { return false }
    guard let since = stanceSince, let asOf = self.asOf, let then = other.asOf, then < asOf else {
      return true
    }
    return since < then
  }
}

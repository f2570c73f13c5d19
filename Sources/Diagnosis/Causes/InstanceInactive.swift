internal import Evidence

extension Cause {
  /// The inventory says that the instance is stopped, locked or expired, and nothing answers.
  static let instanceInactive = Cause(
    .instanceInactive, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .unreachable else { return .excluded }
      switch situation.instance {
      case .stopped: return .established(.confirmed, rule: "wire.unreachable-instance-stopped")
      case .lockedOrExpired:
        return .established(.confirmed, rule: "wire.unreachable-instance-locked")
      case .running, .notMine, .notCovered: return .excluded
      }
    },
    account: { subject in
      let instance = subject.instances.first
      let reason = Text.aside(instance?.locked)
      let id = instance?.id ?? ""
      return Account(
        Text(
          en:
            "The instance \(id) is stopped, expired or locked\(reason.en), and nothing answers at "
            + "its address.",
          zh: "实例 \(id) 已停止、到期或被锁定\(reason.zh)，其地址没有应答。"),
        because: subject.citations.wire + subject.citations.instance,
        remedy: [
          Verdict.Step(
            Text(
              en: "Start or renew the instance, or clear its lock in the provider's console.",
              zh: "在服务商控制台启动、续费实例，或解除锁定。"))
        ],
        sources: ["N-17", "D-61"])
    })
}

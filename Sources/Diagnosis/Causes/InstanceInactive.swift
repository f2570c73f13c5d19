internal import Evidence

extension Cause {
  /// The inventory says that the instance is stopped, locked or expired, and nothing answers.
  static let instanceInactive = Cause(
    .instanceInactive,
    title: Text(en: "instance not running", zh: "实例未运行"),
    meaning: Text(
      en: "Your instance is stopped, expired or locked, and nothing answers at its address.",
      zh: "您的实例已停止、到期或被锁定，其地址没有应答。"),
    status: .unreachable, example: "stopped.example",
    rules: [
      Rule(
        "wire.unreachable-instance-stopped", .confirmed,
        en: "Nothing answers, and your inventory says that the instance is stopped.",
        zh: "地址没有应答，且实例清单显示该实例已停止。",
        when: { $0.isUnreachable && $0.instance == .stopped }),
      Rule(
        "wire.unreachable-instance-locked", .confirmed,
        en: "Nothing answers, and your inventory says that the instance is locked or expired.",
        zh: "地址没有应答，且实例清单显示该实例被锁定或已到期。",
        when: { $0.isUnreachable && $0.instance == .lockedOrExpired }),
    ],
    excludedBy: Text(
      en: "An instance that runs, or any answer from its address.",
      zh: "实例运行中，或其地址有任何应答。"),
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

extension Rule {
  /// What names a verdict by how little was asked, and not by what was found: no situation has it.
  static let byAsking: [(rule: Rule, cause: Cause)] = [
    (stageOutside, .notRequired), (stageNext, .undetermined), (stopList, .undetermined),
  ]

  static let stageOutside = Rule(
    "stage.outside", .likely,
    en: "At the stage dns of a list, every address of the name is outside mainland China.",
    zh: "名单的 dns 阶段：域名的所有地址均在中国内地以外。", when: never)

  static let stageNext = Rule(
    "stage.next", .possible,
    en: "An early stage of a list (--stage) asked too little to tell: the next stage asks on.",
    zh: "名单的早期阶段（--stage）探测有限，不足以判定，由下一阶段继续。", when: never)

  static let stopList = Rule(
    "stop-list", .possible,
    en: "The user's stop list names the target or its address, so nothing was asked.",
    zh: "用户的停止名单列有该目标或其地址，因此未作探测。", when: never)

  @Sendable private static func never(_: Situation) -> Bool { false }
}

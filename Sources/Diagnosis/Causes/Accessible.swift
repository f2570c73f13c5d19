internal import Evidence

extension Cause {
  /// Reachable, and nothing in the evidence or the records against it.
  static let accessible = Cause(
    .accessible, status: .ok,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .open else { return .excluded }
      return .established(
        situation.filing == .settled ? .confirmed : .likely, rule: "open.nothing-against")
    },
    account: { subject in
      var remarks: [Text] = []
      if subject.situation.place.isMainland || subject.situation.place == .mixed {
        if subject.situation.filing == .unknown {
          remarks.append(
            Text(
              en: "No filing records were at hand: that it opens now does not prove that it is "
                + "filed.",
              zh: "未提供备案记录：目前能打开并不代表已备案。"))
        }
      } else if subject.situation.place == .unknown {
        remarks.append(
          Text(
            en: "Whether the address is in mainland China is not known.",
            zh: "无法确定该地址是否位于中国内地。"))
      }
      return Account(
        Text(en: "\(subject.name) opens.", zh: "\(subject.name) 可正常访问。"), remarks: remarks,
        because: subject.citations.wire + subject.citations.filing, sources: ["D-01", "N-20"])
    })
}

internal import Evidence

extension Cause {
  /// Every address is outside mainland China.
  static let notRequired = Cause(
    .notRequired, status: .ok,
    judge: { situation in
      switch (situation.reach, situation.wire, situation.place) {
      case (.overseasAddress, _, _):
        return .established(.confirmed, rule: "place.overseas-address")
      case (.resolved, .open, .outside), (.resolved, .open, .outsideCDN):
        return .established(.confirmed, rule: "place.outside")
      default: return .excluded
      }
    },
    account: { subject in
      Account(
        Text(
          en: "\(subject.name) is served from outside mainland China and needs no ICP filing.",
          zh: "\(subject.name) 由中国内地以外的服务器提供服务，无需 ICP 备案。"),
        because: subject.citations.place + subject.citations.wire, sources: ["D-03"])
    })
}

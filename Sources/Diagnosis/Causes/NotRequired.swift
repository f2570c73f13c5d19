internal import Evidence

extension Cause {
  /// Every address is outside mainland China.
  static let notRequired = Cause(
    .notRequired,
    title: Text(en: "no filing required", zh: "无需备案"),
    meaning: Text(
      en: "Every address is outside mainland China, so no filing is needed.",
      zh: "所有地址均在中国内地以外，无需备案。"),
    status: .ok, example: "not-required.example",
    rules: [
      Rule(
        "place.overseas-address", .confirmed,
        en: "The target is an address, and the tables place it outside mainland China.",
        zh: "目标为 IP 地址，且地址表显示位于中国内地以外。",
        when: { $0.reach == .overseasAddress }),
      Rule(
        "place.outside", .confirmed,
        en: "It opens, and every address is outside mainland China; Hong Kong, Macao and "
          + "Taiwan count as outside.",
        zh: "可以访问，且所有地址均在中国内地以外（含港澳台）。",
        when: {
          $0.reach == .resolved && $0.wire == .open
            && ($0.place == .outside || $0.place == .outsideCDN)
        }),
    ],
    excludedBy: Text(
      en: "Any address in the mainland or of unknown place.",
      zh: "任一地址位于内地，或所在地未知。"),
    account: { subject in
      Account(
        Text(
          en: "\(subject.name) is served from outside mainland China and needs no ICP filing.",
          zh: "\(subject.name) 由中国内地以外的服务器提供服务，无需 ICP 备案。"),
        because: subject.citations.place + subject.citations.wire, sources: ["D-03"])
    })
}

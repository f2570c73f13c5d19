internal import Evidence

extension Cause {
  /// A CDN edge in the mainland refuses, or is intercepted, because the domain is not filed.
  ///
  /// A CDN needs the filing alone, not access with the CDN's provider (facts P-44).
  static let cdnNotFiled = Cause(
    .cdnNotFiled,
    title: Text(en: "CDN: domain not filed", zh: "CDN：域名未备案"),
    meaning: Text(
      en: "A CDN edge in the mainland refuses the domain because it is not filed.",
      zh: "域名未备案，CDN 的内地节点因此拒绝。"),
    status: .blocked, example: "cdn-not-filed.example",
    rules: [
      Rule(
        "cdn.block-registry-absent", .asTheBlock,
        en: "A filing page from a CDN's mainland edge, and the registry has no filing.",
        zh: "CDN 内地节点返回备案阻断页，且备案系统查无备案。",
        when: { $0.isUnfiledAtCDN && $0.wire == .filingBlock }),
      Rule(
        "cdn.refusal-registry-absent", .likely,
        en: "A CDN's mainland edge refuses in other words, and the registry has no filing.",
        zh: "CDN 内地节点以其他方式拒绝，且备案系统查无备案。",
        when: { $0.isUnfiledAtCDN && $0.isRefusedAtCDN }),
    ],
    staysOpen: { situation in
      situation.reach == .resolved && situation.place == .mainlandCDN
        && situation.filing == .unknown
        && (situation.wire == .cdnRefusal || situation.wire == .cdnRefusesUnexplained)
    },
    excludedBy: Text(
      en: "A filing in the registry, or a CDN whose service area leaves the mainland out.",
      zh: "备案系统中有备案，或 CDN 加速区域不含中国内地。"),
    account: { subject in
      Account(
        Text(
          en: "\(subject.registrable) has no ICP filing, which a CDN with edges in the mainland "
            + "requires; the CDN refuses the name.",
          zh: "\(subject.registrable) 未备案，而在内地有节点的 CDN 要求备案，因此 CDN 拒绝了该域名。"),
        because: subject.citations.wire + subject.citations.registry,
        remedy: [
          Verdict.Step(
            Text(
              en: "File the domain, or limit the CDN's service area to outside the mainland.",
              zh: "办理备案，或将 CDN 的加速区域改为中国内地以外。"), url: subject.filingURL)
        ],
        sources: ["D-45"], sideEffects: [.acmeHTTP01Fails])
    },
    needs: { subject in
      Text(
        en: "the public MIIT query for \(subject.registrable)",
        zh: "工信部备案查询 \(subject.registrable) 的结果")
    })
}

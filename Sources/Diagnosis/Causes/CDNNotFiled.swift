internal import Evidence

extension Cause {
  /// A CDN edge in the mainland refuses, or is intercepted, because the domain is not filed.
  ///
  /// A CDN needs the filing alone, not access with the CDN's provider (facts P-44).
  static let cdnNotFiled = Cause(
    .cdnNotFiled, status: .blocked,
    judge: { situation in
      guard situation.reach == .resolved, situation.place == .mainlandCDN else { return .excluded }
      switch (situation.wire, situation.filing) {
      case (.filingBlock, .missing):
        return .established(.confirmed, rule: "cdn.block-registry-absent")
      case (.filingBlockLikely, .missing), (.cdnRefusal, .missing), (.serverRefuses, .missing),
        (.refusesUnexplained, .missing):
        return .established(.likely, rule: "cdn.refusal-registry-absent")
      default: return .excluded
      }
    },
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
    })
}

internal import Evidence

/// What an early stage of an audit (`--stage`) can say: never more than it saw.
///
/// What it settles stands as the whole examination would have it, as far as that goes; everything
/// else is undetermined and goes to the next stage.
extension Judgement {
  /// The judgement as far as its stage bears it.
  func asFarAsSeen() -> Judgement {
    guard let stage = observation.evidence.request.stage, stage < .full, !observation.isWithheld
    else { return self }
    let reach = Reach(target: findings.target, vantage: findings.vantage, dns: findings.dns)
    // Without an address to ask there is nothing that a later stage would add.
    guard reach == .resolved else { return self }
    var judgement = self
    switch stage {
    case .dns where findings.place == .outside || findings.place == .outsideCDN:
      judgement.verdict = needsNoFiling
    case .http where isPlainlyFine:
      judgement.verdict.certainty = min(verdict.certainty, .likely)
      judgement.verdict.remarks.append(
        Text(
          en: "Seen at the stage http: one plain request to each address; HTTPS was not asked.",
          zh: "此为 http 阶段的结论：每个地址仅探测一次明文 HTTP，未探测 HTTPS。"))
    default: judgement.verdict = asksOn(after: stage)
    }
    // What rests on a supposition says so at every stage.
    judgement.verdict.hypothetical = verdict.hypothetical
    return judgement
  }

  /// Whether every address that was asked answered as a site does.
  private var isPlainlyFine: Bool {
    let wires = Set(addresses.map(\.wire))
    return wires.contains(.open) && wires.isSubset(of: [.open, .notProbed])
      && [.accessible, .atRisk, .notRequired].contains(verdict.cause)
  }

  /// Every address is outside the mainland; whether anything answers there is another question.
  private var needsNoFiling: Verdict {
    let access = Filing(
      registry: findings.registry, access: findings.access, order: findings.order
    ).hasAccessHere
    // A site that should be in the mainland is none that needs no filing.
    guard !access, verdict.cause != .dnsElsewhere else { return asksOn(after: .dns) }
    return Verdict(
      cause: .notRequired, status: .ok, documented: false, certainty: .likely,
      rule: Rule.stageOutside.id,
      summary: Text(
        en: "\(name) resolves outside mainland China and needs no ICP filing; whether it opens was "
          + "not asked at the stage dns.",
        zh: "\(name) 解析到中国内地以外，无需 ICP 备案；dns 阶段未探测能否访问。"),
      because: addressIDs, sources: ["D-03"])
  }

  private func asksOn(after stage: Stage) -> Verdict {
    let next = stage == .dns ? Stage.http : .full
    let seen =
      stage == .dns
      ? Text(
        en:
          "\(name) resolves to \(addresses.count == 1 ? "an address" : "addresses") that may need "
          + "a filing; no web server was asked at the stage dns.",
        zh: "\(name) 解析到可能需要备案的地址；dns 阶段未探测网站。")
      : Text(
        en: "The first plain request to \(name) was not plainly answered by its site; nothing more "
          + "was asked at the stage http.",
        zh: "对 \(name) 的首次明文请求未得到网站的正常应答；http 阶段未作进一步探测。")
    let isOpen = verdict.cause == .undetermined || verdict.cause == .accessible
    return Verdict(
      cause: .undetermined, status: .undetermined, documented: false, certainty: .possible,
      rule: Rule.stageNext.id, summary: seen,
      because: stage == .dns || verdict.because.isEmpty ? addressIDs : verdict.because,
      alternatives: stage == .dns || isOpen
        ? []
        : [
          Verdict.Alternative(
            cause: verdict.cause, certainty: .possible,
            needs: Text(en: "the next stage", zh: "下一阶段的探测"))
        ],
      remedy: [
        Verdict.Step(
          Text(
            en: "Give this report to the next stage, which asks on: --stage \(next.rawValue).",
            zh: "将本报告交给下一阶段继续探测：--stage \(next.rawValue)。"))
      ])
  }

  private var name: String { observation.target.name }

  /// Of the places that the tables give for the addresses.
  private var addressIDs: [String] {
    let evidence = observation.evidence
    return addresses.compactMap { evidence.place(of: $0.address)?.id }
  }
}

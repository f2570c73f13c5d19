internal import Evidence

extension Cause {
  /// Documented cause 4: the name gives no usable address.
  static let dnsNotResolved = Cause(
    .dnsNotResolved,
    title: Text(en: "the name does not resolve", zh: "域名无法解析"),
    meaning: Text(
      en: "The name gives no usable address: no such name, no record, a hold, or name "
        + "servers that fail.",
      zh: "域名没有可用的解析：无此域名、无记录、被暂停解析，或 DNS 服务器故障。"),
    status: .unreachable, documentedAs: 4, example: "nowhere.example",
    rules: [
      Rule(
        "dns.no-usable-address", .confirmed,
        en: "The name servers say so, refuse, fail or keep silent, while others answer the "
          + "same resolver.",
        zh: "DNS 服务器明确否认、拒绝、出错或无应答，而同一解析服务器查询其他域名正常。",
        when: { $0.reach == .unresolved }),
      Rule(
        "dns.no-public-address", .likely,
        en: "It resolves to private or reserved addresses alone, perhaps only in this network.",
        zh: "仅解析到私有或保留地址，可能只在本网络如此。",
        when: { $0.reach == .unresolvedHere }),
    ],
    excludedBy: Text(en: "Any public address in the answers.", zh: "解析结果中有公网地址。"),
    account: { subject in
      let kind = UnresolvedKind(subject)
      let recheckAfter = Recheck.dns(subject)
      var remarks: [Text] = []
      switch subject.findings.registry {
      case .absent:
        remarks.append(
          Text(
            en: "It is not filed either: pointed at a mainland server, it would be blocked.",
            zh: "此外该域名未备案：即使解析到内地服务器也会被阻断。"))
      case .cancelled:
        remarks.append(Text(en: "Its filing is cancelled as well.", zh: "此外其备案已被注销。"))
      default: break
      }
      return Account(
        kind.summary, remarks: remarks, because: subject.citations.dns, remedy: kind.remedy,
        sources: kind.sources + (recheckAfter == nil ? [] : ["P-16"]),
        recheckAfter: recheckAfter)
    },
    exclusion: { subject in
      guard subject.situation.reach == .resolved, let address = subject.primary?.address else {
        return nil
      }
      return Text(en: "it resolves to \(address)", zh: "已解析到 \(address)")
    })
}

/// The kinds of unresolved names, whose fault each is, and what to do.
private struct UnresolvedKind {
  let summary: Text
  let remedy: [Verdict.Step]
  let sources: [String]

  init(_ subject: Case) {
    let name = subject.name
    let domain = subject.registrable
    switch subject.findings.dns {
    case .noSuchName:
      summary = Text(
        en: "\(name) does not exist: the zone of \(domain) answers, and has no such name.",
        zh: "\(name) 不存在：\(domain) 的解析正常，但没有这条主机记录。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Add an A record for \(name) that holds the server's public address, at the "
              + "domain's DNS provider.",
            zh: "在域名的 DNS 服务商处为 \(name) 添加指向服务器公网 IP 的 A 记录。"))
      ]
      sources = ["D-13"]
    case .notDelegated:
      summary = Text(
        en: "The registry does not know \(domain): it was never registered, has expired, or is on "
          + "hold.",
        zh: "注册局没有 \(domain) 的解析委派：未注册、已过期，或被暂停解析（hold）。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Look at the domain's state at the registrar: expiry, real-name verification, and "
              + "the states clientHold, serverHold, pendingDelete.",
            zh: "在注册商处查看域名状态：是否到期、是否实名，以及 clientHold、serverHold、pendingDelete。"))
      ]
      sources = ["D-13", "N-12"]
    case .held:
      summary = Text(
        en: "\(domain) is held: its delegation points to the registrar's servers for expired or "
          + "suspended domains.",
        zh: "\(domain) 已被暂停解析：其 DNS 服务器是注册商用于过期或停用域名的服务器。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Renew the domain, or clear the hold with the registrar.",
            zh: "续费域名，或联系注册商解除暂停。"))
      ]
      sources = ["D-13", "N-12"]
    case .aliasToNowhere:
      summary = Text(
        en: "\(name) is an alias (CNAME) that leads nowhere: its target does not exist, or the "
          + "aliases go in a circle.",
        zh: "\(name) 的 CNAME 指向了不存在的域名，或形成了循环。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Correct the CNAME record, or replace it by an A record.",
            zh: "修正该 CNAME 记录，或改为 A 记录。"))
      ]
      sources = ["D-13"]
    case .noAddress:
      summary = Text(
        en: "\(name) exists but gives no address.", zh: "\(name) 存在，但没有可用的地址记录。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Add an A record that holds the server's public address.",
            zh: "添加指向服务器公网 IP 的 A 记录。"))
      ]
      sources = ["D-13"]
    case .broken:
      summary = Text(
        en: "\(name) cannot be resolved: the name servers of \(domain) refuse, fail, or do not "
          + "hold the zone (a lame delegation), or the resolver itself refuses.",
        zh: "\(name) 无法解析：\(domain) 的 DNS 服务器拒绝应答、出错或并未加载该域名（委派错误），"
          + "或解析服务器自身拒绝。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Compare the name servers at the registrar with those of the DNS provider, and "
              + "that the zone exists there; check DNSSEC if it is on.",
            zh: "核对注册商处填写的 DNS 服务器与实际 DNS 服务商是否一致、区域是否存在；如启用 DNSSEC 请检查。"))
      ]
      sources = ["D-13"]
    case .nonPublic:
      summary = Text(
        en: "\(name) resolves only to addresses that are not on the public Internet.",
        zh: "\(name) 仅解析到非公网地址。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Put the server's public address into the A record; if this network answers "
              + "otherwise than the rest, ask another resolver: --resolver 223.5.5.5.",
            zh: "将 A 记录改为服务器的公网 IP；若仅本网络如此，请换用其他解析服务器：--resolver 223.5.5.5。"))
      ]
      sources = ["D-13"]
    case .silent, .resolved, .disagreeing, .notAsked:
      summary = Text(
        en: "The name servers of \(domain) do not answer at all.",
        zh: "\(domain) 的 DNS 服务器没有任何应答。")
      remedy = [
        Verdict.Step(
          Text(
            en: "Ask the DNS provider whether the servers are up, and check the delegation at the "
              + "registrar.",
            zh: "向 DNS 服务商确认服务器是否正常，并检查注册商处的 DNS 设置。"))
      ]
      sources = ["D-13"]
    }
  }
}

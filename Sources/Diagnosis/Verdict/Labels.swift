extension CauseID {
  /// The cause's name for people: a few words, no sentence.
  package var title: Text {
    switch self {
    case .notFiled: Text(en: "no ICP filing", zh: "未备案")
    case .notTransferred: Text(en: "filed elsewhere, no access here", zh: "已备案，未接入本服务商")
    case .notSynced: Text(en: "approved, not yet synced", zh: "备案已通过，数据未同步")
    case .dnsNotResolved: Text(en: "the name does not resolve", zh: "域名无法解析")
    case .dnsElsewhere: Text(en: "resolves to another server", zh: "域名解析到了别处")
    case .filingInReview: Text(en: "filing under review", zh: "备案审核中")
    case .domainReplaced: Text(en: "domain replaced by a change", zh: "域名已在变更备案中更换")
    case .filingCancelled: Text(en: "filing cancelled", zh: "备案已注销")
    case .accessRemoved: Text(en: "access removed", zh: "接入已取消")
    case .appFilingOnly: Text(en: "only an app is filed", zh: "仅有 App 备案")
    case .cdnNotFiled: Text(en: "CDN: domain not filed", zh: "CDN：域名未备案")
    case .blockedUndecided:
      Text(en: "blocked for its filing, which cause is open", zh: "因备案被阻断，原因待定")
    case .blockedDespiteFiling: Text(en: "blocked although filed", zh: "已备案仍被阻断")
    case .contentBlock: Text(en: "closed for its content", zh: "因内容被关停")
    case .ipOnly: Text(en: "bare address, no domain", zh: "仅 IP，无域名")
    case .atRisk: Text(en: "open now, may be blocked", zh: "目前可访问，有被阻断风险")
    case .notRequired: Text(en: "no filing required", zh: "无需备案")
    case .accessible: Text(en: "accessible", zh: "可正常访问")
    case .instanceInactive: Text(en: "instance not running", zh: "实例未运行")
    case .serverUnreachable: Text(en: "server does not answer", zh: "服务器无响应")
    case .serverRefuses: Text(en: "the web server itself refuses", zh: "网站服务器自身报错")
    case .waf: Text(en: "a web firewall refuses", zh: "被 Web 防火墙拦截")
    case .cdnRefusal: Text(en: "the CDN refuses", zh: "CDN 拒绝服务")
    case .certificate: Text(en: "certificate does not fit", zh: "证书有误")
    case .crossBorder: Text(en: "interference on the way abroad", zh: "跨境链路受干扰")
    case .vantageUnusable: Text(en: "this machine cannot see", zh: "本机无法判断")
    case .undetermined: Text(en: "cannot tell", zh: "无法判定")
    case .invalidTarget: Text(en: "not a domain, URL or address", zh: "不是域名、网址或 IP")
    }
  }
}

extension Status {
  package var label: Text {
    switch self {
    case .ok: Text(en: "OK", zh: "正常")
    case .atRisk: Text(en: "AT RISK", zh: "有风险")
    case .blocked: Text(en: "BLOCKED", zh: "被阻断")
    case .unreachable: Text(en: "UNREACHABLE", zh: "无法访问")
    case .undetermined: Text(en: "UNDETERMINED", zh: "无法判定")
    case .error: Text(en: "ERROR", zh: "输入有误")
    }
  }
}

extension Certainty {
  package var label: Text {
    switch self {
    case .possible: Text(en: "possible", zh: "可能")
    case .likely: Text(en: "likely", zh: "很可能")
    case .confirmed: Text(en: "confirmed", zh: "已确认")
    }
  }
}

extension SideEffect {
  package var label: Text {
    switch self {
    case .acmeHTTP01Fails:
      Text(
        en: "ACME HTTP-01 certificate issuance fails; DNS-01 still works",
        zh: "ACME HTTP-01 签发证书会失败，DNS-01 仍可用")
    case .cdnShows525:
      Text(en: "a foreign CDN in front shows 525", zh: "前置的境外 CDN 会显示 525")
    case .localhostLooksFine:
      Text(
        en: "tests on the server itself look fine, and its log may show 200",
        zh: "在服务器本机测试一切正常，访问日志也可能显示 200")
    case .otherPortsBlockedToo:
      Text(en: "other ports are blocked for the same name", zh: "同一域名换端口同样被阻断")
    }
  }
}

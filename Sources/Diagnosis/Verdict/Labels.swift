extension CauseID {
  /// The cause's name for people: a few words, no sentence.
  package var title: Text { Cause.cause(self).title }
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
        en: "tests on the server itself look fine; its log shows nothing, or a normal answer",
        zh: "在服务器本机测试一切正常，访问日志中没有记录，或显示已正常应答")
    case .otherPortsBlockedToo:
      Text(en: "other ports are blocked for the same name", zh: "同一域名换端口同样被阻断")
    }
  }
}

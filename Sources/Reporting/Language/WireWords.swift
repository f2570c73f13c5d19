package import Diagnosis

extension Words {
  /// What one address comes to, in a few words.
  package func wire(_ wire: Wire) -> SafeText {
    switch wire {
    case .filingBlock: self("blocked for its filing", "因备案被阻断")
    case .filingBlockLikely: self("most likely blocked for its filing", "很可能因备案被阻断")
    case .filingBlockPossible: self("possibly blocked for its filing", "可能因备案被阻断")
    case .contentBlock: self("closed for its content", "因内容被拦截")
    case .unattributedBlock: self("blocked without a reason", "被拦截，未说明原因")
    case .open: self("opens", "可访问")
    case .waf: self("refused by a web firewall", "被 Web 防火墙拦截")
    case .cdnRefusal: self("refused by the CDN", "被 CDN 拒绝")
    case .cdnRefusesUnexplained: self("refused by the CDN or the origin", "被 CDN 或源站拒绝")
    case .refusesUnexplained: self("refused, by whom is open", "被拒绝，来源不明")
    case .serverRefuses: self("the server answers with an error", "服务器返回错误")
    case .certificate: self("the certificate does not fit", "证书有误")
    case .unreachable: self("does not answer", "没有应答")
    case .interference: self("cut off on the way abroad", "跨境链路中断")
    case .unclear: self("cut off, for whom is open", "连接被切断，原因不明")
    case .leadsToBlock: self("leads to a blocked domain", "跳转到被阻断的域名")
    case .pathUnproven: self("no answer over IPv6", "IPv6 没有应答")
    case .notProbed: self("not asked", "未探测")
    }
  }
}

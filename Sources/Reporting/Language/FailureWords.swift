package import Evidence

extension Words {
  package func failure(_ failure: Failure) -> SafeText {
    switch failure {
    case .dnsNXDomain: self("no such name", "域名不存在")
    case .dnsNoData: self("no such record", "没有此类记录")
    case .dnsServFail: self("the server failed", "服务器解析失败")
    case .dnsRefused: self("the server refused", "服务器拒绝回答")
    case .dnsTimeout: self("no answer", "无应答")
    case .connectRefused: self("connection refused", "连接被拒绝")
    case .connectTimeout: self("no connection in time", "连接超时")
    case .connectUnreachable: self("unreachable", "网络不可达")
    case .reset: self("connection reset", "连接被重置")
    case .eof: self("closed before an answer", "未应答即关闭连接")
    case .timeout: self("connected, no answer in time", "已连接，应答超时")
    case .tlsAlert: self("TLS alert", "TLS 告警")
    case .tlsNotTLS: self("the answer is not TLS", "应答不是 TLS")
    case .certificate: self("certificate refused", "证书不被接受")
    case .httpMalformed: self("the answer is not HTTP", "应答不是 HTTP")
    case .tooLarge: self("the answer is too large", "应答过大")
    case .local: self("not asked: this machine was short of resources", "未探测：本机资源不足")
    }
  }

  package func area(_ area: Place.Area) -> SafeText {
    switch area {
    case .mainland: self("mainland China", "中国内地")
    case .hongKong: self("Hong Kong, China", "中国香港")
    case .macao: self("Macao, China", "中国澳门")
    case .taiwan: self("Taiwan, China", "中国台湾")
    case .elsewhere: self("outside China", "境外")
    case .unknown: self("place not known", "位置未知")
    }
  }
}

package import Evidence

extension Words {
  /// What came back to one HTTP request, and from where.
  package func line(_ exchange: HTTPExchange, endpoints: SafeText) -> SafeText {
    guard let status = exchange.status else {
      let reason = exchange.failure.map(failure) ?? self("nothing came", "没有应答")
      return self("\(reason) at \(endpoints)", "\(endpoints) \(reason)")
    }
    let answer: SafeText = "\(status)\(subject(of: exchange, status: status))"
    return self("\(answer) from \(endpoints)", "\(endpoints) 返回 \(answer)")
      + ending(of: exchange) + (exchange.notFollowed.flatMap(notFollowed) ?? "")
      + shown(by: exchange)
  }

  /// The filing numbers on the page.
  private func shown(by exchange: HTTPExchange) -> SafeText {
    guard let numbers = exchange.filingNumbers, !numbers.isEmpty else { return "" }
    let list = few(
      numbers.prefix(Limits.filingNumbers).map { SafeText(outside: $0, limit: 40) }, most: 2)
    return self(", showing \(list)", "，页面显示 \(list)")
  }

  /// Where a redirection leads, or what the page calls itself.
  private func subject(of exchange: HTTPExchange, status: Int) -> SafeText {
    if (300...399).contains(status), let location = exchange.header("Location") {
      return " → \(outside: location, limit: 100)"
    }
    if let title = exchange.title, !title.isEmpty {
      return " " + quoted(SafeText(outside: title, limit: 60))
    }
    return exchange.bodyBytes == 0 ? self(", empty,", "（空内容）") : ""
  }

  private func ending(of exchange: HTTPExchange) -> SafeText {
    if exchange.isResetAfterAnswer {
      return self(", then reset", "，随后重置连接")
    }
    return exchange.failure.map {
      self(", then \(self.failure($0))", "，随后\(self.failure($0))")
    } ?? ""
  }

  /// Why a redirect leads no further; `nil` where what it leads to is among the evidence.
  private func notFollowed(_ reason: HTTPExchange.NotFollowed) -> SafeText? {
    switch reason {
    case .alreadyAsked, .otherAddress: nil
    case .loop: self(", which leads in a circle", "，形成循环跳转")
    case .tooMany: self(", too many in a row to follow", "，连续跳转过多，不再跟随")
    case .otherScheme: self(", to what is no website", "，目标不是网站")
    case .malformed: self(", without a usable address", "，没有可用的跳转地址")
    case .unresolved: self(", to a name without an address", "，目标域名无法解析")
    case .nonPublic: self(", to an address that is not public", "，目标不是公网地址")
    case .stopList: self(", to an address on the stop list", "，目标地址在停止名单中")
    case .deadline: self(", with no time left to follow", "，已无时间跟随")
    case .budget: self(", not followed: enough was asked there", "，请求数已达上限，不再跟随")
    }
  }

  /// What came of one TLS handshake, and with whom.
  package func line(_ handshake: TLSHandshake, endpoints: SafeText) -> SafeText {
    if let version = handshake.version {
      return clauses([
        self(
          "\(outside: version, limit: 16) with \(endpoints)",
          "\(endpoints) 完成 \(outside: version, limit: 16) 握手"),
        handshake.certificate.map(certificate),
        handshake.failure.flatMap { $0 == .certificate ? nil : failure($0) },
      ])
    }
    let reason = failure(of: handshake)
    return self("\(reason) at \(endpoints)", "\(endpoints) \(reason)")
  }

  private func failure(of handshake: TLSHandshake) -> SafeText {
    switch handshake.failure {
    case .reset where handshake.connectMs != nil:
      self("reset after the ClientHello", "收到 ClientHello 后重置连接")
    case .eof where handshake.connectMs != nil:
      self("closed after the ClientHello", "收到 ClientHello 后关闭连接")
    case .timeout where handshake.connectMs != nil:
      self("no answer to the ClientHello", "对 ClientHello 没有应答")
    case .tlsAlert:
      failure(.tlsAlert) + (handshake.alert.map { "\u{A0}\($0)" } ?? "")
    case .some(let other):
      failure(other)
    case nil:
      self("no handshake", "没有握手")
    }
  }

  private func certificate(_ certificate: TLSHandshake.Certificate) -> SafeText {
    if !certificate.coversName {
      let names = few(certificate.names.map { SafeText(outside: $0) }, most: 3)
      return names.isEmpty
        ? self("certificate for no name", "证书不含任何域名")
        : self("certificate is for \(names)", "证书属于 \(names)")
    }
    if let problem = certificate.problem {
      return self("certificate: \(outside: problem)", "证书：\(outside: problem)")
    }
    if certificate.isTrusted == false {
      return self("certificate not trusted", "证书不受信任")
    }
    return certificate.notAfter.map {
      self("certificate fits until \(day($0))", "证书相符，有效期至 \(day($0))")
    } ?? self("certificate fits", "证书相符")
  }

  /// What was asked of the address, where that is not simply the target.
  func asked(_ exchange: HTTPExchange, target: String?) -> SafeText {
    guard exchange.purpose == .redirect else {
      return asked(exchange.purpose, as: exchange.host, target: target)
    }
    let url = SafeText(outside: exchange.host + exchange.path, limit: 100)
    return self("redirected to \(url): ", "跳转到 \(url)：")
  }

  /// Under which name and with which versions the address was asked, where that is not the usual.
  func asked(_ handshake: TLSHandshake, target: String?) -> SafeText {
    let versions = handshake.offered.map { version in
      self("\(outside: version, limit: 16) only: ", "仅用 \(outside: version, limit: 16)：")
    }
    return (versions ?? "") + asked(handshake.purpose, as: handshake.sni, target: target)
  }

  private func asked(_ purpose: ProbePurpose, as name: String?, target: String?) -> SafeText {
    switch purpose {
    case .controlAddress:
      self("by address: ", "以 IP 访问：")
    case .target where name == target:
      ""
    case .target, .controlName, .redirect:
      name.map { self("as \(outside: $0): ", "以 \(outside: $0) 访问：") }
        ?? self("without a name: ", "不带域名访问：")
    }
  }
}

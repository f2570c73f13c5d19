internal import Evidence

extension Words {
  /// Exchanges that came to the same as one line:
  /// `www.example.cn → a.example.net → 203.0.113.9 (A, TTL 600 s)`.
  func line(_ group: [DNSExchange], namingServers: Bool) -> SafeText {
    guard let exchange = group.first else { return "" }
    let types = list(group.map { SafeText(outside: $0.type, limit: 16) }.unique())
    let rest =
      exchange.extendedErrors.prefix(2).map(extendedError) + [
        namingServers ? servers(of: group) : nil,
        exchange.clientSubnet.map { self("for \(outside: $0)", "代表 \(outside: $0)") },
        exchange.isContested
          ? self("several different answers came", "收到多个不同的应答") : nil,
        exchange.ageS.map { age in
          let seconds = Int(age.rounded(.up))
          return self(
            "received \(seconds)\u{A0}s before, for another target",
            "\(seconds)\u{A0}秒前为另一目标查得")
        },
      ]
    guard let failure = exchange.failure else {
      return name(of: exchange) + " → " + answer(of: exchange)
        + details([types, timeToLive(of: group)] + rest)
    }
    return name(of: exchange) + " " + types + self(": ", "：") + self.failure(failure)
      + details([responseCode(of: exchange)] + rest)
  }

  private func name(of exchange: DNSExchange) -> SafeText {
    exchange.name == "." ? self("the root", "根区") : SafeText(outside: exchange.name, limit: 253)
  }

  /// The aliases in their order, then what the last one has; or the delegation.
  func answer(of exchange: DNSExchange) -> SafeText {
    var links: [SafeText] = []
    var name = exchange.name
    for alias in exchange.answers.prefix(Limits.aliases)
    where alias.type == "CNAME" && alias.name == name {
      name = alias.data
      links.append(SafeText(outside: name, limit: 253))
    }
    let data = exchange.answers.filter { $0.type != "CNAME" }
    let servers = exchange.authority.filter { $0.type == "NS" }
    if !data.isEmpty {
      links.append(few(data.map { SafeText(outside: $0.data) }, most: 4))
    } else if !servers.isEmpty {
      let names = few(servers.map { SafeText(outside: $0.data, limit: 253) }, most: 4)
      links.append(self("delegated to \(names)", "委派给 \(names)"))
    } else if links.isEmpty {
      links.append(exchange.name == "." ? self("answered", "有应答") : self("nothing", "空"))
    }
    return links.joined(separator: " → ")
  }

  /// The shortest, since it decides when the answer changes.
  private func timeToLive(of group: [DNSExchange]) -> SafeText? {
    group.flatMap(\.answers).map(\.ttlS).min().map { seconds in
      self("TTL\u{A0}\(seconds)\u{A0}s", "TTL\u{A0}\(seconds)\u{A0}秒")
    }
  }

  private func responseCode(of exchange: DNSExchange) -> SafeText? {
    exchange.rcode.flatMap { $0 == "NOERROR" ? nil : SafeText(outside: $0, limit: 16) }
  }

  private func extendedError(_ error: DNSExchange.ExtendedError) -> SafeText {
    let text = SafeText(outside: error.text, limit: 60)
    return "EDE\u{A0}\(error.code)" + (text.isEmpty ? "" : " " + quoted(text))
  }

  private func servers(of group: [DNSExchange]) -> SafeText {
    let names = group.map { exchange -> SafeText in
      let name = exchange.serverName.map { "\(outside: $0, limit: 253) " as SafeText } ?? ""
      return name + SafeText(outside: exchange.server)
    }
    let servers = few(names.unique(), most: 3)
    return switch group.first?.role {
    case .parent: self("parent zone, \(servers)", "上级区 \(servers)")
    case .authoritative: self("name server \(servers)", "权威服务器 \(servers)")
    case .resolver, .delegation, .control, .redirect, nil: self("asked \(servers)", "询问 \(servers)")
    }
  }
}

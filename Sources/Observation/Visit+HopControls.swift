internal import Engine
internal import Evidence

extension Visit {
  /// Asks what tells a hop that is cut off for its name from one whose address cuts everybody off.
  ///
  /// Control, target, as the plan does for the target's own name; and the page on port 80, which
  /// says whose doing it is where HTTPS is only reset (facts C-02).
  /// What another domain's hop does is that domain's affair.
  ///
  /// - Parameters:
  ///   - index: The hop among the exchanges.
  ///   - evidence: What was seen so far; the answers are added.
  ///   - shard: The loop to wait on.
  func compare(hop index: Int, in evidence: inout Evidence, on shard: isolated Shard) async {
    let exchange = evidence.http[index]
    guard exchange.status == nil, exchange.failure == .reset || exchange.failure == .eof else {
      return
    }
    let url = WebURL(exchange)
    guard url.address == nil, isOwn(url.host) else { return }
    let address = exchange.address
    var questions: [ProbeQuestion] = []
    if !evidence.hasControl(of: exchange) {
      questions.append(
        ProbeQuestion(
          purpose: .controlAddress, scheme: url.scheme, address: address, port: url.port,
          host: address.hostText))
    }
    if settings.samples > 1 {
      questions.append(hop(url, at: address))
    }
    if url.scheme == .https, url.port == 443 {
      let plain = WebURL(scheme: .http, host: url.host, port: 80, path: "/")
      let isAsked = evidence.http.contains { WebURL($0) == plain && $0.address == address }
      questions += isAsked ? [] : [hop(plain, at: address)]
    }
    for question in questions
    where MonotonicTime.now < deadline
      && evidence.requests(to: address) < Limits.requestsPerAddress
    {
      await ask(question, via: exchange.id, in: &evidence, on: shard)
    }
  }

  private func isOwn(_ host: String) -> Bool {
    guard let site = target.registrable else { return false }
    return host.isWithin(domain: site)
  }
}

extension Evidence {
  /// Whether the address was asked under no name, on the port of a hop.
  fileprivate func hasControl(of hop: HTTPExchange) -> Bool {
    let scheme = hop.scheme
    guard scheme == .https else {
      return http.contains {
        $0.purpose == .controlAddress && $0.scheme == scheme && $0.address == hop.address
          && $0.port == hop.port
      }
    }
    return tls.contains {
      $0.purpose == .controlAddress && $0.address == hop.address && $0.port == hop.port
        && $0.offered == nil
    }
  }
}

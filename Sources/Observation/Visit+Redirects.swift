internal import Engine
internal import Evidence
internal import Wire

extension Visit {
  /// Follows where the target's answers redirect to, hop by hop; each hop is evidence.
  ///
  /// One chain for each scheme, from the first of the addresses that redirects: they serve one
  /// site, and the requests that an address is sent are counted.
  ///
  /// - Parameters:
  ///   - addresses: The target's addresses, in their order.
  ///   - evidence: What was seen so far, numbered; the hops are added.
  ///   - shard: The loop to wait on.
  func followRedirects(
    from addresses: [IPAddress], in evidence: inout Evidence, on shard: isolated Shard
  ) async {
    var names: [String: [IPAddress]] = [:]
    for scheme in HTTPExchange.Scheme.allCases {
      var isFollowed = false
      for address in addresses {
        guard let start = redirect(scheme, at: address, in: evidence) else { continue }
        let exchange = evidence.http[start]
        if isFollowed {
          evidence.http[start].notFollowed = .otherAddress
        } else if exchange.via != nil || exchange.notFollowed != nil {
          // Part of the chain before.
          isFollowed = true
        } else {
          isFollowed = true
          await follow(from: start, in: &evidence, &names, on: shard)
        }
      }
    }
  }

  /// The first answer of an address over one scheme, where it is a redirect.
  private func redirect(
    _ scheme: HTTPExchange.Scheme, at address: IPAddress, in evidence: Evidence
  ) -> Int? {
    let port = target.port ?? Int(scheme.standardPort)
    let index = evidence.http.firstIndex {
      $0.address == address && $0.scheme == scheme && $0.port == port && $0.purpose == .target
        && $0.status != nil
    }
    guard let index else { return nil }
    let exchange = evidence.http[index]
    var trail = RedirectTrail(from: WebURL(exchange))
    return trail.next(after: exchange) == nil ? nil : index
  }

  private func follow(
    from start: Int, in evidence: inout Evidence, _ names: inout [String: [IPAddress]],
    on shard: isolated Shard
  ) async {
    var current = start
    var trail = RedirectTrail(from: WebURL(evidence.http[start]))
    while let next = trail.next(after: evidence.http[current]) {
      do throws(HTTPExchange.NotFollowed) {
        let url = try next.get()
        let address = try await address(
          of: url, after: evidence.http[current], in: &evidence, &names, on: shard)
        let host = url.host == target.ascii ? nil : url.host
        guard await !leave.granted([address], of: host, on: shard).isEmpty else { throw .stopList }
        if let asked = try admit(url, at: address, after: current, in: evidence) {
          // Asked before without being led there: the chain goes on from that answer.
          evidence.http[asked].via = evidence.http[current].id
          current = asked
        } else {
          await ask(url, at: address, after: current, in: &evidence, on: shard)
          current = evidence.http.count - 1
          await compare(hop: current, in: &evidence, on: shard)
        }
      } catch {
        evidence.http[current].notFollowed = error
        return
      }
    }
  }

  // MARK: One hop

  /// Whether a hop may be asked.
  ///
  /// - Returns: The same question, where it was asked of our own accord.
  private func admit(
    _ url: WebURL, at address: IPAddress, after current: Int, in evidence: Evidence
  ) throws(HTTPExchange.NotFollowed) -> Int? {
    let same = evidence.http.indices.filter {
      WebURL(evidence.http[$0]) == url && evidence.http[$0].address == address
    }
    if let asked = same.first(where: { evidence.http[$0].status != nil }) ?? same.first {
      guard evidence.http[asked].via == nil else { throw .alreadyAsked }
      return asked
    }
    let isHandshakeKnown = evidence.tls.contains {
      url.scheme == .https && $0.address == address && $0.port == Int(url.port)
        && $0.sni == url.host && $0.failure != nil && $0.offered == nil
    }
    guard !isHandshakeKnown else { throw .alreadyAsked }
    guard MonotonicTime.now < deadline else { throw .deadline }
    guard evidence.requests(to: address) < Limits.requestsPerAddress else { throw .budget }
    return nil
  }

  private func ask(
    _ url: WebURL, at address: IPAddress, after current: Int, in evidence: inout Evidence,
    on shard: isolated Shard
  ) async {
    await ask(
      hop(url, at: address), via: evidence.http[current].id, in: &evidence, on: shard)
    if evidence.place(of: address) == nil {
      var place = places.place(of: address)
      place.id = "place.\(evidence.places.count + 1)"
      evidence.places.append(place)
    }
  }

  /// Puts a question that a redirect gives rise to.
  func ask(
    _ question: ProbeQuestion, via exchange: String?, in evidence: inout Evidence,
    on shard: isolated Shard
  ) async {
    var finding = await prober.probe(
      question, as: WebProber.IDs(number: 1), until: deadline, on: shard)
    if question.purpose == .redirect {
      finding.http = finding.http ?? HTTPExchange(unansweredTo: question, finding.tls)
      finding.http?.via = exchange
    }
    evidence.add(finding)
  }

  func hop(_ url: WebURL, at address: IPAddress) -> ProbeQuestion {
    ProbeQuestion(
      purpose: .redirect, scheme: url.scheme, address: address, port: url.port, host: url.host,
      serverName: url.address == nil ? url.host : nil, path: url.path)
  }

  /// The address to ask for a URL: where the name is the same, the one that sent us there.
  private func address(
    of url: WebURL, after exchange: HTTPExchange, in evidence: inout Evidence,
    _ names: inout [String: [IPAddress]], on shard: isolated Shard
  ) async throws(HTTPExchange.NotFollowed) -> IPAddress {
    if url.host == WebURL(exchange).host { return exchange.address }
    if url.host == target.ascii, let own = evidence.places.first?.address { return own }
    var candidates = url.address.map { [$0] } ?? []
    if url.address == nil {
      guard MonotonicTime.now < deadline else { throw .deadline }
      candidates = await look(up: url.host, in: &evidence, &names, on: shard)
    }
    guard !candidates.isEmpty else { throw .unresolved }
    // A stranger's page must not make this machine knock at doors of its own network.
    let open = candidates.filter { isWorthAsking($0) }
    guard let first = open.first else { throw .nonPublic }
    return open.contains(exchange.address) ? exchange.address : first
  }

  /// The addresses of a name that a redirect leads to; each name is asked for once.
  private func look(
    up host: String, in evidence: inout Evidence, _ names: inout [String: [IPAddress]],
    on shard: isolated Shard
  ) async -> [IPAddress] {
    if let known = names[host] { return known }
    guard let name = DNSName(host) else { return [] }
    var found: [IPAddress] = []
    for type in settings.addressTypes where found.isEmpty {
      let lookup = Lookup(
        client: DNSClient(
          origin: origin, timeout: settings.timeout, portMap: settings.portMap),
        servers: settings.resolvers, name: name, type: type, clientSubnet: nil,
        deadline: deadline, role: .redirect)
      let result = await lookup.run(on: shard)
      for reply in result.replies {
        var reply = reply
        reply.collectLateAnswers()
        shard.shared { DNSTraffic() }.keep(reply)
        reply.exchange.id = "dns.\(evidence.dns.count + 1)"
        evidence.dns.append(reply.exchange)
      }
      found = Array(result.addresses.prefix(Limits.addresses))
    }
    names[host] = found
    return found
  }
}

extension HTTPExchange {
  /// A hop whose handshake failed: no request was sent.
  fileprivate init(unansweredTo question: ProbeQuestion, _ handshake: TLSHandshake?) {
    self.init(
      id: "", purpose: question.purpose, scheme: question.scheme, address: question.address,
      port: Int(question.port), host: question.hostField, path: question.path,
      startedMs: handshake?.startedMs ?? 0, durationMs: handshake?.durationMs ?? 0,
      connectMs: handshake?.connectMs, failure: handshake?.failure ?? .local)
  }
}

extension Evidence {
  /// How often an address was knocked at.
  func requests(to address: IPAddress) -> Int {
    http.count { $0.address == address && $0.scheme == .http }
      + tls.count { $0.address == address }
  }
}

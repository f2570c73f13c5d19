internal import Evidence

/// Where the answers of one address lead: what was seen behind their redirects.
struct Onward: Sendable {
  /// The chain behind each of the address's own answers, by that answer's id.
  private var chains: [String: [Listed<HTTPExchange>]] = [:]
  /// What was asked beside hops that sent no answer, by a chain's first answer.
  private var asides: [String: [Listed<HTTPExchange>]] = [:]
  private let site: String?

  /// - Parameters:
  ///   - starts: What the address answered under the target's name.
  ///   - exchanges: All exchanges, the hops among them.
  ///   - site: The registrable domain of the target.
  init(
    from starts: Selection<HTTPExchange>, in exchanges: Selection<HTTPExchange>, site: String?
  ) {
    self.site = site
    let hops = exchanges.filter { $0.via != nil }
    guard !hops.isEmpty else { return }
    let behind = Dictionary(grouping: hops.items) { $0.via }
    for start in starts.items {
      var chain: [Listed<HTTPExchange>] = []
      // A stored report may lead in a circle.
      var seen: Set<String> = [start.id]
      var last = start
      while last.status != nil, let next = behind[last.id]?.first, seen.insert(next.id).inserted {
        chain.append(next)
        last = next
      }
      // No answer leads nowhere: what cites it was asked to explain it.
      if last.status == nil, last.id != start.id {
        asides[start.id] = behind[last.id]
      }
      chains[start.id] = chain.isEmpty ? nil : chain
    }
  }

  /// The hops under the target's own domain: what they refuse is refused to the target's visitors.
  var ownHops: [Listed<HTTPExchange>] {
    (hops + Self.listed(asides)).filter { $0.purpose == .redirect && isOwn($0) }
  }

  /// A page of a block that another domain's visitors are shown.
  func foreignBlock(_ signatures: SignatureSet) -> Listed<HTTPExchange>? {
    hops.first { hop in
      guard !isOwn(hop), let signature = signatures.match(hop) else { return false }
      switch signature.proves {
      case .filingBlock, .contentBlock, .unattributedBlock: return true
      default: return false
      }
    }
  }

  /// The answer that a visitor who is led on gets in the end; where that is another domain's, the
  /// last of the target's own.
  func end(of exchange: Listed<HTTPExchange>) -> Listed<HTTPExchange> {
    chains[exchange.id]?.last(where: isOwn) ?? exchange
  }

  /// Whether the redirects go round in a circle, or on without end.
  ///
  /// Some sites do that to a client that keeps no cookies, and to no browser.
  func isEndless(from exchange: Listed<HTTPExchange>) -> Bool {
    let chain = chains[exchange.id] ?? []
    let end = (chain.last ?? exchange).notFollowed
    guard end == .loop || end == .tooMany else { return false }
    return !([exchange] + chain).contains { $0.header("Set-Cookie") != nil }
  }

  private var hops: [Listed<HTTPExchange>] { Self.listed(chains) }

  /// One after the other, in the same order every time.
  private static func listed(
    _ lists: [String: [Listed<HTTPExchange>]]
  ) -> [Listed<HTTPExchange>] {
    lists.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  private func isOwn(_ exchange: Listed<HTTPExchange>) -> Bool {
    guard let site else { return false }
    let name = exchange.host.lowercased().utf8.prefix { $0 != UInt8(ascii: ":") }
    return String(Substring(name)).isWithin(domain: site)
  }
}

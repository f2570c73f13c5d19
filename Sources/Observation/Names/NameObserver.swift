package import Engine
package import Evidence
package import Wire

/// Finds out what the DNS says about a name, and where it says nothing, at which step it stops.
///
/// Nothing is judged here: every question that was asked is evidence, whatever came of it.
package struct NameObserver: Sendable {
  package var client: DNSClient
  /// Whom to ask.
  package var resolvers: [NameServer]
  /// Whether all resolvers are asked, or each only when the one before gave nothing.
  package var comparesResolvers: Bool
  /// Networks to ask on behalf of, each apart (RFC 7871); none: nothing is said of a network.
  package var clientSubnets: [ClientSubnet]
  /// `A`, `AAAA` or both.
  package var types: [RecordType]

  package init(
    client: DNSClient, resolvers: [NameServer], comparesResolvers: Bool = false,
    clientSubnets: [ClientSubnet] = [], types: [RecordType] = [.a, .aaaa]
  ) {
    self.client = client
    self.resolvers = resolvers
    self.comparesResolvers = comparesResolvers
    self.clientSubnets = clientSubnets
    self.types = types
  }

  /// Asks for the addresses of `name` and has them explored as they come in.
  ///
  /// - Parameters:
  ///   - name: In A-labels.
  ///   - registrable: The registrable domain of `name`.
  ///   - deadline: When the whole diagnosis has to end.
  ///   - shard: The loop to wait on.
  ///   - explore: What to do with addresses. It runs while further questions are under way: first
  ///     with those of the first answer that has any, then with those that later answers add. No
  ///     address is given twice, and no more than ``Limits/addresses`` in all.
  /// - Returns: The exchanges, when all of them and all explorations have ended.
  package func observe<Found: Sendable>(
    _ name: String, registrable: String, until deadline: MonotonicTime, on shard: isolated Shard,
    exploring explore: @escaping @Sendable (isolated Shard, [IPAddress]) async -> Found
  ) async -> NameObservation<Found> {
    var observation = NameObservation<Found>()
    guard let asked = DNSName(name), let domain = DNSName(registrable) else { return observation }
    var replies = await withTaskGroup(of: Step<Found>.self) { group in
      for lookup in lookups(of: asked, until: deadline) {
        group.addTask { .lookedUp(await lookup.run(on: shard)) }
      }
      var replies: [DNSReply] = []
      for await step in group {
        switch step {
        case .lookedUp(let result):
          replies += result.replies
          let new = observation.add(result.addresses)
          if !new.isEmpty {
            group.addTask { .explored(await explore(shard, new)) }
          }
        case .explored(let found):
          observation.found.append(found)
        }
      }
      return replies
    }
    if observation.addresses.isEmpty {
      replies +=
        await inquiry(into: asked, of: domain, after: replies, until: deadline)?
        .run(on: shard) ?? []
    }
    observation.exchanges = Self.numbered(replies, sharedBy: shard.shared { DNSTraffic() })
    return observation
  }

  private enum Step<Found: Sendable>: Sendable {
    case lookedUp(Lookup.Result)
    case explored(Found)
  }

  private func lookups(of name: DNSName, until deadline: MonotonicTime) -> [Lookup] {
    let groups = comparesResolvers ? resolvers.map { [$0] } : [resolvers]
    let subnets: [ClientSubnet?] = clientSubnets.isEmpty ? [nil] : clientSubnets
    return groups.flatMap { servers in
      subnets.flatMap { subnet in
        types.map { type in
          Lookup(
            client: client, servers: servers, name: name, type: type, clientSubnet: subnet,
            deadline: deadline, isShareable: groups.count == 1 && subnets.count == 1)
        }
      }
    }
  }

  /// The further questions, put to the first resolver that gave any answer.
  private func inquiry(
    into name: DNSName, of domain: DNSName, after replies: [DNSReply],
    until deadline: MonotonicTime
  ) -> Inquiry? {
    let answering = replies.first { $0.message != nil }?.exchange.server
    let resolver =
      resolvers.first { $0.description(by: client.portMap) == answering } ?? resolvers.first
    guard let resolver else { return nil }
    return Inquiry(
      client: client, resolver: resolver, name: name, domain: domain,
      addressType: types.contains(.a) ? .a : .aaaa,
      failures: Set(replies.compactMap(\.exchange.failure)), deadline: deadline)
  }

  /// Closes the exchanges and names them in the order in which they began.
  private static func numbered(
    _ replies: [DNSReply], sharedBy traffic: DNSTraffic
  ) -> [DNSExchange] {
    replies.sorted { $0.startedAt < $1.startedAt }.enumerated().map { index, reply in
      var reply = reply
      reply.collectLateAnswers()
      traffic.keep(reply)
      reply.exchange.id = "dns.\(index + 1)"
      return reply.exchange
    }
  }
}

/// What the DNS said about a name, and what became of its addresses.
package struct NameObservation<Found: Sendable>: Sendable {
  /// The evidence, numbered `dns.1`, `dns.2` … in the order in which the questions were asked.
  package internal(set) var exchanges: [DNSExchange] = []
  /// The addresses, in the order in which they came.
  package internal(set) var addresses: [IPAddress] = []
  /// What each exploration gave, in the order in which they ended.
  package internal(set) var found: [Found] = []

  /// Takes addresses up.
  ///
  /// - Returns: Those that are new.
  mutating func add(_ more: [IPAddress]) -> [IPAddress] {
    let count = addresses.count
    for address in more where addresses.count < Limits.addresses && !addresses.contains(address) {
      addresses.append(address)
    }
    return Array(addresses[count...])
  }
}

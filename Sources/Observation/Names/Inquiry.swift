internal import Engine
internal import Evidence
internal import Wire

/// The questions that tell why a name gives no address, at most ``Inquiry/limit`` of them.
///
/// Does this machine reach the DNS at all; does the domain exist; whom does its registry name as its
/// name servers; what do those say?
struct Inquiry: Sendable {
  let client: DNSClient
  let resolver: NameServer
  let name: DNSName
  /// The registrable domain of ``name``.
  let domain: DNSName
  /// `A`, or `AAAA` where only IPv6 is to be used.
  let addressType: RecordType
  /// How the questions for the name itself failed.
  let failures: Set<Failure>
  let deadline: MonotonicTime

  /// Questions in all.
  static let limit = 12

  /// Servers of the parent zone that are asked; one answer is enough.
  private static let parentServers = 2

  /// Labels between the domain and its parent zone, at most: `co.jp` is a name inside the zone
  /// `jp`.
  private static let parentZones = 3

  func run(on shard: isolated Shard) async -> [DNSReply] {
    async let control = ask(DNSQuery(.root, .ns, as: .control, isShareable: true), on: shard)
    let existence = await domainExistence(on: shard)
    var replies = [await control] + existence
    let isReachable = replies[0].message != nil
    if isReachable, isSuspect(after: existence.first) {
      await walk(adding: &replies, on: shard)
    }
    return replies
  }

  /// Asks whether the domain exists, where only the name below it is known not to.
  private func domainExistence(on shard: isolated Shard) async -> [DNSReply] {
    guard failures.contains(.dnsNXDomain), name != domain else { return [] }
    return [await ask(DNSQuery(domain, .soa, as: .resolver, isShareable: true), on: shard)]
  }

  /// Whether the delegation may be at fault: not when the zone answers that there is nothing.
  private func isSuspect(after existence: DNSReply?) -> Bool {
    if let existence {
      return ![nil, .dnsNoData].contains(existence.exchange.failure)
    }
    return !failures.subtracting([.dnsNoData]).isEmpty
  }

  // MARK: From the parent zone down

  private func walk(adding replies: inout [DNSReply], on shard: isolated Shard) async {
    guard let parents = await parentServers(adding: &replies, on: shard) else { return }
    for parent in parents.names.prefix(Self.parentServers) {
      guard replies.count + 2 <= Self.limit,
        let address = await address(of: parent, glue: parents, adding: &replies, on: shard)
      else { continue }
      let query = DNSQuery(
        domain, .ns, as: .parent, serverName: parent.description, isShareable: true)
      let reply = await ask(query, of: address, on: shard)
      replies.append(reply)
      guard let message = reply.message else { continue }
      let delegation = Delegation(of: domain, in: message)
      if !delegation.names.isEmpty {
        await interrogate(delegation, adding: &replies, on: shard)
      }
      if message.responseCode == .noError || message.responseCode == .nameError { return }
    }
  }

  /// Asks for the servers of the nearest zone above the domain.
  private func parentServers(
    adding replies: inout [DNSReply], on shard: isolated Shard
  ) async -> Delegation? {
    var zone = domain.parent
    for _ in 0..<Self.parentZones {
      guard let candidate = zone else { return nil }
      let reply = await ask(DNSQuery(candidate, .ns, as: .delegation, isShareable: true), on: shard)
      replies.append(reply)
      guard let message = reply.message else { return nil }
      let servers = Delegation(of: candidate, in: message)
      if !servers.names.isEmpty { return servers }
      zone = candidate.parent
    }
    return nil
  }

  private func address(
    of server: DNSName, glue: Delegation, adding replies: inout [DNSReply],
    on shard: isolated Shard
  ) async -> NameServer? {
    if let address = glue.addresses[server] { return NameServer(address: address) }
    let reply = await ask(
      DNSQuery(server, addressType, as: .delegation, isShareable: true), on: shard)
    replies.append(reply)
    guard let message = reply.message else { return nil }
    return AliasChain(from: server, addressType, in: message.boundedAnswers).addresses.first
      .map { NameServer(address: $0) }
  }

  /// Asks the domain's own servers for the name, all at once.
  private func interrogate(
    _ delegation: Delegation, adding replies: inout [DNSReply], on shard: isolated Shard
  ) async {
    var left = Self.limit - replies.count
    replies += await withTaskGroup(of: [DNSReply].self) { group in
      for server in delegation.names.prefix(Limits.nameServers) {
        left -= delegation.addresses[server] == nil ? 2 : 1
        guard left >= 0 else { break }
        group.addTask {
          var replies: [DNSReply] = []
          if let address = await address(
            of: server, glue: delegation, adding: &replies, on: shard)
          {
            let query = DNSQuery(
              name, addressType, as: .authoritative, serverName: server.description)
            replies.append(await ask(query, of: address, on: shard))
          }
          return replies
        }
      }
      var replies: [DNSReply] = []
      for await more in group {
        replies += more
      }
      return replies
    }
  }

  private func ask(
    _ query: DNSQuery, of server: NameServer? = nil, on shard: isolated Shard
  ) async -> DNSReply {
    await client.ask(query, of: server ?? resolver, until: deadline, on: shard)
  }
}

/// The name servers of a zone as one answer names them.
struct Delegation {
  /// In the order of the answer.
  private(set) var names: [DNSName] = []
  /// Addresses that came along; IPv4 where there is one.
  private(set) var addresses: [DNSName: IPAddress] = [:]

  init(of zone: DNSName, in message: DNSMessage) {
    let records = message.boundedAnswers + message.boundedAuthority
    for record in records where record.type == .ns && record.name == zone {
      if case .name(let server) = record.data, !names.contains(server) {
        names.append(server)
      }
    }
    for record in message.additional.prefix(Limits.dnsRecords) where names.contains(record.name) {
      switch record.data {
      case .a(let octets):
        addresses[record.name] = IPAddress(octets: octets)
      case .aaaa(let octets) where addresses[record.name] == nil:
        addresses[record.name] = IPAddress(octets: octets)
      default: continue
      }
    }
  }
}

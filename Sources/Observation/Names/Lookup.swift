internal import Engine
internal import Evidence
internal import Wire

/// The search for the records of one type, aliases followed, at one resolver after the other.
struct Lookup: Sendable {
  let client: DNSClient
  let servers: [NameServer]
  let name: DNSName
  let type: RecordType
  let clientSubnet: ClientSubnet?
  let deadline: MonotonicTime
  /// Whose name it is: the target's, or one that a redirect leads to.
  var role = DNSExchange.Role.resolver
  /// Whether the answer about the name itself may be another target's; it is not where answers are
  /// compared.
  var isShareable = true

  struct Result: Sendable {
    var replies: [DNSReply] = []
    var addresses: [IPAddress] = []
  }

  /// Asks until a resolver knows the answer, even if the answer is that there is nothing.
  func run(on shard: isolated Shard) async -> Result {
    var result = Result()
    for server in servers {
      await ask(server, adding: &result, on: shard)
      switch result.replies.last?.exchange.failure {
      case nil, .dnsNXDomain, .dnsNoData: return result
      default: continue
      }
    }
    return result
  }

  /// Asks for the name, and on for the end of its aliases where the resolver leaves them open.
  private func ask(
    _ server: NameServer, adding result: inout Result, on shard: isolated Shard
  ) async {
    var next = name
    var asked: Set<DNSName> = []
    var aliases = 0
    while aliases <= Limits.aliases, asked.insert(next).inserted {
      let query = DNSQuery(
        next, type, as: role, clientSubnet: clientSubnet,
        isShareable: isShareable || next != name)
      let reply = await client.ask(query, of: server, until: deadline, on: shard)
      result.replies.append(reply)
      guard let message = reply.message, reply.exchange.failure == nil else { return }
      let chain = AliasChain(from: next, type, in: message.boundedAnswers)
      result.addresses = chain.addresses
      guard chain.records.isEmpty else { return }
      aliases += chain.length
      next = chain.end
    }
  }
}

internal import Evidence
internal import Wire

/// What the lab's name servers say; without a socket.
struct Answering: Sendable {
  /// What becomes of one question.
  enum Reaction: Sendable {
    case silence
    case reply(Reply)
  }

  struct Reply: Sendable {
    var message: DNSMessage
    /// Answers that a box on the path sends before the true one.
    var injected: [DNSMessage] = []
    var delayMilliseconds = 0
    /// Octets that the transport may carry.
    var limit = 0xFFFF
  }

  enum Transport: Sendable {
    case udp, tcp
  }

  let names: NameTable
  let zones: Zones

  init(_ scenario: Scenario, resolver: IPAddress) {
    names = scenario.names
    zones = Zones(scenario.names, resolver: resolver)
  }

  /// What `server` does with `query`.
  func react(to query: DNSMessage, over transport: Transport, at server: NameServer) -> Reaction {
    guard !query.isResponse, server.role != .silent else { return .silence }
    var message = DNSMessage(
      id: query.id, isResponse: true, opcode: query.opcode,
      recursionDesired: query.recursionDesired,
      recursionAvailable: server.role == .resolver, questions: query.questions)
    if let edns = query.edns {
      message.edns = EDNS(udpPayload: 1232)
      if edns.version > 0 {
        message.responseCode = .badVersion
        return .reply(Reply(message: message))
      }
    }
    guard query.opcode == 0 else {
      message.responseCode = .notImplemented
      return .reply(Reply(message: message))
    }
    guard query.questions.count == 1, let question = query.questions.first else {
      message.responseCode = .formatError
      return .reply(Reply(message: message))
    }
    guard question.class == 1, server.serves(question.name) else {
      message.responseCode = .refused
      return .reply(Reply(message: message))
    }
    var reply = Reply(message: message)
    if transport == .udp {
      reply.limit = query.edns.map { min(max(512, Int($0.udpPayload)), 1232) } ?? 512
    }
    return answer(question, in: query, over: transport, at: server, with: reply)
  }

  private func answer(
    _ question: Question, in query: DNSMessage, over transport: Transport, at server: NameServer,
    with reply: Reply
  ) -> Reaction {
    var reply = reply
    let zone = zones.zone(of: question.name)
    if zone.isDelegated, server.role == .resolver, !query.recursionDesired {
      reply.message.authority = zone.nsRecords
      reply.message.additional = zone.glue
      return .reply(reply)
    }
    reply.message.isAuthoritative = server.role == .authoritative || !query.recursionDesired
    if let entry = entry(of: question.name, at: server) {
      if entry.failure == .silent { return .silence }
      if entry.refusesEDNS, query.edns != nil {
        reply.message.edns = nil
        reply.message.responseCode = .formatError
        return .reply(reply)
      }
      reply.delayMilliseconds = entry.delayMilliseconds
      if let error = entry.extendedError {
        reply.message.edns?.options.append(error.option)
      }
      reply.injected = injections(entry, question, in: reply.message)
      if entry.isTruncated, transport == .udp {
        reply.message.isTruncated = true
        return .reply(reply)
      }
    }
    resolve(question, for: query.edns?.clientSubnet, at: server, into: &reply.message)
    return .reply(reply)
  }

  private func entry(of name: DNSName, at server: NameServer) -> NameEntry? {
    server.overrides.entry(of: name) ?? names.entry(of: name) ?? ownEntry(of: name)
  }

  /// The address of the lab's own name server.
  private func ownEntry(of name: DNSName) -> NameEntry? {
    guard name == zones.ownServer.name, let address = zones.ownServer.address,
      let block = IPPrefix(address.description)
    else { return nil }
    var entry = NameEntry()
    entry.v4 = block.first.family == .v4 ? [block] : []
    entry.v6 = block.first.family == .v6 ? [block] : []
    return entry
  }

  /// Follows aliases and fills in the answer, or says why there is none.
  private func resolve(
    _ question: Question, for subnet: ClientSubnet?, at server: NameServer,
    into message: inout DNSMessage
  ) {
    var name = question.name
    var seen: Set<DNSName> = []
    while seen.insert(name).inserted {
      guard let entry = entry(of: name, at: server) else {
        guard zones.exists(name) else {
          message.responseCode = .nameError
          message.authority = [zones.zone(of: name).soaRecord]
          return
        }
        return conclude(question.type, at: name, NameEntry(), into: &message)
      }
      if let code = entry.failure?.responseCode {
        message.responseCode = code
        message.authority = code == .nameError ? [zones.zone(of: name).soaRecord] : []
        return
      }
      let (view, scope) = entry.seen(from: subnet)
      if let subnet, !entry.subnets.isEmpty,
        let echo = ClientSubnet(
          address: subnet.address, sourcePrefix: Int(subnet.sourcePrefix), scopePrefix: scope)
      {
        message.edns?.options.append(echo.option)
      }
      guard let target = view.cname, question.type != .cname else {
        return conclude(question.type, at: name, view, into: &message)
      }
      message.answers.append(
        Record(name: name, type: .cname, ttl: view.ttl, data: .name(target)))
      name = target
      guard server.serves(name) else { return }
    }
    // A loop: resolvers give up on it.
    message.answers = []
    message.responseCode = .serverFailure
  }

  /// Adds what the last name of the chain holds, or the proof that it holds nothing.
  private func conclude(
    _ type: RecordType, at name: DNSName, _ entry: NameEntry, into message: inout DNSMessage
  ) {
    var found = entry.records(of: type, at: name)
    if type == .cname, let target = entry.cname {
      found = [Record(name: name, type: .cname, ttl: entry.ttl, data: .name(target))]
    }
    if let zone = zones.apex(name), type == .ns || type == .soa {
      found = type == .ns ? zone.nsRecords : [zone.soaRecord]
      message.additional += type == .ns ? zone.glue : []
    }
    if found.isEmpty {
      message.authority = [zones.zone(of: name).soaRecord]
    }
    message.answers += found
  }

  private func injections(
    _ entry: NameEntry, _ question: Question, in message: DNSMessage
  ) -> [DNSMessage] {
    entry.injected.compactMap { address in
      let record = address.record(named: question.name, ttl: entry.ttl)
      guard record.type == question.type else { return nil }
      var forged = message
      // Boxes on the path know nothing of EDNS.
      forged.edns = nil
      forged.answers = [record]
      return forged
    }
  }
}

extension NameServer {
  fileprivate func serves(_ name: DNSName) -> Bool {
    switch role {
    case .resolver: true
    case .authoritative: zones.contains(where: name.isWithin)
    case .lame, .silent: false
    }
  }
}

extension NameEntry.Failure {
  /// `nil` for silence.
  fileprivate var responseCode: ResponseCode? {
    switch self {
    case .nxdomain: .nameError
    case .servfail: .serverFailure
    case .refused: .refused
    case .formerr: .formatError
    case .notimp: .notImplemented
    case .silent: nil
    }
  }
}

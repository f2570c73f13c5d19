package import Engine
internal import Evidence
internal import Wire

/// Puts one question to one name server, over UDP and where that does not do over TCP.
package struct DNSClient: Sendable {
  /// The start of the diagnosis, which times in the evidence count from.
  package var origin: MonotonicTime
  /// Seconds that one question may take.
  package var timeout: Double
  /// Ports to use instead of standard ones.
  package var portMap: [UInt16: UInt16]

  /// Seconds until the question is sent again, the last time without EDNS: some boxes on the path
  /// swallow what they do not know.
  package var pauses = [0.4, 1.0]

  package init(origin: MonotonicTime, timeout: Double = 5, portMap: [UInt16: UInt16] = [:]) {
    self.origin = origin
    self.timeout = timeout
    self.portMap = portMap
  }

  /// Octets of a datagram that are received.
  ///
  /// We announce 1232, and some servers exceed what they are told; more than this is asked for
  /// over TCP.
  static let datagramLimit = 4096

  /// Datagrams that answer another question before UDP is given up: somebody is guessing ids.
  private static let strayLimit = 64

  /// Asks, and waits for the answer.
  ///
  /// - Parameters:
  ///   - query: The question.
  ///   - server: Whom to ask.
  ///   - deadline: When the whole diagnosis has to end.
  ///   - shard: The loop to wait on.
  /// - Returns: Always a reply: failing is evidence.
  package func ask(
    _ query: DNSQuery, of server: NameServer, until deadline: MonotonicTime,
    on shard: isolated Shard
  ) async -> DNSReply {
    let key = query.isShareable && query.clientSubnet == nil ? key(of: query, to: server) : nil
    let traffic = shard.shared { DNSTraffic() }
    if let key, let answer = traffic.answer(to: key, at: .now) {
      return DNSReply(sharing: answer, as: blank(query, server, at: .now), at: .now)
    }
    let port = server.port(by: portMap)
    guard await traffic.enter(server, port: port, until: deadline, on: shard) else {
      var exchange = blank(query, server, at: .now)
      exchange.failure = .local
      return DNSReply(exchange: exchange, startedAt: .now)
    }
    defer { traffic.leave(server, port: port, on: shard) }
    var reply = await exchange(query, with: server, until: deadline, on: shard)
    reply.key = key
    return reply
  }

  private func key(of query: DNSQuery, to server: NameServer) -> DNSTraffic.Key {
    DNSTraffic.Key(
      server: server, port: server.port(by: portMap), name: query.name, type: query.type,
      recursionDesired: query.recursionDesired)
  }

  /// The evidence of a question that nothing has come of yet.
  private func blank(
    _ query: DNSQuery, _ server: NameServer, at start: MonotonicTime
  ) -> DNSExchange {
    DNSExchange(
      id: "", role: query.role, server: server.description(by: portMap),
      serverName: query.serverName, transport: .udp, name: query.name.description,
      type: query.type.mnemonic, clientSubnet: query.clientSubnet?.description,
      startedMs: start.milliseconds(since: origin), durationMs: 0)
  }

  private func exchange(
    _ query: DNSQuery, with server: NameServer, until deadline: MonotonicTime,
    on shard: isolated Shard
  ) async -> DNSReply {
    let opening = await open(.udp, server, until: deadline, on: shard)
    // Only now: waiting for a descriptor is no fault of the server's.
    let start = MonotonicTime.now
    let limit = min(deadline, start.adding(seconds: timeout))
    var exchange = blank(query, server, at: start)
    var attempt = await overUDP(query, opening, until: limit, before: deadline, on: shard)
    if case .needsTCP = attempt.outcome {
      exchange.transport = .tcp
      let before = MonotonicTime.now
      let opening = await open(.tcp, server, until: deadline, on: shard)
      let wait = MonotonicTime.now.milliseconds(since: before) / 1000
      attempt = await overTCP(
        query, opening, withEDNS: attempt.hasEDNS,
        until: min(deadline, limit.adding(seconds: wait)), on: shard)
    }
    exchange.durationMs = MonotonicTime.now.milliseconds(since: start)
    if !attempt.hasEDNS {
      exchange.clientSubnet = nil
    }
    switch attempt.outcome {
    case .answer(let message, let late):
      return DNSReply(message, to: query, exchange: exchange, startedAt: start, late: late)
    case .failed(let failure):
      exchange.failure = failure
    case .needsTCP:
      // Octets over TCP that are no DNS message: the server is there, and broken.
      exchange.failure = .dnsServFail
    }
    return DNSReply(exchange: exchange, startedAt: start)
  }

  /// How far one transport came.
  private struct Attempt {
    var outcome: Outcome
    /// Whether the question sent last carried EDNS.
    var hasEDNS: Bool
  }

  private enum Outcome {
    case answer(DNSMessage, late: LateAnswers?)
    /// There is an answer, and UDP cannot carry it.
    case needsTCP
    case failed(Failure)
  }

  private func open(
    _ transport: DNSExchange.Transport, _ server: NameServer, until deadline: MonotonicTime,
    on shard: isolated Shard
  ) async -> Result<DNSSocket, SocketFailure> {
    do throws(SocketFailure) {
      return .success(
        try await DNSSocket.open(
          transport, to: server, port: server.port(by: portMap), until: deadline, on: shard))
    } catch {
      return .failure(error)
    }
  }

  // MARK: UDP

  private func overUDP(
    _ query: DNSQuery, _ opening: Result<DNSSocket, SocketFailure>, until limit: MonotonicTime,
    before deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Attempt {
    var limit = limit
    var question = query.message(withEDNS: true)
    var timesSent = 0
    var strays = 0
    func ended(_ outcome: Outcome) -> Attempt {
      Attempt(outcome: outcome, hasEDNS: question.edns != nil)
    }
    do throws(SocketFailure) {
      let socket = try opening.get()
      var mustSend = true
      var resendAt = limit
      while true {
        if mustSend {
          let before = MonotonicTime.now
          try await send(question, by: socket, until: deadline, on: shard)
          // Waiting for room in our own queue is no fault of the server's.
          limit = min(deadline, limit.adding(seconds: MonotonicTime.now.seconds(since: before)))
          mustSend = false
          resendAt =
            timesSent < pauses.count
            ? min(limit, .now.adding(seconds: pauses[timesSent])) : limit
          timesSent += 1
        }
        switch await shard.wait(for: socket.descriptor, .readable, until: resendAt) {
        case .stopped:
          return ended(.failed(.local))
        case .timedOut:
          guard resendAt < limit else { return ended(.failed(.dnsTimeout)) }
          mustSend = true
          if timesSent == pauses.count, query.clientSubnet == nil {
            question.edns = nil
          }
        case .ready:
          guard let octets = try socket.receive(limit: Self.datagramLimit) else { continue }
          switch Self.judge(octets, as: question) {
          case .stray:
            strays += 1
            if strays > Self.strayLimit { return ended(.needsTCP) }
          case .cut:
            return ended(.needsTCP)
          case .withoutEDNS:
            // With another id, so that a second refusal is not taken for the answer.
            question = query.message(withEDNS: false)
            mustSend = true
          case .answer(let message):
            let late = LateAnswers(
              socket: socket, query: question, first: message, timesSent: timesSent)
            return ended(.answer(message, late: late))
          }
        }
      }
    } catch {
      return ended(.failed(error.failure))
    }
  }

  /// Sends a datagram, and waits while this machine has no room for it.
  private func send(
    _ question: DNSMessage, by socket: DNSSocket, until deadline: MonotonicTime,
    on shard: isolated Shard
  ) async throws(SocketFailure) {
    var attempt = 0
    while true {
      do throws(SocketFailure) {
        if try socket.send(question.encoded()[...]) > 0 { return }
      } catch {
        guard error.isShortage else { throw error }
      }
      guard await shard.waitsOutShortage(&attempt, until: deadline) else {
        throw SocketFailure(failure: .local)
      }
    }
  }

  /// What a datagram is to the question that was asked.
  private enum Arrival {
    case answer(DNSMessage)
    /// The answer, or its beginning: the rest did not fit.
    case cut
    /// The server cannot read questions with EDNS (RFC 6891 section 7).
    case withoutEDNS
    /// Not the answer; perhaps somebody's guess.
    case stray
  }

  private static func judge(_ octets: [UInt8], as question: DNSMessage) -> Arrival {
    guard let message = try? DNSMessage(decoding: octets) else {
      let isOurs =
        octets.count >= 12 && octets[0] == question.id >> 8 && octets[1] == question.id & 0xFF
      return isOurs ? .cut : .stray
    }
    guard message.answers(question) else { return .stray }
    if message.isTruncated || octets.count == datagramLimit { return .cut }
    let refusals: [ResponseCode] = [.formatError, .notImplemented, .badVersion]
    if question.edns != nil, refusals.contains(message.responseCode) { return .withoutEDNS }
    return .answer(message)
  }

  // MARK: TCP

  private func overTCP(
    _ query: DNSQuery, _ opening: Result<DNSSocket, SocketFailure>, withEDNS: Bool,
    until limit: MonotonicTime, on shard: isolated Shard
  ) async -> Attempt {
    let question = query.message(withEDNS: withEDNS)
    let outcome: Outcome
    do throws(SocketFailure) {
      let stream = DNSStream(try opening.get())
      let octets = try await stream.exchange(question.encoded(), until: limit, on: shard)
      if let message = try? DNSMessage(decoding: octets), message.answers(question) {
        outcome = .answer(message, late: nil)
      } else {
        outcome = .needsTCP
      }
    } catch {
      outcome = .failed(error.failure)
    }
    return Attempt(outcome: outcome, hasEDNS: withEDNS)
  }
}

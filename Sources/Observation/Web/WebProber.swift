package import Engine
package import Evidence

/// Asks web servers and notes what came of it; follows nothing, judges nothing.
package struct WebProber: Sendable {
  /// Where to connect in place of a service's port (`--port-map`).
  package var portMap: [UInt16: UInt16]
  /// Seconds for a connection, its TLS handshake included.
  package var connectTimeout: Double
  /// Seconds for a whole exchange.
  package var totalTimeout: Double
  package var userAgent: String
  /// The start of the diagnosis, from which the evidence counts its time.
  package var start: MonotonicTime

  package init(
    portMap: [UInt16: UInt16] = [:], connectTimeout: Double, totalTimeout: Double,
    userAgent: String, start: MonotonicTime
  ) {
    self.portMap = portMap
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.userAgent = userAgent
    self.start = start
  }

  /// The ids under which a probe enters the evidence, such as `http.1` and `tls.1`.
  package struct IDs: Hashable, Sendable {
    package var http: String
    package var tls: String

    package init(number: Int) {
      http = "http.\(number)"
      tls = "tls.\(number)"
    }
  }

  /// What one probe adds to the evidence.
  package struct Finding: Hashable, Sendable {
    /// `nil` when TLS was asked for and nothing of HTTP was seen.
    package var http: HTTPExchange?
    /// `nil` for plain HTTP.
    package var tls: TLSHandshake?
  }

  /// Sends one request.
  ///
  /// - Parameters:
  ///   - question: Whom to ask, under which name.
  ///   - ids: The ids of what is found.
  ///   - deadline: When the whole diagnosis has to end.
  ///   - shard: The loop to wait on.
  ///   - onConnect: Told when the connection stands and the request is about to be sent.
  /// - Returns: What was seen, failures too.
  package func probe(
    _ question: ProbeQuestion, as ids: IDs, until deadline: MonotonicTime = .distantFuture,
    on shard: isolated Shard, onConnect: (@Sendable () -> Void)? = nil
  ) async -> Finding {
    var attempt = 0
    while true {
      // Every try has the whole time of the step: a shortage is no fault of the server's.
      let result = await shard.perform(
        request(for: question, until: deadline), onConnect: onConnect)
      if result.failure == .shortage, await shard.waitsOutShortage(&attempt, until: deadline) {
        continue
      }
      return Transcript(question: question, ids: ids, start: start, result: result).finding
    }
  }

  private func request(
    for question: ProbeQuestion, until deadline: MonotonicTime
  ) -> TransferRequest {
    let left = deadline == .distantFuture ? .infinity : max(0, deadline.seconds(since: .now))
    return TransferRequest(
      scheme: question.scheme == .http ? .http : .https, address: question.address.description,
      connectPort: Int(portMap[question.port] ?? question.port), host: question.hostField,
      path: question.path, serverName: question.serverName,
      connectTimeout: min(connectTimeout, left), totalTimeout: min(totalTimeout, left),
      headLimit: Limits.headerOctets, bodyLimit: Limits.bodyOctets, userAgent: userAgent,
      tlsVersions: question.offered?.range)
  }
}

extension OfferedTLS {
  fileprivate var range: ClosedRange<TransferRequest.TLSVersion> {
    switch self {
    case .v12: .v12 ... .v12
    case .v13: .v13 ... .v13
    }
  }
}

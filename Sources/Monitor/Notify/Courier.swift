package import Engine

/// Brings notices to those who are to be told, and says what became of each.
package struct Courier: Sendable {
  /// How patient it is within one run; what fails all the same waits for the next.
  package struct Manner: Sendable {
    package var attempts = 4
    /// Seconds before the second attempt; each further pause is twice as long, and none is
    /// shortened to less than its half by chance.
    package var firstPause = 1.0
    package var longestPause = 20.0
    /// Seconds for one request.
    package var timeout = 10.0
    package var userAgent: String

    package init(userAgent: String) {
      self.userAgent = userAgent
    }
  }

  private let manner: Manner
  private let secrets: SecretReader
  private let milliseconds: @Sendable () -> Int64

  /// - Parameters:
  ///   - manner: How patient it is.
  ///   - secrets: Where addresses and keys are read from, anew for each notice.
  ///   - milliseconds: The clock, since 1970-01-01T00:00:00Z; it is part of signatures.
  package init(
    _ manner: Manner, secrets: SecretReader, milliseconds: @escaping @Sendable () -> Int64
  ) {
    self.manner = manner
    self.secrets = secrets
    self.milliseconds = milliseconds
  }

  /// Delivers one notice, with as many attempts as there are.
  ///
  /// - Returns: What the service said, such as `HTTP 200, ok`.
  /// - Throws: ``NoticeFailure`` of the last attempt, in words that hold no secret.
  package func deliver(
    _ notice: Notice, to sink: NoticeSink, on shard: isolated Shard
  ) async throws(NoticeFailure) -> String {
    var failure = NoticeFailure("no attempt was made")
    for attempt in 1...max(1, manner.attempts) {
      var asked: Int?
      do {
        return try await attemptDelivery(of: notice, to: sink, on: shard, asksToWait: &asked)
      } catch {
        failure = error
      }
      guard !failure.isLasting, attempt < manner.attempts,
        let pause = pause(after: attempt, asked: asked),
        await shard.sleep(until: .now.adding(seconds: pause)) == .timedOut
      else { break }
    }
    throw failure
  }

  /// Seconds until the next attempt; `nil` when the service wants to be left alone for longer than
  /// a run may take.
  private func pause(after attempt: Int, asked: Int?) -> Double? {
    let doubled = manner.firstPause * Double(1 << min(attempt - 1, 20))
    let own = min(doubled, manner.longestPause) * Double.random(in: 0.5...1)
    guard let asked else { return own }
    return Double(asked) > manner.longestPause ? nil : max(own, Double(asked))
  }

  // MARK: One attempt

  private func attemptDelivery(
    of notice: Notice, to sink: NoticeSink, on shard: isolated Shard, asksToWait: inout Int?
  ) async throws(NoticeFailure) -> String {
    let address = try secrets.read(sink.url)
    var secret: Secret?
    if let source = sink.secret { secret = try secrets.read(source) }
    let filled = sink.form.filled(address.revealed, for: notice.target)
    guard let url = NoticeURL(filled) else {
      throw NoticeFailure(
        "the \(sink.url.description) holds no address of http or https", isLasting: true)
    }
    let letter = NoticeLetter(
      notice: notice, url: url, secret: secret, language: sink.language,
      sentAtMilliseconds: milliseconds())
    let request = try sink.form.type.request(letter)
    let redaction = Redaction(address: filled, url: request.url, secret: secret)
    do throws(NoticeFailure) {
      let answer = try await send(request, on: shard)
      asksToWait = answer.retryAfterSeconds
      return redaction.applied(to: try judge(answer, sink.form))
    } catch {
      throw NoticeFailure(
        "\(url.shown): \(redaction.applied(to: error.message))", isLasting: error.isLasting)
    }
  }

  private func judge(
    _ answer: NoticeAnswer, _ form: NoticeSink.Form
  ) throws(NoticeFailure) -> String {
    guard (200...299).contains(answer.status) else {
      // What is wrong with a request stays wrong; 408, 425 and 429 are about the moment.
      let isLasting =
        (300...499).contains(answer.status) && ![408, 425, 429].contains(answer.status)
      throw NoticeFailure("HTTP \(answer.status)", isLasting: isLasting)
    }
    let words = try form.type.reading(answer)
    return words.isEmpty ? "HTTP \(answer.status)" : "HTTP \(answer.status), \(words)"
  }

  /// Sends a request to the first address that takes a connection.
  private func send(
    _ request: NoticeRequest, on shard: isolated Shard
  ) async throws(NoticeFailure) -> NoticeAnswer {
    let url = request.url
    let addresses = await NameService.addresses(of: url.host)
    var failure = NoticeFailure("the name has no address")
    for address in addresses {
      var transfer = TransferRequest(
        scheme: url.isSecure ? .https : .http, address: address, connectPort: url.port,
        host: url.hostField, path: url.target, serverName: url.isNumeric ? nil : url.host,
        connectTimeout: manner.timeout, totalTimeout: manner.timeout, userAgent: manner.userAgent)
      transfer.body = request.body
      transfer.fields = request.fields.map { TransferRequest.Field($0.name, $0.value) }
      transfer.needsTrust = true
      let result = await shard.perform(transfer)
      guard let problem = result.failure else { return NoticeAnswer(result) }
      failure = NoticeFailure(problem)
      guard problem.isBeforeTheRequest else { break }
    }
    throw failure
  }
}

extension NoticeSink.Form {
  /// An address with the target in the place that is kept for it.
  fileprivate func filled(_ address: String, for target: String) -> String {
    guard let range = address.firstRange(of: "{target}") else { return address }
    let name = self == .gatus ? GatusForm.key(target) : target
    return address.replacingCharacters(in: range, with: NoticeURL.escaped(name))
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

extension NoticeAnswer {
  fileprivate init(_ result: TransferResult) {
    let lines = result.head.split(separator: UInt8(ascii: "\n"))
      .map { String(decoding: $0, as: UTF8.self).filter { $0 != "\r" } }
    let words = lines.first?.split(separator: " ") ?? []
    let field = lines.first { $0.lowercased().hasPrefix("retry-after:") }
    self.init(
      status: words.count > 1 ? Int(words[1]) ?? 0 : 0, body: result.body,
      retryAfterSeconds: field.flatMap { Int($0.dropFirst(12).filter { $0 != " " }) })
  }
}

extension NoticeFailure {
  fileprivate init(_ failure: TransferFailure) {
    switch failure {
    case .connectRefused: self.init("the connection was refused")
    case .connectTimeout: self.init("no connection in time")
    case .connectUnreachable: self.init("the address cannot be reached")
    case .reset: self.init("the connection was reset")
    case .eof: self.init("the connection was closed before the answer")
    case .timeout: self.init("no answer in time")
    case .tlsAlert, .tlsNotTLS: self.init("the TLS handshake failed")
    case .httpMalformed: self.init("the answer is not HTTP")
    case .tooLarge: self.init("the answer is too large")
    case .shortage: self.init("this machine has no socket left")
    case .local(let words): self.init(words)
    }
  }
}

extension TransferFailure {
  /// Whether the server cannot have seen the request, so that another address may be tried.
  fileprivate var isBeforeTheRequest: Bool {
    switch self {
    case .connectRefused, .connectTimeout, .connectUnreachable: true
    default: false
    }
  }
}

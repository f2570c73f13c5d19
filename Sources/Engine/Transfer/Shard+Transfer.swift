extension Shard {
  /// Sends one request and waits for the end of the answer, of the connection or of the time.
  ///
  /// - Parameters:
  ///   - request: What to send.
  ///   - onConnect: Told when the connection stands, TLS included, before the request is sent. It
  ///     must not wait.
  /// - Returns: What came of it.
  package func perform(
    _ request: TransferRequest, onConnect: (@Sendable () -> Void)? = nil
  ) async -> TransferResult {
    guard !isStopping else { return TransferResult(refused: .local("the loop has stopped")) }
    if let flaw = request.flaw ?? TransferLibrary.flaw {
      return TransferResult(refused: .local(flaw))
    }
    let driver = driver
    return await unsafe withUnsafeContinuation { continuation in
      unsafe driver.start(request, onConnect, continuation, on: self)
    }
  }

  /// Loads what the first transfer needs, some milliseconds of work, once what is queued has been
  /// sent: while an answer is under way the loop has nothing else to do.
  package func prepareTransfers() async {
    guard transfers == nil else { return }
    _ = await sleep(until: .now)
    guard TransferLibrary.flaw == nil else { return }
    _ = driver.trustStore
    driver.sharedContext.prepare()
  }

  private var driver: CurlMulti {
    let driver = transfers ?? CurlMulti(trust: trust)
    transfers = driver
    return driver
  }
}

internal import Engine
internal import Evidence
internal import Glibc
internal import Wire

/// One port of one site: whatever is in front of it, and the site itself.
struct WebPort: Sendable {
  let address: IPAddress
  var endpoint: Endpoint
  /// `nil` on the port without TLS.
  var tls: TLSContext?
  var isTLSPort: Bool
  var response: Response
  let gateway: Gateway?
  let log: LabLog
  /// How long a client may take for a head or a handshake.
  let patience: Double

  /// How long a silent site keeps a client waiting, in seconds; longer than any client should.
  private static let silence = 120.0
  private static let requestsPerConnection = 10_000

  private var deadline: MonotonicTime { .now.adding(seconds: patience) }

  /// Another port of the same site without TLS.
  func with(_ endpoint: Endpoint) -> WebPort {
    var port = self
    port.endpoint = endpoint
    return port
  }

  /// The TLS port of the same site, which may say something else.
  func with(_ endpoint: Endpoint, tls: TLSContext?, response: Response?) -> WebPort {
    var port = with(endpoint)
    port.response = response ?? self.response
    port.tls = tls
    port.isTLSPort = true
    return port
  }

  func serve(_ socket: Socket, on shard: isolated Shard) async {
    log.countConnection(to: address)
    guard isTLSPort, endpoint != .plain else {
      return await serveHTTP(over: socket, beneath: socket, on: shard)
    }
    var received: [UInt8] = []
    let deadline = deadline
    var reading = ClientHello.Reading.needMore
    // A hello of 64 KiB is refused by its length, so this ends.
    while reading == .needMore,
      await socket.receive(into: &received, until: deadline, on: shard) == .octets
    {
      reading = ClientHello.read(received)
    }
    guard case .hello(let hello) = reading else {
      if reading == .notTLS {
        log.add(event(.junk, name: "", isBlocked: false))
        await socket.send(Response.plainHTTP, until: deadline, on: shard)
        await socket.closeGently(until: .now.adding(seconds: 1), on: shard)
      }
      return
    }
    await serveTLS(hello, received, over: socket, on: shard)
  }

  // MARK: TLS

  private func serveTLS(
    _ hello: ClientHello, _ received: [UInt8], over socket: Socket, on shard: isolated Shard
  ) async {
    let name = hello.serverName?.lowercased() ?? ""
    var action = Gateway.TLSAction.pass
    if let gateway, gateway.blocks(name),
      !isClean("tls \(name)", gateway.cleanFirstTLS, gateway.every)
    {
      action = gateway.tls == .resetTLS12Only && hello.offersTLS13 ? .pass : gateway.tls
    }
    log.add(event(.tls, name: name, isBlocked: action != .pass))
    switch action {
    case .pass: break
    case .reset, .resetTLS12Only: return socket.resetOnClose()
    case .eof: return
    case .plaintext:
      let page = gateway?.page.octets(host: name) ?? []
      await socket.send(page, until: deadline, on: shard)
      return
    }
    switch endpoint {
    case .serve:
      guard let tls, let stream = TLSStream(tls, over: socket, received: received),
        await stream.handshake(until: deadline, on: shard)
      else { return }
      await serveHTTP(over: stream, beneath: socket, on: shard)
      await stream.end(until: deadline, on: shard)
    case .alert:
      // handshake_failure, fatal (RFC 8446 section 6).
      await socket.send([21, 3, 3, 0, 2, 2, 40], until: deadline, on: shard)
    default:
      await misbehave(over: socket, beneath: socket, on: shard)
    }
  }

  // MARK: HTTP

  private func serveHTTP(
    over stream: some ByteStream, beneath socket: Socket, on shard: isolated Shard
  ) async {
    var received: [UInt8] = []
    for number in 1...Self.requestsPerConnection {
      guard var request = await nextRequest(&received, over: stream, beneath: socket, on: shard)
      else { return }
      request.keepsAlive = request.keepsAlive && number < Self.requestsPerConnection
      let isBlocked = blocks(request)
      log.add(
        event(
          .http(method: request.method, path: request.path, overTLS: tls != nil),
          name: request.host, isBlocked: isBlocked))
      if isBlocked {
        return await block(request, over: socket, on: shard)
      }
      guard endpoint == .serve || endpoint == .plain else {
        return await misbehave(over: stream, beneath: socket, on: shard)
      }
      let response = response.response(for: request)
      if response.latencyMilliseconds > 0 {
        let end = MonotonicTime.now.adding(seconds: Double(response.latencyMilliseconds) / 1_000)
        guard await shard.sleep(until: end) == .timedOut else { return }
      }
      guard await stream.send(response.octets(for: request), until: deadline, on: shard),
        request.keepsAlive
      else { return }
    }
  }

  /// The next request of the connection, taken out of `received`; `nil` ends the connection.
  private func nextRequest(
    _ received: inout [UInt8], over stream: some ByteStream, beneath socket: Socket,
    on shard: isolated Shard
  ) async -> HTTPRequest? {
    // For the whole head: a client that sends an octet now and then gains nothing.
    let deadline = deadline
    while true {
      switch HTTPRequest.read(received) {
      case .request(let request):
        received.removeFirst(request.length)
        return request
      case .needMore:
        guard await stream.receive(into: &received, until: deadline, on: shard) == .octets else {
          return nil
        }
      case .malformed, .tooLong:
        let isLong = received.count >= HTTPRequest.headLimit
        log.add(event(.junk, name: "", isBlocked: false))
        await stream.send(
          isLong ? Response.tooLong : Response.malformed, until: deadline, on: shard)
        await socket.closeGently(until: .now.adding(seconds: 1), on: shard)
        return nil
      }
    }
  }

  private func blocks(_ request: HTTPRequest) -> Bool {
    // Within TLS no gateway sees a request.
    guard let gateway, !isTLSPort || endpoint == .plain, gateway.http != .pass,
      gateway.blocks(request.host), !(gateway.passesHEAD && request.method == "HEAD")
    else { return false }
    return !isClean("http \(request.host)", gateway.cleanFirst, gateway.every)
  }

  private func block(
    _ request: HTTPRequest, over socket: Socket, on shard: isolated Shard
  ) async {
    guard let gateway else { return }
    if gateway.http != .reset {
      let page = gateway.page.octets(host: request.host)
      // To a HEAD request the box sends the head of the same page.
      let body = request.method == "HEAD" ? gateway.page.body(host: request.host).count : 0
      await socket.send(Array(page.dropLast(body)), until: deadline, on: shard)
    }
    if gateway.http != .page {
      return socket.resetOnClose()
    }
    // The redirect has no length and says keep-alive: the client is left to wait.
    if gateway.page == .tencent || gateway.page == .tencentOld {
      await holdOpen(socket, on: shard)
    }
  }

  // MARK: Common

  /// Whether this visit about a blocked name is one of those that pass: the first ones, and then
  /// all but every nth.
  private func isClean(
    _ visit: @autoclosure () -> String, _ allowance: Int, _ every: Int
  ) -> Bool {
    guard allowance > 0 || every > 1 else { return false }
    let number = log.visit("\(address) \(visit())") - allowance
    return number < 0 || (number + 1) % every != 0
  }

  private func misbehave(
    over stream: some ByteStream, beneath socket: Socket, on shard: isolated Shard
  ) async {
    switch endpoint {
    case .reset: socket.resetOnClose()
    case .garbage:
      await stream.send(Array("SSH-2.0-OpenSSH_9.2p1\r\n".utf8), until: deadline, on: shard)
    case .silent: await holdOpen(stream, on: shard)
    case .drip: await drip(over: stream, on: shard)
    case .serve, .plain, .alert, .eof, .refused, .unanswered: break
    }
  }

  /// Takes what the client sends, and says nothing.
  private func holdOpen(_ stream: some ByteStream, on shard: isolated Shard) async {
    let deadline = MonotonicTime.now.adding(seconds: Self.silence)
    var ignored: [UInt8] = []
    while await stream.receive(into: &ignored, until: deadline, on: shard) == .octets {
      ignored.removeAll(keepingCapacity: true)
    }
  }

  /// Answers like a site that is about to break down: one octet after the other.
  private func drip(over stream: some ByteStream, on shard: isolated Shard) async {
    let end = MonotonicTime.now.adding(seconds: Self.silence)
    let head = Array("HTTP/1.1 200 OK\r\nX-Padding: ".utf8)
    var index = 0
    while MonotonicTime.now < end {
      let octet = index < head.count ? head[index] : UInt8(ascii: ".")
      guard await stream.send([octet], until: deadline, on: shard),
        await shard.sleep(until: .now.adding(seconds: 0.05)) == .timedOut
      else { return }
      index += 1
    }
  }

  private func event(_ kind: LabEvent.Kind, name: String, isBlocked: Bool) -> LabEvent {
    LabEvent(kind: kind, address: address, name: name, isBlocked: isBlocked)
  }
}

internal import CCurl
internal import Glibc

/// libcurl's multi interface on a shard's loop (libcurl-multi(3)): curl says which sockets and which
/// moment it waits for, the loop tells it when they have come.
///
/// This file is the only one that imports `CCurl`. All of it runs on the loop's thread, the
/// callbacks too; they only take notes, which ``settle(on:)`` acts upon when curl has returned.
@safe final class CurlMulti: DescriptorDriver {
  private let multi: UnsafeMutableRawPointer?
  private let trust: TrustSource
  /// Read when the first handshake begins.
  lazy var trustStore = TrustStore(trust)
  let sharedContext = SharedContext()
  /// Every handle ever made: as many as were once in flight together.
  private var transfers: [CurlTransfer] = []
  private var idle: [CurlTransfer] = []
  /// What curl wants of its sockets, in the order of its wishes.
  private var interests: [(descriptor: Int32, wish: Int32)] = []
  /// A wish of our own beside curl's.
  private static let closed: Int32 = -1
  private var alarm: MonotonicTime?

  /// Why the library is of no use; it is loaded, with what TLS needs, when this is first asked for.
  static let flaw: String? = unsafe icp_curl_load().map { text in
    unsafe "no libcurl 7.85 or later (libcurl4 on Debian and Ubuntu): \(String(cString: text))"
  }

  /// Without a ``flaw`` only.
  init(trust: TrustSource) {
    unsafe multi = icp_multi_init()
    TLSFastPath.load()
    self.trust = trust
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe icp_multi_setopt_socket_function(
      multi,
      { _, descriptor, wish, context, _ in
        unsafe CurlMulti.from(context)?.interests.append((descriptor, wish))
        return 0
      }, context)
    unsafe icp_multi_setopt_timer_function(
      multi,
      { _, milliseconds, context in
        unsafe CurlMulti.from(context)?.alarm =
          milliseconds < 0 ? .distantFuture : .now.adding(seconds: Double(milliseconds) / 1000)
        return 0
      }, context)
    // No connection is ever used twice; a small bound all the same.
    unsafe icp_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, 4)
  }

  deinit {
    // No transfer is under way: each keeps the loop alive until it has ended.
    unsafe icp_multi_cleanup(multi)
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> CurlMulti? {
    unsafe context.map { unsafe Unmanaged.fromOpaque($0).takeUnretainedValue() }
  }

  func start(
    _ request: TransferRequest, _ onConnect: (@Sendable () -> Void)?,
    _ continuation: UnsafeContinuation<TransferResult, Never>, on shard: isolated Shard
  ) {
    guard let transfer = idle.popLast() ?? newTransfer() else {
      unsafe continuation.resume(returning: TransferResult(refused: .local("no memory")))
      return
    }
    transfer.onConnect = onConnect
    unsafe transfer.prepare(request, continuation)
    guard unsafe icp_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
      end(transfer, CURLE_FAILED_INIT)
      return
    }
    settle(on: shard)
  }

  private func newTransfer() -> CurlTransfer? {
    guard let transfer = CurlTransfer(of: self) else { return nil }
    transfers.append(transfer)
    return transfer
  }

  func ready(_ descriptor: Int32, events: UInt32, on shard: isolated Shard) {
    // An error alone would end the transfer before what has arrived is read.
    var ready = events & ~Epoll.writable == 0 ? 0 : CURL_CSELECT_IN
    if events & Epoll.writable != 0 {
      ready |= CURL_CSELECT_OUT
    }
    act(descriptor, ready, on: shard)
  }

  func alarm(on shard: isolated Shard) {
    act(CURL_SOCKET_BAD, 0, on: shard)
  }

  /// Ends every transfer as this machine's own doing.
  func stop() {
    for transfer in transfers where transfer.isActive {
      end(transfer, CURLE_ABORTED_BY_CALLBACK)
    }
  }

  private func act(_ descriptor: Int32, _ ready: Int32, on shard: isolated Shard) {
    sharedContext.lend {
      var running: Int32 = 0
      unsafe icp_multi_socket_action(multi, descriptor, ready, &running)
    }
    settle(on: shard)
  }

  private func settle(on shard: isolated Shard) {
    var code = CURLE_OK
    while let easy = unsafe icp_multi_next_ended(multi, &code) {
      if let transfer = unsafe CurlTransfer.from(icp_getinfo_pointer(easy, CURLINFO_PRIVATE)) {
        end(transfer, code)
      }
    }
    for (descriptor, wish) in interests {
      switch wish {
      case Self.closed: shard.stopDriving(descriptor, isClosed: true)
      case CURL_POLL_REMOVE: shard.stopDriving(descriptor, isClosed: false)
      case CURL_POLL_IN: shard.drive(descriptor, events: Epoll.readable, by: self)
      case CURL_POLL_OUT: shard.drive(descriptor, events: Epoll.writable, by: self)
      default: shard.drive(descriptor, events: Epoll.readable | Epoll.writable, by: self)
      }
    }
    interests.removeAll(keepingCapacity: true)
    if let time = alarm {
      alarm = nil
      shard.setAlarm(time, for: self)
    }
  }

  /// Spares the system call that would take a closed descriptor out of the loop: the kernel has.
  fileprivate func forgetClosed(_ descriptor: Int32) {
    if let last = interests.last, last.descriptor == descriptor, last.wish == CURL_POLL_REMOVE {
      interests[interests.count - 1].wish = Self.closed
    }
  }

  private func end(_ transfer: CurlTransfer, _ code: CURLcode) {
    unsafe icp_multi_remove_handle(multi, transfer.easy)
    transfer.finish(code)
    idle.append(transfer)
  }
}

/// One easy handle (libcurl-easy(3)), used for one transfer after the other.
@safe private final class CurlTransfer {
  let easy: UnsafeMutableRawPointer
  private unowned let multi: CurlMulti
  private var continuation: UnsafeContinuation<TransferResult, Never>?
  private var headers: UnsafeMutablePointer<curl_slist>?
  private var connectTo: UnsafeMutablePointer<curl_slist>?
  var onConnect: (@Sendable () -> Void)?
  private var startedAt = MonotonicTime.distantFuture
  private var answer = AnswerBuffer()
  private var (isPlain, needsTrust, isPost) = (true, false, false)
  /// Why the request was kept back once the connection stood.
  private var distrust: String?
  /// Kept for as long as the handle: connections point to it.
  private let handshake = TLSWatch()
  /// The one it was given; libcurl may still be closing that of the transfer before.
  private var descriptor: Int32 = -1
  private var socket: SocketState?
  private var plaintext: [UInt8] = []
  /// The system's error when there was no socket to be had.
  private var socketError: Int32 = 0

  init?(of multi: CurlMulti) {
    guard let easy = unsafe icp_easy_init() else { return nil }
    self.multi = multi
    unsafe self.easy = unsafe easy
    setConstants()
    setCallbacks()
  }

  deinit {
    unsafe icp_easy_cleanup(easy)
    release()
  }

  /// What is the same for every transfer.
  private func setConstants() {
    let long: [(CURLoption, Int)] = [
      // Over TLS offers what browsers offer, for some servers speak HTTP/2 alone.
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS),
      (CURLOPT_FRESH_CONNECT, 1), (CURLOPT_FORBID_REUSE, 1), (CURLOPT_FOLLOWLOCATION, 0),
      (CURLOPT_PATH_AS_IS, 1), (CURLOPT_BUFFERSIZE, 4096),
      // Every address is its own name: a cache of names would only grow.
      (CURLOPT_DNS_CACHE_TIMEOUT, 0),
      // Certificates are evidence: read by TLSWatch, never a reason for curl to stop.
      (CURLOPT_SSL_VERIFYPEER, 0), (CURLOPT_SSL_VERIFYHOST, 0), (CURLOPT_SSL_SESSIONID_CACHE, 0),
    ]
    for (option, value) in long {
      unsafe icp_setopt_long(easy, option, value)
    }
    unsafe icp_setopt_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    // An empty string, unlike none, also sets aside what the environment says.
    unsafe icp_setopt_string(easy, CURLOPT_PROXY, "")
    unsafe icp_setopt_string(easy, CURLOPT_CAINFO, nil)
    unsafe icp_setopt_string(easy, CURLOPT_CAPATH, nil)
  }

  func prepare(
    _ request: TransferRequest, _ continuation: UnsafeContinuation<TransferResult, Never>
  ) {
    unsafe self.continuation = unsafe continuation
    startedAt = .now
    answer = AnswerBuffer(headLimit: request.headLimit, bodyLimit: request.bodyLimit)
    isPlain = request.scheme == .http
    needsTrust = request.needsTrust
    distrust = nil
    let address = request.addressText ?? ""
    handshake.begin(at: startedAt, name: request.serverName ?? request.address)
    (socket, socketError, plaintext) = (nil, 0, [])
    unsafe icp_setopt_string(
      easy, CURLOPT_URL,
      "\(request.scheme.rawValue)://\(request.serverName ?? address):\(request.connectPort)\(request.path)"
    )
    // CONNECT_TO leaves the server name as it is, and costs the same for any number of names.
    unsafe connectTo =
      request.serverName == nil
      ? nil : icp_slist_append(nil, "::\(address):\(request.connectPort)")
    unsafe headers = icp_slist_append(nil, "Host: \(request.host)")
    for field in request.fields {
      unsafe headers = icp_slist_append(headers, "\(field.name): \(field.value)")
    }
    setBody(request.body)
    unsafe icp_setopt_slist(easy, CURLOPT_CONNECT_TO, connectTo)
    unsafe icp_setopt_slist(easy, CURLOPT_HTTPHEADER, headers)
    unsafe icp_setopt_string(easy, CURLOPT_USERAGENT, request.userAgent)
    // As browsers do: newer codings over TLS only. The empty string is every one there is.
    unsafe icp_setopt_string(easy, CURLOPT_ACCEPT_ENCODING, isPlain ? "gzip, deflate" : "")
    unsafe icp_setopt_long(easy, CURLOPT_HTTP_CONTENT_DECODING, 1)
    unsafe icp_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.connectMilliseconds)
    unsafe icp_setopt_long(easy, CURLOPT_TIMEOUT_MS, request.totalMilliseconds)
    unsafe icp_setopt_long(easy, CURLOPT_SSLVERSION, Self.versions(request.tlsVersions))
  }

  /// Posts the octets, or has the handle get again.
  private func setBody(_ body: [UInt8]?) {
    if let body {
      isPost = true
      unsafe icp_setopt_long(easy, CURLOPT_POST, 1)
      unsafe icp_setopt_long(easy, CURLOPT_POSTFIELDSIZE, body.count)
      // Copied, so that they need not live as long as the transfer; an empty body has an octet too,
      // for nothing at all would have the library read stdin.
      var octets = body + [0]
      unsafe icp_setopt_pointer(easy, CURLOPT_COPYPOSTFIELDS, &octets)
      // Waiting for leave to send so little would only cost a round trip.
      unsafe headers = icp_slist_append(headers, "Expect:")
    } else if isPost {
      isPost = false
      unsafe icp_setopt_long(easy, CURLOPT_HTTPGET, 1)
    }
  }

  private static func versions(_ range: ClosedRange<TransferRequest.TLSVersion>?) -> Int {
    guard let range else { return CURL_SSLVERSION_DEFAULT }
    let first = CURL_SSLVERSION_TLSv1_0
    return first + range.lowerBound.rawValue | (first + range.upperBound.rawValue) << 16
  }

  // MARK: Callbacks

  var isActive: Bool { unsafe continuation != nil }

  static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    unsafe context.map { unsafe Unmanaged.fromOpaque($0).takeUnretainedValue() }
  }

  private func setCallbacks() {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_CLOSESOCKETDATA,
      CURLOPT_SSL_CTX_DATA, CURLOPT_PREREQDATA, CURLOPT_PRIVATE,
    ] {
      unsafe icp_setopt_pointer(easy, option, context)
    }
    // Both end the transfer by taking fewer octets than there are.
    unsafe icp_setopt_write_function(easy, CURLOPT_HEADERFUNCTION) { octets, _, count, context in
      let line = unsafe UnsafeRawBufferPointer(start: octets, count: count)
      guard let transfer = unsafe CurlTransfer.from(context) else { return 0 }
      let goesOn = unsafe transfer.answer.takeHeaderLine(line)
      if transfer.answer.isKeptEncoded {
        unsafe icp_setopt_long(transfer.easy, CURLOPT_HTTP_CONTENT_DECODING, 0)
      }
      return goesOn ? count : 0
    }
    unsafe icp_setopt_write_function(easy, CURLOPT_WRITEFUNCTION) { octets, _, count, context in
      let piece = unsafe UnsafeRawBufferPointer(start: octets, count: count)
      let goesOn = unsafe CurlTransfer.from(context)?.answer.takeBody(piece)
      return goesOn == true ? count : 0
    }
    unsafe icp_setopt_prerequest_function(easy) { context, _, _, _, _ in
      guard let transfer = unsafe CurlTransfer.from(context) else { return CURL_PREREQFUNC_ABORT }
      if transfer.needsTrust, !transfer.isPlain {
        transfer.distrust = transfer.handshake.facts.distrust
      }
      guard transfer.distrust == nil else { return CURL_PREREQFUNC_ABORT }
      transfer.onConnect?()
      return CURL_PREREQFUNC_OK
    }
    unsafe icp_setopt_opensocket_function(easy) { context, _, address in
      let transfer = unsafe CurlTransfer.from(context)
      guard let address = unsafe address?.pointee else { return CURL_SOCKET_BAD }
      let descriptor = Glibc.socket(
        address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
      transfer?.socketError = descriptor < 0 ? errno : 0
      transfer?.descriptor = descriptor
      return descriptor
    }
    unsafe icp_setopt_closesocket_function(easy) { context, descriptor in
      unsafe CurlTransfer.from(context)?.take(leaveOf: descriptor)
      return close(descriptor)
    }
    unsafe icp_setopt_ssl_context_function(easy) { _, tls, context in
      guard let transfer = unsafe CurlTransfer.from(context), let tls = unsafe tls else {
        return CURLE_ABORTED_BY_CALLBACK
      }
      unsafe transfer.handshake.follow(OpaquePointer(tls), trust: transfer.multi.trustStore)
      return CURLE_OK
    }
  }

  /// Takes a last look at a socket before it is closed.
  private func take(leaveOf descriptor: Int32) {
    multi.forgetClosed(descriptor)
    guard descriptor == self.descriptor else { return }
    socket = SocketState(descriptor)
    let facts = handshake.facts
    guard !facts.isComplete, facts.isAnsweredWithoutTLS else { return }
    plaintext = facts.firstOctets + SocketState.rest(of: descriptor, limit: TLSFacts.plaintextLimit)
  }

  // MARK: The end

  func finish(_ code: CURLcode) {
    let failure = TransferFailure(
      ending(code), answer: answer, socket: socket, handshake: handshake)
    var tls = handshake.connectedAt == nil ? nil : handshake.facts
    tls?.plaintext = plaintext
    let isComplete =
      failure == nil && answer.stop != .bodyCapped && code != CURLE_BAD_CONTENT_ENCODING
    let result = TransferResult(
      startedAt: startedAt, endedAt: .now,
      connectMilliseconds: connectMilliseconds,
      failure: failure, head: answer.head, body: answer.body, bodyOctets: answer.bodyOctets,
      isComplete: isComplete, isCapped: answer.stop == .bodyCapped,
      // Under TLS our own farewell may bring the reset about.
      isResetAfterAnswer: isPlain && isComplete && socket?.isReset == true, tls: tls)
    answer = AnswerBuffer()
    onConnect = nil
    release()
    unsafe continuation?.resume(returning: result)
    unsafe continuation = nil
  }

  /// Our own clock under TLS: curl's says nought for a handshake that failed.
  private var connectMilliseconds: Double? {
    guard isPlain else { return handshake.connectedAt?.milliseconds(since: startedAt) }
    let microseconds = unsafe icp_getinfo_offset(easy, CURLINFO_CONNECT_TIME_T)
    return microseconds > 0 ? (Double(microseconds) / 100).rounded() / 10 : nil
  }

  private func release() {
    unsafe icp_slist_free_all(connectTo)
    unsafe connectTo = nil
    unsafe icp_slist_free_all(headers)
    unsafe headers = nil
  }

  private func ending(_ code: CURLcode) -> TransferEnding {
    if let distrust { return .other(distrust) }
    return switch code {
    case CURLE_OK: .done
    case CURLE_WRITE_ERROR: .stopped
    case CURLE_COULDNT_CONNECT:
      .notConnected(
        errno: socketError != 0
          ? socketError
          : Int32(truncatingIfNeeded: unsafe icp_getinfo_long(easy, CURLINFO_OS_ERRNO)))
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_SSL_CONNECT_ERROR: .handshakeFailed
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR: .broken
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .closed
    // HTTP/2: the connection's own trouble, and a stream that the server gave up.
    case CURLE_HTTP2: .broken
    case CURLE_HTTP2_STREAM: .closed
    case CURLE_BAD_CONTENT_ENCODING: .undecodable
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: .notHTTP
    case CURLE_FILESIZE_EXCEEDED: .tooLarge
    // Where curl's own room for one header line ends (100 KiB).
    case CURLE_OUT_OF_MEMORY where socket?.octetsReceived ?? 0 > 100_000: .tooLarge
    default: unsafe .other("libcurl: \(String(cString: icp_easy_strerror(code)))")
    }
  }
}

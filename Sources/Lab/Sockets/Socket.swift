internal import CSockets
internal import Engine
internal import Evidence
internal import Glibc

/// A socket that never blocks and is closed with the last reference to it.
final class Socket: Sendable {
  let descriptor: Int32

  init(adopting descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  enum Kind: Sendable {
    case stream, datagram
  }

  /// Binds a socket; port 0 lets the kernel choose.
  ///
  /// - Throws: The error of the system call that failed, `EADDRINUSE` among them.
  convenience init(_ kind: Kind, at address: IPAddress, port: UInt16) throws(EngineError) {
    let type = kind == .stream ? SOCK_STREAM : SOCK_DGRAM
    let descriptor = socket(
      address.family == .v4 ? AF_INET : AF_INET6,
      Int32(type.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw EngineError(operation: "socket", code: errno) }
    self.init(adopting: descriptor)
    if kind == .stream {
      set(SO_REUSEADDR, to: Int32(1))
    } else {
      // A burst of questions must not be lost before the loop gets to it.
      set(SO_RCVBUF, to: Int32(4 << 20))
    }
    let bound = unsafe address.withSocketAddress(port: port) { pointer, length in
      unsafe bind(descriptor, pointer, length)
    }
    guard bound == 0 else { throw EngineError(operation: "bind", code: errno) }
  }

  /// Accepts connections, at most `backlog` of them waiting.
  func listen(backlog: Int32) throws(EngineError) {
    guard Glibc.listen(descriptor, backlog) == 0 else {
      throw EngineError(operation: "listen", code: errno)
    }
  }

  /// The port the socket is bound to; `nil` when the system does not tell.
  var port: UInt16? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &length)
      }
    }
    guard code == 0 else { return nil }
    // The port lies at the same place in both families.
    return unsafe withUnsafeBytes(of: &storage) { octets in
      unsafe UInt16(octets[2]) << 8 | UInt16(octets[3])
    }
  }

  /// The next waiting connection; `nil` when there is none, with the error that says so.
  func accept() -> Result<Socket, EngineError> {
    let accepted = accept4(
      descriptor, nil, nil, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
    return accepted >= 0
      ? .success(Socket(adopting: accepted))
      : .failure(EngineError(operation: "accept4", code: errno))
  }

  /// Makes the close a reset (RST) instead of an orderly end (FIN).
  func resetOnClose() {
    set(SO_LINGER, to: linger(l_onoff: 1, l_linger: 0))
  }

  /// Says that nothing more will be sent.
  func endSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  private func set<Value: BitwiseCopyable>(_ option: Int32, to value: Value) {
    var value = value
    unsafe setsockopt(
      descriptor, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<Value>.size))
  }
}

// MARK: Streams

extension Socket {
  /// How an attempt to read ended.
  enum Receipt: Equatable {
    case octets
    /// The peer has ended, has reset, or has not kept to the deadline.
    case ended
  }

  /// Appends what the peer sends next, at most `limit` octets.
  func receive(
    into buffer: inout [UInt8], limit: Int, until deadline: MonotonicTime,
    on shard: isolated Shard
  ) async -> Receipt {
    while true {
      let count = unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit) { room in
        let count = unsafe recv(descriptor, room.baseAddress, limit, 0)
        if count > 0 {
          unsafe buffer.append(contentsOf: room.prefix(count))
        }
        return count
      }
      if count > 0 {
        return .octets
      }
      guard count < 0, errno == EAGAIN || errno == EINTR,
        await shard.wait(for: descriptor, .readable, until: deadline) == .ready
      else { return .ended }
    }
  }

  /// Sends all of `octets`.
  ///
  /// - Returns: Whether the kernel took them before the deadline and the peer still listened.
  @discardableResult
  func send(
    _ octets: [UInt8], until deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Bool {
    var sent = 0
    while sent < octets.count {
      let count = unsafe octets.withUnsafeBytes { pointer in
        unsafe Glibc.send(
          descriptor, pointer.baseAddress?.advanced(by: sent), octets.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        sent += count
        continue
      }
      guard errno == EAGAIN || errno == EINTR,
        await shard.wait(for: descriptor, .writable, until: deadline) == .ready
      else { return false }
    }
    return true
  }

  /// Ends without a reset although the peer may still be sending: what was sent must arrive.
  func closeGently(until deadline: MonotonicTime, on shard: isolated Shard) async {
    endSending()
    var ignored: [UInt8] = []
    var left = 256 * 1024
    while left > 0, await receive(into: &ignored, until: deadline, on: shard) == .octets {
      left -= ignored.count
      ignored.removeAll(keepingCapacity: true)
    }
  }
}

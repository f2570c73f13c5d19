internal import Engine
internal import Evidence
internal import Glibc

/// A non-blocking socket connected to one name server, closed with its last reference.
///
/// UDP is connected too: the kernel then picks a random source port, drops datagrams from
/// elsewhere, and reports that nobody listens on the port.
final class DNSSocket: Sendable {
  let descriptor: Int32

  /// Opens a socket and connects it; TCP goes on connecting in the background.
  ///
  /// - Throws: ``SocketFailure``.
  init(
    _ transport: DNSExchange.Transport, to server: NameServer, port: UInt16
  ) throws(SocketFailure) {
    let kind = transport == .udp ? SOCK_DGRAM : SOCK_STREAM
    let flags = SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    descriptor = socket(server.address.family.domain, Int32(kind.rawValue | flags), 0)
    guard descriptor >= 0 else { throw SocketFailure(systemError: errno) }
    let status = unsafe withSocketAddress(server.address, zone: server.zone, port: port) {
      unsafe connect(descriptor, $0, $1)
    }
    guard status == 0 || errno == EINPROGRESS else {
      let code = errno
      // Over TCP no port is free; over UDP there is no address of ours to go there from.
      if code == EADDRNOTAVAIL, transport == .udp {
        throw SocketFailure(failure: .connectUnreachable)
      }
      throw SocketFailure(systemError: code)
    }
  }

  /// Opens a socket, and waits while this machine lacks something for it.
  ///
  /// - Throws: ``SocketFailure``; with ``Failure/local`` when it still does at `deadline`.
  static func open(
    _ transport: DNSExchange.Transport, to server: NameServer, port: UInt16,
    until deadline: MonotonicTime, on shard: isolated Shard
  ) async throws(SocketFailure) -> DNSSocket {
    var attempt = 0
    while true {
      do throws(SocketFailure) {
        return try DNSSocket(transport, to: server, port: port)
      } catch {
        guard error.isShortage, await shard.waitsOutShortage(&attempt, until: deadline) else {
          throw error
        }
      }
    }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
    }
  }

  /// Sends as many of `octets` as the kernel takes.
  ///
  /// - Returns: How many it took; 0 when it is not ready.
  /// - Throws: ``SocketFailure``.
  func send(_ octets: ArraySlice<UInt8>) throws(SocketFailure) -> Int {
    let count = unsafe octets.withUnsafeBytes {
      unsafe Glibc.send(
        descriptor, $0.baseAddress, $0.count, Int32(truncatingIfNeeded: MSG_NOSIGNAL))
    }
    return try Self.amount(count) ?? 0
  }

  /// Receives one datagram, or what there is of a stream.
  ///
  /// - Parameter limit: Octets of a datagram beyond it are lost.
  /// - Returns: `nil` when there is nothing yet; no octets at the end of a stream.
  /// - Throws: ``SocketFailure``.
  func receive(limit: Int) throws(SocketFailure) -> [UInt8]? {
    var received: Int = 0
    let octets = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      received = unsafe recv(descriptor, buffer.baseAddress, limit, 0)
      count = max(0, received)
    }
    return try Self.amount(received).map { _ in octets }
  }

  /// What a background connect failed with, if it did.
  func pendingFailure() -> SocketFailure? {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    return code == 0 ? nil : SocketFailure(systemError: code)
  }

  private static func amount(_ count: Int) throws(SocketFailure) -> Int? {
    if count >= 0 { return count }
    let code = errno
    guard code == EAGAIN || code == EINTR else {
      throw SocketFailure(systemError: code)
    }
    return nil
  }
}

/// Why a socket gives nothing.
struct SocketFailure: Error {
  let failure: Failure
  /// Whether all that is missing is what others will give back.
  let isShortage: Bool

  init(failure: Failure) {
    self.failure = failure
    isShortage = false
  }

  init(systemError code: Int32) {
    failure = Failure(systemError: code)
    isShortage = Shortage.isTold(by: code)
  }
}

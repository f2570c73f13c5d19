import Evidence
import Glibc
import Testing

/// A plain blocking connection: what a client gets, octet for octet, and how it ends.
final class RawClient {
  enum Ending: Equatable {
    case closed, reset
    /// Nothing came for five seconds; no test expects it.
    case stuck
  }

  private let descriptor: Int32

  init(_ address: String, _ port: UInt16, datagram: Bool = false) throws {
    let type = datagram ? SOCK_DGRAM : SOCK_STREAM
    let isV6 = address.contains(":")
    descriptor = socket(isV6 ? AF_INET6 : AF_INET, Int32(type.rawValue), 0)
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let code = try isV6 ? connectV6(address, port) : connectV4(address, port)
    guard code == 0 else {
      throw ConnectError(code: errno)
    }
  }

  deinit {
    close(descriptor)
  }

  struct ConnectError: Error, Equatable {
    let code: Int32
  }

  private func connectV4(_ address: String, _ port: UInt16) throws -> Int32 {
    var peer = sockaddr_in()
    peer.sin_family = sa_family_t(AF_INET)
    peer.sin_port = port.bigEndian
    try #require(unsafe inet_pton(AF_INET, address, &peer.sin_addr) == 1)
    return unsafe withUnsafePointer(to: &peer) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private func connectV6(_ address: String, _ port: UInt16) throws -> Int32 {
    var peer = sockaddr_in6()
    peer.sin6_family = sa_family_t(AF_INET6)
    peer.sin6_port = port.bigEndian
    try #require(unsafe inet_pton(AF_INET6, address, &peer.sin6_addr) == 1)
    return unsafe withUnsafePointer(to: &peer) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }

  func send(_ octets: [UInt8]) {
    _ = unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
  }

  func send(_ text: String) {
    send(Array(text.utf8))
  }

  func endSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// The next octets, at most 64 KiB; empty at the end.
  func receive() -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(descriptor, &octets, octets.count, 0)
    return Array(octets.prefix(max(0, count)))
  }

  /// Everything up to the end of the connection.
  func receiveAll() -> (octets: [UInt8], ending: Ending) {
    var received: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe recv(descriptor, &piece, piece.count, 0)
      if count == 0 { return (received, .closed) }
      if count < 0 { return (received, errno == ECONNRESET ? .reset : .stuck) }
      received += piece.prefix(count)
    }
  }

  /// Exactly `count` octets, or fewer when the connection ends before.
  func receive(exactly count: Int) -> [UInt8] {
    var received = [UInt8](repeating: 0, count: count)
    let got = unsafe recv(descriptor, &received, count, Int32(MSG_WAITALL))
    return Array(received.prefix(max(0, got)))
  }
}

/// Sends a request and returns everything that comes until the connection ends.
func fetch(
  _ address: String, _ port: UInt16, host: String?, path: String = "/", method: String = "GET",
  headers: String = "Connection: close\r\n"
) throws -> (text: String, octets: [UInt8], ending: RawClient.Ending) {
  let client = try RawClient(address, port)
  let hostLine = host.map { "Host: \($0)\r\n" } ?? ""
  client.send("\(method) \(path) HTTP/1.1\r\n\(hostLine)\(headers)\r\n")
  let (octets, ending) = client.receiveAll()
  return (String(decoding: octets, as: UTF8.self), octets, ending)
}

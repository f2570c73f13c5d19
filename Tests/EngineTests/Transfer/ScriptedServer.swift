import CSockets
import Glibc

@testable import Engine

/// A TCP server on loopback that plays one script for every connection, on a thread of its own.
final class ScriptedServer: Sendable {
  let port: Int
  private let listener: Int32

  init(_ script: @escaping @Sendable (Peer) -> Void) throws {
    let bound = try Loopback.listen(backlog: 64)
    listener = bound.descriptor
    port = bound.port
    let listener = listener
    let code = Thread.detach {
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { break }
        let begun = Thread.detach {
          let peer = Peer(descriptor)
          script(peer)
          peer.close()
        }
        if begun != 0 {
          Glibc.close(descriptor)
        }
      }
      Glibc.close(listener)
    }
    guard code == 0 else { throw EngineError(operation: "pthread_create", code: code) }
  }

  deinit {
    // Ends the thread's accept; it closes the socket itself.
    shutdown(listener, Int32(SHUT_RDWR))
  }
}

/// The server's end of one connection.
final class Peer {
  private(set) var descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  func send(_ text: String) {
    send(Array(text.utf8))
  }

  /// - Returns: Whether the client still takes octets.
  @discardableResult
  func send(_ octets: [UInt8]) -> Bool {
    var sent = 0
    while sent < octets.count {
      let count = unsafe octets.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: sent), octets.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// What the client sends next; empty at the end.
  func receive() -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(descriptor, &octets, octets.count, 0)
    return Array(octets.prefix(max(0, count)))
  }

  /// The client's request up to the empty line.
  @discardableResult
  func receiveRequest() -> String {
    var octets: [UInt8] = []
    while !octets.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      let more = receive()
      guard !more.isEmpty else { break }
      octets += more
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// Stays silent until the client has closed the connection.
  func holdOpen() {
    while !receive().isEmpty {}
  }

  /// Whether the client stays for another `milliseconds`.
  func isWatched(milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&watched, 1, milliseconds) == 0
  }

  /// Closes the connection with a reset.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    close()
  }

  func close() {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    descriptor = -1
  }
}

enum Loopback {
  /// A listening socket on a free port of 127.0.0.1.
  static func listen(backlog: Int32) throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = unsafe withUnsafeMutablePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard unsafe bind(descriptor, address, length) == 0,
          Glibc.listen(descriptor, backlog) == 0
        else { return errno }
        return unsafe getsockname(descriptor, address, &length) == 0 ? 0 : errno
      }
    }
    guard code == 0 else { throw EngineError(operation: "listen", code: code) }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  static var hasIPv6: Bool {
    unsafe access("/proc/net/if_inet6", R_OK) == 0
  }

  /// A port on which nothing listens.
  static func refusedPort() throws -> Int {
    let (descriptor, port) = try listen(backlog: 1)
    close(descriptor)
    return port
  }
}

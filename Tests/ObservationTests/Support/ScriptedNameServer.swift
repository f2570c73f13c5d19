import Engine
import Evidence
import Glibc
import Observation
import Testing
import Wire

/// A name server on loopback that answers as a script says.
///
/// It runs on a shard of its own, for the length of one closure.
struct ScriptedNameServer {
  /// What to do about one question.
  enum Reply: Sendable {
    case message(DNSMessage)
    case octets([UInt8])
    /// Over TCP: the octets as they are, without a length, and then the end.
    case raw([UInt8])
    /// Over TCP: a reset.
    case reset
  }

  typealias Script = @Sendable (DNSMessage, DNSExchange.Transport) -> [Reply]

  private let shard: Shard
  private let datagrams: Int32
  private let listener: Int32
  private let script: Script

  /// Serves while `body` runs.
  static func run<Value: Sendable>(
    _ address: String = "127.0.0.1", listensToTCP: Bool = true, script: @escaping Script,
    _ body: @Sendable (NameServer) async throws -> Value
  ) async throws -> Value {
    let server = try ScriptedNameServer(
      address: address, listensToTCP: listensToTCP, script: script)
    defer {
      close(server.datagrams)
      close(server.listener)
    }
    async let udp: Void = server.shard.run { await server.serveDatagrams(on: $0) }
    async let tcp: Void = server.shard.run { await server.serveStreams(on: $0) }
    let port = try #require(Loopback.port(of: server.datagrams))
    let result: Result<Value, any Error>
    do {
      let address = try #require(IPAddress(address))
      result = .success(try await body(NameServer(address: address, port: port)))
    } catch {
      result = .failure(error)
    }
    await server.shard.stop()
    _ = await (udp, tcp)
    return try result.get()
  }

  private init(address: String, listensToTCP: Bool, script: @escaping Script) throws {
    shard = try Shard()
    self.script = script
    // The same port for both: the kernel picks it for TCP, and UDP is likely to have it free.
    var pair: (Int32, Int32)?
    for _ in 0..<20 where pair == nil {
      let stream = try #require(Loopback.bound(SOCK_STREAM, to: address, port: 0))
      let port = try #require(Loopback.port(of: stream))
      if let datagrams = Loopback.bound(SOCK_DGRAM, to: address, port: port) {
        pair = (datagrams, stream)
      } else {
        close(stream)
      }
    }
    (datagrams, listener) = try #require(pair)
    if listensToTCP {
      try #require(listen(listener, 16) == 0)
    }
  }

  private func serveDatagrams(on shard: isolated Shard) async {
    while await shard.wait(for: datagrams, .readable, until: .distantFuture) == .ready {
      var peer = sockaddr_storage()
      var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe withUnsafeMutablePointer(to: &peer) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe recvfrom(datagrams, &buffer, buffer.count, 0, $0, &size)
        }
      }
      guard count > 0, let query = try? DNSMessage(decoding: Array(buffer[..<count])) else {
        continue
      }
      for reply in script(query, .udp) {
        let octets =
          switch reply {
          case .message(let message): message.encoded()
          case .octets(let octets), .raw(let octets): octets
          case .reset: [UInt8]()
          }
        unsafe withUnsafePointer(to: peer) {
          unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            _ = unsafe sendto(datagrams, octets, octets.count, 0, $0, size)
          }
        }
      }
    }
  }

  private func serveStreams(on shard: isolated Shard) async {
    while await shard.wait(for: listener, .readable, until: .distantFuture) == .ready {
      let peer = accept(listener, nil, nil)
      guard peer >= 0 else {
        // Not listening: a wait would end at once, again and again.
        if errno != EAGAIN { return }
        continue
      }
      await serve(peer, on: shard)
      close(peer)
    }
  }

  private func serve(_ peer: Int32, on shard: isolated Shard) async {
    var octets: [UInt8] = []
    while octets.count < 2 || octets.count < 2 + Int(octets[0]) << 8 + Int(octets[1]) {
      guard await shard.wait(for: peer, .readable, until: .distantFuture) == .ready else { return }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe recv(peer, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      octets += buffer[..<count]
    }
    guard let query = try? DNSMessage(decoding: Array(octets[2...])) else { return }
    for reply in script(query, .tcp) {
      switch reply {
      case .message(let message): await send(framed(message.encoded()), to: peer, on: shard)
      case .octets(let octets): await send(framed(octets), to: peer, on: shard)
      case .raw(let octets): await send(octets, to: peer, on: shard)
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(
          peer, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
      }
    }
  }

  private func framed(_ octets: [UInt8]) -> [UInt8] {
    [UInt8(octets.count >> 8), UInt8(octets.count & 0xFF)] + octets
  }

  /// Sends in small pieces, so that the client has to put them together.
  private func send(_ octets: [UInt8], to peer: Int32, on shard: isolated Shard) async {
    var rest = octets[...]
    while !rest.isEmpty {
      guard await shard.wait(for: peer, .writable, until: .distantFuture) == .ready else { return }
      let piece = Array(rest.prefix(1000))
      let count = unsafe Glibc.send(peer, piece, piece.count, Int32(MSG_NOSIGNAL))
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// Sockets on loopback for tests.
enum Loopback {
  /// A bound, non-blocking socket; `nil` when the address is taken.
  static func bound(_ type: __socket_type, to text: String, port: UInt16) -> Int32? {
    let descriptor = socket(AF_INET, Int32(type.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard unsafe inet_pton(AF_INET, text, &address.sin_addr) == 1 else { return nil }
    let status = unsafe withUnsafePointer(to: address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  static func port(of descriptor: Int32) -> UInt16? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &size)
      }
    }
    return status == 0 ? UInt16(bigEndian: address.sin_port) : nil
  }
}

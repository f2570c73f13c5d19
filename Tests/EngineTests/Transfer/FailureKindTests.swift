import COpenSSL
import Glibc
import Testing

@testable import Engine

/// Every way in which a probe fails on the wire, each told from all the others.
@Suite("The failure of a transfer", .timeLimit(.minutes(10)))
struct FailureKindTests {
  // MARK: Without a connection

  @Test(
    "is a refused connection where nothing listens",
    arguments: [TransferRequest.Scheme.http, .https])
  func refused(scheme: TransferRequest.Scheme) async throws {
    let request = TransferRequest(scheme, to: try Loopback.refusedPort())
    let result = try await Shard.once { await $0.perform(request) }
    #expect(result.failure == .connectRefused)
    #expect(result.connectMilliseconds == nil)
    #expect(result.tls == nil)
  }

  @Test(
    "is the same for IPv6", .enabled(if: Loopback.hasIPv6),
    arguments: [TransferRequest.Scheme.http, .https], [nil, "www.example.cn"])
  func refusedIPv6(scheme: TransferRequest.Scheme, serverName: String?) async throws {
    let request = TransferRequest(
      scheme, to: try Loopback.refusedPort(), address: "::1", serverName: serverName)
    let result = try await Shard.once { await $0.perform(request) }
    #expect(result.failure == .connectRefused)
  }

  @Test(
    "is a silent address where the first packet is dropped",
    arguments: [TransferRequest.Scheme.http, .https])
  func dropped(scheme: TransferRequest.Scheme) async throws {
    let blackHole = try BlackHole()
    let request = TransferRequest(scheme, to: blackHole.port, seconds: 0.3)
    let result = try await Shard.once { await $0.perform(request) }
    #expect(result.failure == .connectTimeout)
    #expect(result.connectMilliseconds == nil)
    #expect(result.tls == nil)
  }

  @Test("is an unreachable address where there is no way")
  func unreachable() async throws {
    // A scoped address without its scope has no route.
    let request = TransferRequest(to: 80, address: "fe80::1")
    let result = try await Shard.once { await $0.perform(request) }
    #expect([.connectUnreachable, .local("connect: error \(EINVAL)")].contains(result.failure))
  }

  // MARK: Over HTTP

  @Test("is a reset after the request")
  func resetAfterRequest() async throws {
    let result = try await perform(.http) { peer in
      peer.receiveRequest()
      peer.reset()
    }
    #expect(result.failure == .reset)
    #expect(result.connectMilliseconds != nil)
    #expect(result.head.isEmpty)
  }

  @Test("is a close after the request")
  func closeAfterRequest() async throws {
    let result = try await perform(.http) { $0.receiveRequest() }
    #expect(result.failure == .eof)
  }

  @Test("is a close inside the answer, and what came is kept")
  func closeInside() async throws {
    let body = try await perform(.http) { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    }
    #expect(body.failure == .eof)
    #expect(body.text == "half")
    let head = try await perform(.http) { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 200 OK\r\nServer: x\r\n")
    }
    #expect(head.failure == .eof)
    #expect(head.head.starts(with: "HTTP/1.1 200 OK\r\n".utf8))
  }

  @Test("is a server that takes the request and stays silent")
  func httpHang() async throws {
    let result = try await perform(.http, seconds: 0.3) { $0.holdOpen() }
    #expect(result.failure == .timeout)
    #expect(result.connectMilliseconds != nil)
  }

  // MARK: Over TLS

  @Test("is a reset after the ClientHello")
  func resetAfterHello() async throws {
    let result = try await perform(.https) { peer in
      #expect(peer.receive().first == 0x16)
      peer.reset()
    }
    #expect(result.failure == .reset)
    #expect(result.connectMilliseconds != nil)
    #expect(result.tls?.isComplete == false)
    #expect(result.tls?.firstOctets == [])
  }

  @Test("is a close after the ClientHello")
  func closeAfterHello() async throws {
    let result = try await perform(.https) { peer in
      #expect(peer.receive().first == 0x16)
    }
    #expect(result.failure == .eof)
    #expect(result.tls?.isComplete == false)
  }

  @Test("is a server that takes the ClientHello and stays silent")
  func tlsHang() async throws {
    let result = try await perform(.https, seconds: 0.3) { $0.holdOpen() }
    #expect(result.failure == .timeout)
    #expect(result.connectMilliseconds != nil)
    #expect(result.tls?.isComplete == false)
  }

  @Test("is the peer's alert, by its number")
  func alert() async throws {
    let result = try await perform(.https) { peer in
      #expect(peer.receive().first == 0x16)
      // fatal, handshake_failure (RFC 8446 section 6).
      peer.send([21, 3, 3, 0, 2, 2, 40])
    }
    #expect(result.failure == .tlsAlert(40))
    #expect(result.tls?.alert == 40)
  }

  @Test("is an answer that is not TLS, and the page is kept")
  func plaintext() async throws {
    let result = try await perform(.https) { peer in
      #expect(peer.receive().first == 0x16)
      peer.send(BlockPages.adm)
    }
    #expect(result.failure == .tlsNotTLS)
    #expect(result.tls?.firstOctets == Array("HTTP/".utf8))
    #expect(result.tls?.plaintext == BlockPages.adm)
  }

  @Test("is our own when the peer speaks a TLS we do not")
  func ownRefusal() async throws {
    let result = try await perform(.https) { peer in
      #expect(peer.receive().first == 0x16)
      // A record of TLS that holds no handshake message.
      peer.send([22, 3, 3, 0, 4, 99, 0, 0, 0])
      peer.holdOpen()
    }
    #expect(result.failure == .tlsAlert(nil))
    #expect(result.tls?.alert == nil)
  }

  private func perform(
    _ scheme: TransferRequest.Scheme, seconds: Double = 20,
    _ script: @escaping @Sendable (Peer) -> Void
  ) async throws -> TransferResult {
    let server = try ScriptedServer(script)
    let request = TransferRequest(
      scheme, to: server.port, serverName: "www.example.cn", seconds: seconds)
    return try await Shard.once { await $0.perform(request) }
  }
}

/// A port of loopback that drops every SYN: a listener whose queue of connections is full.
final class BlackHole {
  let port: Int
  private var descriptors: [Int32]

  init() throws {
    let (listener, port) = try Loopback.listen(backlog: 0)
    self.port = port
    descriptors = [listener]
    // Linux takes one more connection than the backlog says.
    while descriptors.count < 16 {
      let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
      descriptors.append(filler)
      guard Self.connects(filler, to: port) else { return }
    }
    throw EngineError(operation: "filling the queue", code: 0)
  }

  deinit {
    for descriptor in descriptors {
      close(descriptor)
    }
  }

  /// Whether the connection is made; on loopback that is at once or never.
  private static func connects(_ descriptor: Int32, to port: Int) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    unsafe withUnsafePointer(to: &address) { address in
      _ = unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&watched, 1, 50) == 1
  }
}

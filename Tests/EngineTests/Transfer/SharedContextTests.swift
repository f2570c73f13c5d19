import COpenSSL
import Foundation
import Synchronization
import Testing

@testable import Engine

@Suite("The context that handshakes share", .timeLimit(.minutes(10)))
struct SharedContextTests {
  private struct Site {
    let name: String
    let identity: TLSIdentity
    let version: TransferRequest.TLSVersion
    let isTrusted: Bool
  }

  @Test("keeps handshakes apart that are under way at once")
  func apart() async throws {
    let root = TLSIdentity(names: [], owner: "root")
    let trust = try TemporaryFile(root.certificate)
    let sites = (0..<8).map { number in
      let name = "s\(number).example.cn"
      let isTrusted = number.isMultiple(of: 2)
      return Site(
        name: name, identity: TLSIdentity(names: [name], issuer: isTrusted ? root : nil),
        version: number < 4 ? .v12 : .v13, isTrusted: isTrusted)
    }
    // None answers before all have been called.
    let gate = Gate(of: sites.count)
    let servers = try sites.map { site in
      try ScriptedServer { peer in
        gate.wait()
        site.identity.serve(peer) { stream in
          stream.receive()
          stream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
          stream.close()
        }
      }
    }
    let requests = zip(sites, servers).map { site, server in
      var request = TransferRequest(.https, to: server.port, serverName: site.name)
      request.tlsVersions = site.version...site.version
      return request
    }
    let (facts, uses) = try await Shard.once(trust: .bundle(trust.path)) { shard in
      let facts = await withTaskGroup(of: (Int, TLSFacts?).self) { group in
        for (number, request) in requests.enumerated() {
          group.addTask { (number, await shard.perform(request).tls) }
        }
        var facts: [Int: TLSFacts] = [:]
        for await (number, seen) in group { facts[number] = seen }
        return facts
      }
      return (facts, shard.transfers?.sharedContext.uses)
    }
    withExtendedLifetime(servers) {}
    #expect(uses == UInt(sites.count))
    for (number, site) in sites.enumerated() {
      let facts = try #require(facts[number])
      #expect(facts.version == (site.version == .v12 ? "TLSv1.2" : "TLSv1.3"))
      #expect(facts.certificate?.names == [site.name])
      #expect(facts.certificate?.isTrusted == site.isTrusted)
    }
  }

  @Test("leaves nothing of one connection's versions to the next")
  func versions() async throws {
    let identity = TLSIdentity(names: ["www.example.cn"])
    let server = try ScriptedServer { peer in
      identity.serve(peer, isOld: true) { stream in
        stream.receive()
        stream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        stream.close()
      }
    }
    let port = server.port
    let agreed = try await Shard.once { shard in
      var agreed: [String?] = []
      for versions in [.v13...(.v13), nil, .v10...(.v10), nil]
        as [ClosedRange<TransferRequest.TLSVersion>?]
      {
        var request = TransferRequest(.https, to: port, serverName: "www.example.cn")
        request.tlsVersions = versions
        agreed.append(await shard.perform(request).tls?.version)
      }
      return agreed
    }
    withExtendedLifetime(server) {}
    #expect(agreed == [nil, "TLSv1.2", nil, "TLSv1.2"])
  }

  @Test("is given to clients alone, and on the loop's own thread")
  func others() {
    let shared = SharedContext()
    unsafe SSL_CTX_free(SSL_CTX_new(TLS_client_method()))
    #expect(shared.uses == 0)
    shared.lend {
      unsafe SSL_CTX_free(SSL_CTX_new(TLS_server_method()))
      let gate = Gate(of: 2)
      let code = Engine.Thread.detach {
        unsafe SSL_CTX_free(SSL_CTX_new(TLS_client_method()))
        gate.wait()
      }
      #expect(code == 0)
      if code == 0 { gate.wait() }
      #expect(shared.uses == 0)
      unsafe SSL_CTX_free(SSL_CTX_new(TLS_client_method()))
    }
    #expect(shared.uses == 1)
  }
}

/// Lets nobody through before all have come.
private final class Gate: Sendable {
  private let condition = NSCondition()
  private let missing: Mutex<Int>

  init(of count: Int) {
    missing = Mutex(count)
  }

  func wait() {
    condition.lock()
    defer { condition.unlock() }
    missing.withLock { $0 -= 1 }
    condition.broadcast()
    while missing.withLock({ $0 > 0 }) { condition.wait() }
  }
}

import Glibc
import Testing

@testable import Engine

@Suite("A transfer over TLS", .timeLimit(.minutes(10)))
struct CertificateTests {
  @Test("brings the answer and the facts of the handshake")
  func complete() async throws {
    let tls = TLSIdentity(names: ["www.example.cn", "*.example.com"])
    let result = try await perform(tls)
    #expect(result.failure == nil)
    #expect(result.text == "secret")
    let facts = try #require(result.tls)
    #expect(facts.isComplete)
    #expect(facts.version == "TLSv1.3")
    #expect(facts.cipher == "TLS_AES_256_GCM_SHA384")
    #expect(facts.alert == nil)
    let certificate = try #require(facts.certificate)
    #expect(certificate.subject == "O = 测试, CN = icpdiag test")
    #expect(certificate.issuer == certificate.subject)
    #expect(certificate.names == ["www.example.cn", "*.example.com"])
    #expect(certificate.coversName)
    let start = try #require(certificate.notBefore)
    let end = try #require(certificate.notAfter)
    #expect(end - start == 7200)
    #expect(abs(start + 3600 - Int64(time(nil))) < 60)
  }

  @Test("says in the verifier's words why a certificate is not trusted, and goes on")
  func selfSigned() async throws {
    let result = try await perform(TLSIdentity(names: ["www.example.cn"]))
    #expect(result.text == "secret")
    #expect(result.tls?.certificate?.isTrusted == false)
    #expect(result.tls?.certificate?.problem == "self-signed certificate")
  }

  @Test("trusts the authorities it is given")
  func trusted() async throws {
    let tls = TLSIdentity(names: ["www.example.cn"])
    let file = try TemporaryFile(tls.certificate, name: tls.fileName)
    for trust in [TrustSource.bundle(file.path), .folder(file.folder)] {
      let result = try await perform(tls, trust: trust)
      #expect(result.tls?.certificate?.isTrusted == true)
      #expect(result.tls?.certificate?.problem == nil)
    }
  }

  @Test("takes an expired certificate for what it is, and goes on")
  func expired() async throws {
    let tls = TLSIdentity(names: ["www.example.cn"], lifetime: -7200...(-3600))
    let file = try TemporaryFile(tls.certificate)
    let result = try await perform(tls, trust: .bundle(file.path))
    #expect(result.text == "secret")
    #expect(result.tls?.certificate?.isTrusted == false)
    #expect(result.tls?.certificate?.problem == "certificate has expired")
    #expect(result.tls?.certificate?.coversName == true)
  }

  @Test("tells whether the certificate covers what was asked for")
  func covers() async throws {
    let named = TLSIdentity(names: ["other.example.cn"])
    #expect(try await perform(named).tls?.certificate?.coversName == false)
    let addressed = TLSIdentity(names: ["IP:127.0.0.1"])
    #expect(try await perform(addressed, serverName: nil).tls?.certificate?.coversName == true)
    #expect(try await perform(addressed).tls?.certificate?.coversName == false)
  }

  @Test("does not judge trust where there is nothing to judge by")
  func noAuthorities() async throws {
    let tls = TLSIdentity(names: ["www.example.cn"])
    let result = try await perform(tls, trust: .folder("/nonexistent"))
    #expect(result.tls?.certificate != nil)
    #expect(result.tls?.certificate?.isTrusted == nil)
  }

  @Test("sends the server name it is given, or none")
  func serverName() async throws {
    let hellos = Received()
    let server = try ScriptedServer { hellos.append($0.receive()) }
    _ = try await Shard.once { shard in
      for name in ["sni.example.cn", nil] {
        _ = await shard.perform(TransferRequest(.https, to: server.port, serverName: name))
      }
    }
    let name = Array("sni.example.cn".utf8)
    let found = hellos.all.map { $0.firstRange(of: name) != nil }
    #expect(found == [true, false])
  }

  @Test("offers only the versions it is told to")
  func versions() async throws {
    let tls = TLSIdentity(names: ["www.example.cn"])
    #expect(try await perform(tls, versions: .v12...(.v12)).tls?.version == "TLSv1.2")
    #expect(try await perform(tls, versions: .v13...(.v13)).tls?.version == "TLSv1.3")
  }

  @Test("keeps the facts of the handshake when the request inside it fails")
  func failsInside() async throws {
    let tls = TLSIdentity(names: ["www.example.cn"])
    let server = try ScriptedServer { peer in
      tls.serve(peer) { $0.receive() }
      peer.reset()
    }
    let request = TransferRequest(.https, to: server.port, serverName: "www.example.cn")
    let result = try await Shard.once { await $0.perform(request) }
    #expect(result.failure == .reset)
    #expect(result.tls?.isComplete == true)
    #expect(result.tls?.certificate?.coversName == true)
  }

  @Test("takes a close without farewell for the end of the answer")
  func bareClose() async throws {
    let tls = TLSIdentity(names: ["www.example.cn"])
    let server = try ScriptedServer { peer in
      tls.serve(peer) { stream in
        stream.receive()
        stream.send("HTTP/1.1 200 OK\r\n\r\nto the end")
      }
    }
    let request = TransferRequest(.https, to: server.port, serverName: "www.example.cn")
    let result = try await Shard.once { await $0.perform(request) }
    #expect(result.failure == nil)
    #expect(result.text == "to the end")
  }

  private func perform(
    _ tls: TLSIdentity, serverName: String? = "www.example.cn", trust: TrustSource = .system,
    versions: ClosedRange<TransferRequest.TLSVersion>? = nil
  ) async throws -> TransferResult {
    let server = try ScriptedServer { peer in
      tls.serve(peer) { stream in
        stream.receive()
        stream.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
        stream.close()
      }
    }
    var request = TransferRequest(.https, to: server.port, serverName: serverName)
    request.tlsVersions = versions
    return try await Shard.once(trust: trust) { [request] in await $0.perform(request) }
  }
}

import Foundation
import Testing

@testable import Engine

/// The switch is the whole process's: what is compared runs in one of its own.
@Suite("The short way to make handshakes", .timeLimit(.minutes(10)))
struct FastPathTests {
  @Test("judges every certificate and every handshake as the long way does")
  func agrees() async {
    await #expect(processExitsWith: .success) {
      let cases = try FastPathCase.all()
      TLSFastPath.use(false)
      var long: [FastPathCase.Outcome] = []
      for item in cases { long.append(try await item.outcome()) }
      #expect(!TLSFastPath.isInUse)
      TLSFastPath.use(true)
      var short: [FastPathCase.Outcome] = []
      for item in cases { short.append(try await item.outcome()) }
      // Other versions of the library have no need of it.
      #expect(TLSFastPath.isInUse == TLSFastPath.isAvailable)
      for (index, item) in cases.enumerated() {
        #expect(long[index] == item.expected, "\(item.title), the long way")
        #expect(short[index] == item.expected, "\(item.title), the short way")
      }
    }
  }
}

/// A server with one certificate, and what is to be made of it.
private struct FastPathCase {
  struct Outcome: Equatable, Sendable {
    var failure: TransferFailure?
    var coversName: Bool?
    var isTrusted: Bool?
    var problem: String?
  }

  let title: String
  let identity: TLSIdentity
  /// The authorities.
  let file: TemporaryFile
  let version: TransferRequest.TLSVersion
  let groups: String?
  let expected: Outcome

  func outcome() async throws -> Outcome {
    let (identity, groups) = (identity, groups)
    let server = try ScriptedServer { peer in
      identity.serve(peer, groups: groups) { stream in
        stream.receive()
        stream.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
        stream.close()
      }
    }
    var request = TransferRequest(.https, to: server.port, serverName: "www.example.cn")
    request.tlsVersions = version...version
    let result = try await Shard.once(trust: .bundle(file.path)) { [request] in
      await $0.perform(request)
    }
    let certificate = result.tls?.certificate
    return Outcome(
      failure: result.failure, coversName: certificate?.coversName,
      isTrusted: certificate?.isTrusted, problem: certificate?.problem)
  }

  private static let fine = Outcome(coversName: true, isTrusted: true)

  private static func bad(_ problem: String) -> Outcome {
    Outcome(coversName: true, isTrusted: false, problem: problem)
  }

  static func all() throws -> [FastPathCase] {
    let names = ["www.example.cn"]
    let root = TLSIdentity(names: [], owner: "root")
    let rsaRoot = TLSIdentity(names: [], kind: .rsa(bits: 2048), owner: "RSA root")
    let stranger = TLSIdentity(names: [], owner: "root")
    let file = try TemporaryFile(root.certificate + rsaRoot.certificate)
    var cases: [FastPathCase] = []
    func add(
      _ title: String, _ identity: TLSIdentity, groups: String? = nil, _ expected: Outcome
    ) {
      for version in [TransferRequest.TLSVersion.v12, .v13] {
        cases.append(
          FastPathCase(
            title: "\(title), \(version)", identity: identity, file: file, version: version,
            groups: groups, expected: expected))
      }
    }
    func leaf(
      _ names: [String] = names, _ kind: TLSIdentity.Kind = .p256,
      lifetime: ClosedRange<Int> = -3600...3600, by issuer: TLSIdentity = root
    ) -> TLSIdentity {
      TLSIdentity(names: names, lifetime: lifetime, kind: kind, owner: "leaf", issuer: issuer)
    }
    add("EC P-256", leaf(), fine)
    add("EC P-384", leaf(names, .p384), fine)
    add("RSA, by RSA", leaf(names, .rsa(bits: 2048), by: rsaRoot), fine)
    add("a secret agreed on over P-256", leaf(), groups: "P-256", fine)
    add("a secret agreed on over P-521", leaf(), groups: "P-521", fine)
    add("expired", leaf(lifetime: -7200...(-3600)), bad("certificate has expired"))
    add("not yet valid", leaf(lifetime: 3600...7200), bad("certificate is not yet valid"))
    add("another host", leaf(["other.example.cn"]), Outcome(coversName: false, isTrusted: true))
    add("self-signed", TLSIdentity(names: names), bad("self-signed certificate"))
    add(
      "an issuer that nobody knows", leaf(by: TLSIdentity(names: [], owner: "nobody")),
      bad("unable to get local issuer certificate"))
    add(
      "an issuer's name, another's signature", leaf(by: stranger),
      bad("certificate signature failure"))
    add(
      "the same with RSA",
      leaf(
        names, .rsa(bits: 2048),
        by: TLSIdentity(names: [], kind: .rsa(bits: 2048), owner: "RSA root")),
      bad("certificate signature failure"))
    add(
      "an RSA key of 1024 bits", leaf(names, .rsa(bits: 1024)),
      bad("EE certificate key too weak"))
    var impostor = leaf()
    impostor.key = try Self.key(shownBy: impostor, usedBy: leaf())
    add("a key that is not the certificate's", impostor, Outcome(failure: .tlsAlert(nil)))
    return cases
  }

  /// A private key on P-256 that says it belongs to one certificate and signs as the other's.
  private static func key(shownBy shown: TLSIdentity, usedBy used: TLSIdentity) throws -> String {
    // The 32 octets of the number itself (RFC 5958, RFC 5915).
    let number = 36..<68
    var octets = try #require(Data(pem: shown.key))
    octets.replaceSubrange(number, with: try #require(Data(pem: used.key))[number])
    let text = octets.base64EncodedString(options: .lineLength64Characters)
    return "-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n"
  }
}

extension Data {
  fileprivate init?(pem text: String) {
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("-----") }
    self.init(base64Encoded: lines.joined())
  }
}

import Foundation
import Testing

@testable import Engine

@Suite("A transfer over HTTP/2", .timeLimit(.minutes(10)))
struct HTTP2Tests {
  @Test("reads a server that speaks nothing else", .enabled(if: HTTP2Server.isInstalled))
  func reads() async throws {
    let server = try await HTTP2Server(page: "<title>二号</title>")
    let result = try await get("/index.html", from: server)
    #expect(result.failure == nil)
    #expect(result.isComplete)
    #expect(result.head.starts(with: "HTTP/2 200".utf8))
    #expect(result.text == "<title>二号</title>")
    #expect(result.tls?.isComplete == true)
    #expect(result.tls?.certificate?.coversName == true)
  }

  @Test(
    "keeps the limits of head and body", .enabled(if: HTTP2Server.isInstalled))
  func limits() async throws {
    let server = try await HTTP2Server(page: String(repeating: "x", count: 1 << 20))
    let result = try await get("/index.html", from: server)
    #expect(result.failure == nil)
    #expect(result.isCapped)
    #expect(result.body.count == 64 * 1024)
    #expect(result.bodyOctets < 1 << 20)
  }

  @Test("reads a refusal as an answer", .enabled(if: HTTP2Server.isInstalled))
  func refusal() async throws {
    let server = try await HTTP2Server(page: "")
    let result = try await get("/nothing-here", from: server)
    #expect(result.failure == nil)
    #expect(result.head.starts(with: "HTTP/2 404".utf8))
  }

  @Test(
    "does not blame this machine for a server that breaks off",
    arguments: [
      // Nothing at all; what is no frame; GOAWAY; RST_STREAM of the one stream (RFC 9113).
      ([], TransferFailure.eof), (Array("HTTP/1.1 400 No\r\n\r\n".utf8), .eof),
      (
        [0, 0, 0, 4, 0, 0, 0, 0, 0] + [0, 0, 8, 7] + [UInt8](repeating: 0, count: 13),
        .httpMalformed
      ),
      (
        [0, 0, 0, 4, 0, 0, 0, 0, 0] + [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2],
        .eof
      ),
    ])
  func brokenOff(octets: [UInt8], failure: TransferFailure) async throws {
    let identity = TLSIdentity(names: ["www.example.cn"])
    let server = try ScriptedServer { peer in
      identity.serve(peer, agreesOnProtocol: true) { stream in
        stream.receive()
        stream.send(octets)
        stream.close()
        // A socket closed with octets unread would be reset.
        peer.holdOpen()
      }
    }
    let result = try await Shard.once {
      await $0.perform(
        TransferRequest(.https, to: server.port, serverName: "www.example.cn"))
    }
    #expect(result.tls?.isComplete == true)
    #expect(result.failure == failure)
  }

  private func get(_ path: String, from server: HTTP2Server) async throws -> TransferResult {
    try await Shard.once {
      await $0.perform(
        TransferRequest(.https, to: server.port, path: path, serverName: "www.example.cn"))
    }
  }
}

/// The distribution's nghttpd, which speaks HTTP/2 alone.
final class HTTP2Server: Sendable {
  private static let program = "/usr/sbin/nghttpd"

  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  let port: Int
  private let process = Process()
  private let folder: URL

  /// Serves `page` as `/index.html`.
  init(page: String) async throws {
    let identity = TLSIdentity(names: ["www.example.cn"])
    folder = FileManager.default.temporaryDirectory.appending(path: "icpdiag-h2-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      "key": identity.key, "certificate": identity.certificate, "index.html": page,
    ] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    port = try Loopback.refusedPort()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = [
      "--address=127.0.0.1", "--htdocs=\(folder.path)", "\(port)", "\(folder.path)/key",
      "\(folder.path)/certificate",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try await awaitConnection()
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Waits until the server takes connections.
  private func awaitConnection() async throws {
    let begun = ContinuousClock.now
    while true {
      let result = try await Shard.once { [port] in
        await $0.perform(TransferRequest(.https, to: port, serverName: "www.example.cn"))
      }
      guard result.failure == .connectRefused else { return }
      try #require(process.isRunning && ContinuousClock.now - begun < .seconds(60))
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}

import Engine
import Evidence
import Glibc
import Testing

@testable import Observation

/// A server on loopback that answers whatever comes first on a connection as a script says, and
/// keeps the connection until the client is done with it.
struct ScriptedWebServer {
  typealias Script = @Sendable (_ received: [UInt8]) -> [UInt8]

  /// Serves while `body` runs, which is given the port.
  static func run<Value: Sendable>(
    script: @escaping Script, _ body: @Sendable (UInt16) async throws -> Value
  ) async throws -> Value {
    let shard = try Shard()
    let listener = try #require(Loopback.bound(SOCK_STREAM, to: "127.0.0.1", port: 0))
    defer { close(listener) }
    try #require(listen(listener, 16) == 0)
    let port = try #require(Loopback.port(of: listener))
    async let serving: Void = shard.run { shard in
      while await shard.wait(for: listener, .readable, until: .distantFuture) == .ready {
        await serve(accept(listener, nil, nil), script, on: shard)
      }
    }
    let result: Result<Value, any Error>
    do {
      result = .success(try await body(port))
    } catch {
      result = .failure(error)
    }
    await shard.stop()
    await serving
    return try result.get()
  }

  private static func serve(
    _ peer: Int32, _ script: Script, on shard: isolated Shard
  ) async {
    defer { close(peer) }
    var isAnswered = false
    while await shard.wait(for: peer, .readable, until: .distantFuture) == .ready {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe recv(peer, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      if !isAnswered {
        let octets = script(Array(buffer[..<count]))
        unsafe send(peer, octets, octets.count, Int32(MSG_NOSIGNAL))
        isAnswered = true
      }
    }
  }
}

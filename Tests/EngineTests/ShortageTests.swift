import Glibc
import Testing

@testable import Engine

@Suite("What this machine lacks", .timeLimit(.minutes(10)))
struct ShortageTests {
  @Test(
    "is told from what its peers do",
    arguments: [
      (EMFILE, true), (ENFILE, true), (ENOBUFS, true), (ENOMEM, true), (EADDRNOTAVAIL, true),
      (ECONNREFUSED, false), (ECONNRESET, false), (ETIMEDOUT, false), (ENETUNREACH, false),
      (EBADF, false),
    ])
  func told(_ code: Int32, _ isShortage: Bool) {
    #expect(Shortage.isTold(by: code) == isShortage)
  }

  @Test("is waited for longer every time, and never for long")
  func pauses() {
    for attempt in [0, 1, 4, 5, 100, .max] {
      let pause = Shortage.pause(after: attempt)
      #expect(pause >= 0.01 && pause <= 0.32)
    }
    #expect(Shortage.pause(after: 4) > Shortage.pause(after: 0))
  }

  @Test("is not waited for beyond the time")
  func deadline() async throws {
    let (goesOn, stops) = try await Shard.once { shard in
      var attempt = 0
      let goesOn = await shard.waitsOutShortage(&attempt, until: .distantFuture)
      return (goesOn && attempt == 1, await !shard.waitsOutShortage(&attempt, until: .now))
    }
    #expect(goesOn && stops)
  }

  /// Descriptors are the whole process's: this one has its own.
  @Test("of descriptors ends a transfer as a shortage, and the next one passes")
  func descriptors() async {
    await #expect(processExitsWith: .success) {
      let server = try ScriptedServer { peer in
        peer.receiveRequest()
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      }
      let request = TransferRequest(.http, to: server.port)
      let results = try await Shard.once { shard in
        // Loads what is loaded once.
        var results = [await shard.perform(request)]
        var taken: [Int32] = []
        while true {
          let descriptor = dup(0)
          guard descriptor >= 0 else { break }
          taken.append(descriptor)
        }
        results.append(await shard.perform(request))
        for descriptor in taken { close(descriptor) }
        results.append(await shard.perform(request))
        return results
      }
      #expect(results.map(\.failure) == [nil, .shortage, nil])
      #expect(results[1].connectMilliseconds == nil)
    }
  }
}

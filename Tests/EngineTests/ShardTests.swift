import Glibc
import Testing

@testable import Engine

@Suite("A shard", .timeLimit(.minutes(10)))
struct ShardTests {
  @Test("runs everything a task starts on its own thread")
  func stays() async throws {
    let shard = try Shard()
    let threads = await shard.run { shard in
      let first = pthread_self()
      async let child = Self.thread(after: 0.001, on: shard)
      _ = await shard.sleep(until: .now.adding(seconds: 0.002))
      return [first, await child, pthread_self()]
    }
    #expect(Set(threads).count == 1)
    #expect(threads[0] != pthread_self())
    await shard.stop()
  }

  private static func thread(after seconds: Double, on shard: isolated Shard) async -> pthread_t {
    _ = await shard.sleep(until: .now.adding(seconds: seconds))
    return pthread_self()
  }

  @Test("wakes a reader when octets arrive, again and again")
  func wakes() async throws {
    let shard = try Shard()
    let (left, right) = try socketPair()
    defer {
      close(left)
      close(right)
    }
    for octet in UInt8(0)..<100 {
      let received = await shard.run { shard in
        async let reading = Self.octet(from: left, on: shard)
        var octet = octet
        unsafe write(right, &octet, 1)
        return await reading
      }
      #expect(received == octet)
    }
    await shard.stop()
  }

  private static func octet(from descriptor: Int32, on shard: isolated Shard) async -> UInt8? {
    guard await shard.wait(for: descriptor, .readable, until: .distantFuture) == .ready else {
      return nil
    }
    var octet: UInt8 = 0
    return unsafe read(descriptor, &octet, 1) == 1 ? octet : nil
  }

  @Test("ends a wait at its deadline, and the descriptor can be waited for again")
  func timesOut() async throws {
    let shard = try Shard()
    let (left, right) = try socketPair()
    defer {
      close(left)
      close(right)
    }
    let outcomes = await shard.run { shard in
      let first = await shard.wait(for: left, .readable, until: .now.adding(seconds: 0.001))
      let second = await shard.wait(for: left, .writable, until: .distantFuture)
      return [first, second]
    }
    #expect(outcomes == [.timedOut, .ready])
    await shard.stop()
  }

  @Test("fires deadlines in order, whatever the order they were set in")
  func orders() async throws {
    let shard = try Shard()
    let order = await shard.run { shard in
      let start = MonotonicTime.now
      return await withTaskGroup(of: Int.self) { group in
        for step in [5, 1, 4, 2, 3, 9, 7, 8, 6] {
          group.addTask {
            _ = await shard.sleep(until: start.adding(seconds: Double(step) * 0.01))
            return step
          }
        }
        var order: [Int] = []
        for await step in group {
          order.append(step)
        }
        return order
      }
    }
    #expect(order == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    await shard.stop()
  }

  @Test("ends every wait when it is stopped")
  func stops() async throws {
    let shard = try Shard()
    let (left, right) = try socketPair()
    defer {
      close(left)
      close(right)
    }
    let outcome = await shard.run { shard in
      async let waiting = shard.wait(for: left, .readable, until: .distantFuture)
      _ = await shard.sleep(until: .now.adding(seconds: 0.001))
      shard.stop()
      return await waiting
    }
    #expect(outcome == .stopped)
  }

  private func socketPair() throws -> (Int32, Int32) {
    var pair: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    try #require(unsafe socketpair(AF_UNIX, type, 0, &pair) == 0)
    return (pair[0], pair[1])
  }
}

internal import Engine
internal import Evidence
internal import Glibc
internal import Synchronization

/// One port number on several addresses: the tool maps a standard port to one other.
enum CommonPort {
  /// Binds a socket for each of `wanted` to `port`, or for 0 to any port that is free on all of the
  /// addresses.
  ///
  /// - Returns: The port, and the sockets in the order of `wanted`.
  /// - Throws: ``LabError`` when there is none.
  static func bind(
    _ wanted: [(IPAddress, Socket.Kind)], port: UInt16
  ) throws(LabError) -> (port: UInt16, sockets: [Socket]) {
    // The kernel knows free ports of one address only, so the others may take a few attempts.
    for _ in 0..<64 {
      var common = port
      var sockets: [Socket] = []
      do throws(EngineError) {
        for (address, kind) in wanted {
          let socket = try Socket(kind, at: address, port: common)
          if common == 0, let chosen = socket.port {
            common = chosen
          }
          sockets.append(socket)
        }
        return (common, sockets)
      } catch {
        guard error.code == EADDRINUSE, port == 0 else {
          throw LabError(
            .resource,
            "cannot \(error.operation) port \(common) of \(wanted[sockets.count].0): "
              + text(error.code),
            remedy: "choose a free port above 1023, or 0 for any")
        }
      }
    }
    throw LabError(
      .resource, "no port is free on all addresses", remedy: "stop other labs and try again")
  }

  /// What the system calls an error.
  static func text(_ code: Int32) -> String {
    unsafe String(cString: strerror(code))
  }
}

/// Accepts connections and serves each in a task of its own, with a bound on their number.
struct Acceptor: Sendable {
  let socket: Socket
  let population: Population

  func run(
    on shard: isolated Shard, _ serve: @escaping @Sendable (Socket, isolated Shard) async -> Void
  ) async {
    await withDiscardingTaskGroup { group in
      while await shard.wait(for: socket.descriptor, .readable, until: .distantFuture) == .ready {
        accepting: while population.hasRoom {
          switch socket.accept() {
          case .success(let connection):
            population.enter()
            group.addTask {
              await serve(connection, shard)
              population.leave()
            }
          case .failure(let error):
            if error.code == ECONNABORTED { continue accepting }
            if error.code == EAGAIN { break accepting }
            // Out of descriptors: let some connections end first.
            guard await shard.sleep(until: .now.adding(seconds: 0.01)) == .timedOut else { return }
            break accepting
          }
        }
        if !population.hasRoom {
          guard await shard.sleep(until: .now.adding(seconds: 0.01)) == .timedOut else { return }
        }
      }
    }
  }
}

/// How many connections are open in a lab.
final class Population: Sendable {
  private let count = Atomic<Int>(0)
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  var hasRoom: Bool { count.load(ordering: .relaxed) < limit }

  func enter() {
    count.wrappingAdd(1, ordering: .relaxed)
  }

  func leave() {
    count.wrappingSubtract(1, ordering: .relaxed)
  }
}

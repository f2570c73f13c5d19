internal import Engine
internal import Evidence

/// One question over TCP: two octets of length, then the message (RFC 1035 section 4.2.2).
struct DNSStream {
  private let socket: DNSSocket

  init(_ socket: DNSSocket) {
    self.socket = socket
  }

  /// Sends `message` and reads one message.
  ///
  /// - Throws: ``SocketFailure``, with ``Failure/eof`` when the server closes before the end.
  func exchange(
    _ message: [UInt8], until limit: MonotonicTime, on shard: isolated Shard
  ) async throws(SocketFailure) -> [UInt8] {
    try await wait(.writable, until: limit, on: shard)
    if let failure = socket.pendingFailure() { throw failure }
    var rest = (Self.length(of: message) + message)[...]
    while true {
      rest = rest.dropFirst(try socket.send(rest))
      if rest.isEmpty { break }
      try await wait(.writable, until: limit, on: shard)
    }
    let length = try await read(2, until: limit, on: shard)
    return try await read(Int(length[0]) << 8 | Int(length[1]), until: limit, on: shard)
  }

  private static func length(of message: [UInt8]) -> [UInt8] {
    [UInt8(truncatingIfNeeded: message.count >> 8), UInt8(truncatingIfNeeded: message.count)]
  }

  private func read(
    _ count: Int, until limit: MonotonicTime, on shard: isolated Shard
  ) async throws(SocketFailure) -> [UInt8] {
    var octets: [UInt8] = []
    while octets.count < count {
      try await wait(.readable, until: limit, on: shard)
      guard let more = try socket.receive(limit: count - octets.count) else { continue }
      guard !more.isEmpty else { throw SocketFailure(failure: .eof) }
      octets += more
    }
    return octets
  }

  private func wait(
    _ direction: Direction, until limit: MonotonicTime, on shard: isolated Shard
  ) async throws(SocketFailure) {
    switch await shard.wait(for: socket.descriptor, direction, until: limit) {
    case .ready: return
    case .timedOut: throw SocketFailure(failure: .dnsTimeout)
    case .stopped: throw SocketFailure(failure: .local)
    }
  }
}

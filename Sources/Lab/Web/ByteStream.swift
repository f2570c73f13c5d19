internal import Engine

/// A connection that carries octets both ways, with or without TLS.
protocol ByteStream {
  /// Appends what the peer sends next.
  func receive(
    into buffer: inout [UInt8], until deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Socket.Receipt

  /// Sends all of `octets` and says whether that went well.
  @discardableResult
  func send(
    _ octets: [UInt8], until deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Bool
}

extension Socket: ByteStream {
  func receive(
    into buffer: inout [UInt8], until deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Receipt {
    await receive(into: &buffer, limit: 16 * 1024, until: deadline, on: shard)
  }
}

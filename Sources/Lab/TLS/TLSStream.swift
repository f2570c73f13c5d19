internal import COpenSSL
internal import Engine

/// The server's end of one TLS connection.
///
/// OpenSSL reads and writes memory, and the socket is driven here: a gateway has to see the
/// ClientHello before TLS does.
@safe final class TLSStream: ByteStream {
  private let socket: Socket
  private let connection: OpaquePointer
  /// From the peer to OpenSSL, and back; both belong to ``connection``.
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer

  /// Starts with the octets that are already read.
  init?(_ context: TLSContext, over socket: Socket, received: [UInt8]) {
    guard let connection = unsafe context.makeConnection() else { return nil }
    guard let incoming = unsafe BIO_new(BIO_s_mem()), let outgoing = unsafe BIO_new(BIO_s_mem())
    else {
      unsafe SSL_free(connection)
      return nil
    }
    unsafe SSL_set_bio(connection, incoming, outgoing)
    self.socket = socket
    unsafe self.connection = connection
    unsafe self.incoming = incoming
    unsafe self.outgoing = outgoing
    feed(received)
  }

  deinit {
    unsafe SSL_free(connection)
  }

  /// Completes the handshake.
  ///
  /// - Returns: Whether the client went along with it, before the deadline.
  func handshake(until deadline: MonotonicTime, on shard: isolated Shard) async -> Bool {
    await unsafe run(until: deadline, on: shard) { connection in unsafe SSL_accept(connection) } > 0
  }

  func receive(
    into buffer: inout [UInt8], until deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Socket.Receipt {
    var piece: [UInt8] = []
    let count = await unsafe run(until: deadline, on: shard) { connection in
      // One record at most (RFC 8446 section 5.1).
      piece = unsafe [UInt8](unsafeUninitializedCapacity: 16 * 1024) { room, filled in
        filled = Int(max(0, unsafe SSL_read(connection, room.baseAddress, Int32(room.count))))
      }
      return piece.isEmpty ? -1 : Int32(piece.count)
    }
    guard count > 0 else { return .ended }
    buffer += piece
    return .octets
  }

  @discardableResult
  func send(
    _ octets: [UInt8], until deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Bool {
    guard !octets.isEmpty else { return true }
    return await unsafe run(until: deadline, on: shard) { connection in
      unsafe SSL_write(connection, octets, Int32(octets.count))
    } > 0
  }

  /// Says goodbye, as an orderly server does.
  func end(until deadline: MonotonicTime, on shard: isolated Shard) async {
    unsafe SSL_shutdown(connection)
    _ = await flush(until: deadline, on: shard)
  }

  /// Repeats `operation` as octets come, until it succeeds or can no more.
  private func run(
    until deadline: MonotonicTime, on shard: isolated Shard,
    _ operation: (OpaquePointer) -> Int32
  ) async -> Int32 {
    while true {
      ERR_clear_error()
      let code = unsafe operation(connection)
      let reason = unsafe SSL_get_error(connection, code)
      // An alert is sent even when the operation has failed.
      guard await flush(until: deadline, on: shard) else { return -1 }
      if code > 0 { return code }
      var received: [UInt8] = []
      guard reason == SSL_ERROR_WANT_READ,
        await socket.receive(into: &received, until: deadline, on: shard) == .octets
      else { return -1 }
      feed(received)
    }
  }

  private func feed(_ octets: [UInt8]) {
    unsafe BIO_write(incoming, octets, Int32(octets.count))
  }

  private func flush(until deadline: MonotonicTime, on shard: isolated Shard) async -> Bool {
    let pending = unsafe BIO_ctrl_pending(outgoing)
    guard pending > 0 else { return true }
    let octets = unsafe [UInt8](unsafeUninitializedCapacity: pending) { room, filled in
      filled = Int(max(0, unsafe BIO_read(outgoing, room.baseAddress, Int32(room.count))))
    }
    return await socket.send(octets, until: deadline, on: shard)
  }
}

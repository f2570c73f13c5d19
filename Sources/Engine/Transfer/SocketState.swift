internal import CSockets
internal import Glibc

/// What the kernel knows of a TCP connection at the moment it is closed (tcp(7), `TCP_INFO`).
///
/// The library's own account is too coarse: it has one code for every failed handshake, and no
/// connect time for a connection that failed.
struct SocketState {
  /// Whether the SYN was acknowledged.
  let isConnected: Bool
  /// Whether the connection is gone without our close: the peer reset it.
  let isReset: Bool
  let octetsReceived: UInt64

  /// Asks the kernel; `nil` when it does not say.
  init?(_ descriptor: Int32) {
    let capacity = Layout.octetsReceived + 8
    let info: (state: UInt8, acknowledged: UInt64, received: UInt64)? =
      unsafe withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 8) { buffer in
        var length = socklen_t(capacity)
        guard
          unsafe getsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_INFO, buffer.baseAddress, &length) == 0,
          Int(length) >= capacity
        else { return nil }
        return unsafe (
          buffer.load(as: UInt8.self),
          buffer.load(fromByteOffset: Layout.octetsAcknowledged, as: UInt64.self),
          buffer.load(fromByteOffset: Layout.octetsReceived, as: UInt64.self)
        )
      }
    guard let info else { return nil }
    isConnected = info.acknowledged > 0
    isReset = info.acknowledged > 0 && info.state == Layout.closed
    octetsReceived = info.received
  }

  /// Offsets in the kernel's `struct tcp_info` (linux/tcp.h), which only ever grows at its end; the
  /// C library's declaration of it stops before them.
  private enum Layout {
    static let octetsAcknowledged = 120
    static let octetsReceived = 128
    /// `TCP_CLOSE`.
    static let closed: UInt8 = 7
  }

  /// Takes what is left to read without waiting, at most `limit` octets.
  static func rest(of descriptor: Int32, limit: Int) -> [UInt8] {
    guard limit > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit {
        let taken = unsafe recv(
          descriptor, buffer.baseAddress?.advanced(by: count), limit - count,
          Int32(MSG_DONTWAIT))
        guard taken > 0 else { return }
        count += taken
      }
    }
  }
}

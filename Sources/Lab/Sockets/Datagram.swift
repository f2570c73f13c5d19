internal import Glibc

/// Where a datagram came from, in the kernel's form.
struct Peer: Sendable {
  fileprivate let storage: [UInt8]
}

extension Socket {
  /// The next datagram that has arrived; `nil` when none has.
  func receiveDatagram() -> (octets: [UInt8], sender: Peer)? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var count = -1
    // Questions are short; what is cut off was none.
    let octets = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { room, filled in
      count = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe recvfrom(descriptor, room.baseAddress, room.count, 0, $0, &length)
        }
      }
      filled = max(0, count)
    }
    guard count >= 0 else { return nil }
    let sender = unsafe withUnsafeBytes(of: &storage) { unsafe Array($0.prefix(Int(length))) }
    return (octets, Peer(storage: sender))
  }

  /// Sends a datagram; one that the kernel refuses is lost, as datagrams may be.
  func sendDatagram(_ octets: [UInt8], to peer: Peer) {
    _ = unsafe peer.storage.withUnsafeBytes { storage in
      guard let address = unsafe storage.assumingMemoryBound(to: sockaddr.self).baseAddress else {
        return -1
      }
      return unsafe sendto(
        descriptor, octets, octets.count, 0, address, socklen_t(storage.count))
    }
  }
}

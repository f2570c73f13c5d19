internal import Evidence
internal import Glibc

/// Calls `body` with the `sockaddr` of an address and a port; `zone` is the interface that a
/// link-local address belongs to, by name or number.
func withSocketAddress<Result>(
  _ address: IPAddress, zone: String? = nil, port: UInt16,
  _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
  switch address.family {
  case .v4:
    var socketAddress = sockaddr_in()
    socketAddress.sin_family = sa_family_t(AF_INET)
    socketAddress.sin_port = port.bigEndian
    socketAddress.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.bits).bigEndian
    return unsafe generic(socketAddress, body)
  case .v6:
    var socketAddress = sockaddr_in6()
    socketAddress.sin6_family = sa_family_t(AF_INET6)
    socketAddress.sin6_port = port.bigEndian
    if let zone {
      socketAddress.sin6_scope_id = unsafe UInt32(zone) ?? if_nametoindex(zone)
    }
    unsafe withUnsafeMutableBytes(of: &socketAddress.sin6_addr) {
      unsafe $0.copyBytes(from: address.octets)
    }
    return unsafe generic(socketAddress, body)
  }
}

private func generic<Address, Result>(
  _ address: Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
  unsafe withUnsafePointer(to: address) {
    unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      unsafe body($0, socklen_t(MemoryLayout<Address>.size))
    }
  }
}

extension IPAddress.Family {
  /// The address family of socket(2).
  var domain: Int32 { self == .v4 ? AF_INET : AF_INET6 }
}

extension Failure {
  /// What the error of a system call on a socket says about the peer, or about this machine.
  init(systemError code: Int32) {
    switch code {
    case ECONNREFUSED: self = .connectRefused
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EAFNOSUPPORT: self = .connectUnreachable
    case ETIMEDOUT: self = .connectTimeout
    case ECONNRESET, EPIPE: self = .reset
    default: self = .local
    }
  }
}

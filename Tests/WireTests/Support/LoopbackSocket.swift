import Glibc

/// A socket connected to a port of 127.0.0.1, whose every operation gives up after some seconds.
struct LoopbackSocket: ~Copyable {
  enum Transport {
    case udp, tcp
  }

  private let descriptor: Int32

  /// Connects; `nil` when nobody listens.
  init?(_ transport: Transport, port: UInt16, timeoutSeconds: Int = 10) {
    let type = transport == .udp ? SOCK_DGRAM : SOCK_STREAM
    descriptor = socket(AF_INET, Int32(type.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = Self.loopback(port: port)
    let isConnected = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return nil }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
    }
  }

  func send(_ octets: [UInt8]) -> Bool {
    unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
      == octets.count
  }

  /// What one read gives; empty at the end, on an error and after the timeout.
  func receive(upTo limit: Int = 0xFFFF) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = unsafe recv(descriptor, &buffer, limit, 0)
    return Array(buffer.prefix(max(count, 0)))
  }

  /// A port of 127.0.0.1 that is free for both transports at the moment.
  static func freePort() -> UInt16? {
    for _ in 0..<50 {
      let udp = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
      let tcp = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer {
        close(udp)
        close(tcp)
      }
      if let port = bind(udp, port: 0), bind(tcp, port: port) != nil {
        return port
      }
    }
    return nil
  }

  private static func bind(_ descriptor: Int32, port: UInt16) -> UInt16? {
    var address = loopback(port: port)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      let isBound = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
      return isBound ? UInt16(bigEndian: unsafe pointer.pointee.sin_port) : nil
    }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}

internal import Glibc

/// The machine's own way from a name to addresses: its hosts file, its search list, its resolver
/// (getaddrinfo(3)).
///
/// For what this machine itself is to talk to. What is examined is asked for by the observation's
/// own client, which sees what this way hides.
package enum NameService {
  /// Looks a name up on a thread of its own, since the C library's way blocks: for as long as its
  /// configuration says, some seconds for each server (resolv.conf(5)).
  ///
  /// - Parameters:
  ///   - host: A name, or an address, which stands for itself.
  ///   - limit: Addresses given back at most, the preferred ones.
  /// - Returns: Numeric addresses in the order in which they are to be tried (RFC 6724); none when
  ///   the name has none, or nobody answers.
  package static func addresses(of host: String, limit: Int = 4) async -> [String] {
    await unsafe withUnsafeContinuation { continuation in
      let code = Thread.detach {
        unsafe continuation.resume(returning: look(for: host, limit: limit))
      }
      if code != 0 {
        unsafe continuation.resume(returning: [])
      }
    }
  }

  private static func look(for host: String, limit: Int) -> [String] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_UNSPEC
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { unsafe freeaddrinfo(list) }
    var found: [String] = []
    var next = unsafe list
    while let entry = unsafe next?.pointee, found.count < limit {
      unsafe next = unsafe entry.ai_next
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let code = unsafe getnameinfo(
        entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
      guard code == 0 else { continue }
      // A link-local address carries its interface behind a percent sign, which nobody else reads.
      let address = String(
        decoding: text.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: "%")) }.map(UInt8.init),
        as: UTF8.self)
      if !found.contains(address) { found.append(address) }
    }
    return found
  }
}

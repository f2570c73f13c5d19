internal import Evidence
internal import Glibc

/// The name servers that this machine is set up to ask.
package enum SystemResolvers {
  /// As many as the C library looks at (`MAXNS`, resolv.conf(5)).
  private static let limit = 3

  /// A resolver configuration is a few lines; more than this is something else.
  private static let octetLimit = 64 * 1024

  /// Reads the `nameserver` lines of a resolver configuration (resolv.conf(5)).
  ///
  /// - Parameter path: The file to read.
  /// - Returns: At most three; the machine itself when there are none, as the C library has it.
  package static func read(path: String = "/etc/resolv.conf") -> [NameServer] {
    let servers = nameServers(in: contents(of: path))
    guard servers.isEmpty else { return servers }
    return ["127.0.0.1", "::1"].compactMap { NameServer($0) }
  }

  static func nameServers(in octets: [UInt8]) -> [NameServer] {
    var servers: [NameServer] = []
    for line in octets.split(whereSeparator: { $0 == UInt8(ascii: "\n") }) {
      let words = line.split { [0x09, 0x0D, 0x20].contains($0) }
      // A word without a port: the C library knows none here.
      guard words.count >= 2, words[0].elementsEqual("nameserver".utf8),
        let server = NameServer(String(decoding: words[1], as: UTF8.self)), server.port == nil
      else { continue }
      servers.append(server)
    }
    return Array(servers.prefix(limit))
  }

  private static func contents(of path: String) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return unsafe [UInt8](unsafeUninitializedCapacity: octetLimit) { buffer, count in
      while count < octetLimit {
        let more = unsafe Glibc.read(
          descriptor, buffer.baseAddress.map { unsafe $0 + count }, octetLimit - count)
        guard more > 0 else { return }
        count += more
      }
    }
  }
}

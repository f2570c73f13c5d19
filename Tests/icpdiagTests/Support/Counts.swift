import Foundation
import Testing

/// A summary's numbers by their keys, those of the inner objects as `by_cause.waf`.
struct Counts {
  let counts: [String: Int]
  let shard: String?
  let stage: String?

  init(_ text: String) throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "icpdiag.summary/1")
    shard = object["shard"] as? String
    stage = object["stage"] as? String
    var counts: [String: Int] = [:]
    for (key, value) in object {
      if let number = value as? Int { counts[key] = number }
      for (name, number) in value as? [String: Int] ?? [:] { counts["\(key).\(name)"] = number }
    }
    self.counts = counts
  }
}

/// A name server that takes questions and gives no answer.
final class SilentNameServer {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    try #require(code == 0)
  }

  deinit {
    close(descriptor)
  }

  /// Whether a question has come; it stays unanswered.
  var isAsked: Bool {
    var octet: UInt8 = 0
    return unsafe recv(
      descriptor, &octet, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
  }
}

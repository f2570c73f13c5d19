import Glibc
import Synchronization

@testable import Engine

/// An HTTP server on loopback that keeps every request and plays a list of answers, the last one
/// again and again.
final class Receiver: Sendable {
  struct Request: Equatable {
    var line: String
    var fields: [String: String]
    var body: String
  }

  let port: Int
  private let listener: Int32
  private let received = Mutex<[Request]>([])

  /// Listens; an answer is a status line with what follows it, such as `200 OK` or
  /// `429 Too Many\r\nRetry-After: 1`, and a body.
  init(_ answers: [(status: String, body: String)] = [("200 OK", "ok")]) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = unsafe withUnsafeMutablePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard unsafe bind(listener, address, length) == 0, Glibc.listen(listener, 64) == 0
        else { return errno }
        return unsafe getsockname(listener, address, &length) == 0 ? 0 : errno
      }
    }
    guard code == 0 else { throw EngineError(operation: "listen", code: code) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    let begun = Thread.detach { [self] in
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { break }
        serve(descriptor, answers)
        close(descriptor)
      }
      close(listener)
    }
    guard begun == 0 else { throw EngineError(operation: "pthread_create", code: begun) }
  }

  /// Ends the thread's accept, which closes the socket.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  var requests: [Request] { received.withLock { $0 } }

  private func serve(_ descriptor: Int32, _ answers: [(status: String, body: String)]) {
    var octets: [UInt8] = []
    var request: Request?
    while request == nil {
      var room = [UInt8](repeating: 0, count: 65536)
      let count = unsafe recv(descriptor, &room, room.count, 0)
      guard count > 0 else { return }
      octets += room.prefix(count)
      request = Request(octets)
    }
    let number = received.withLock { all in
      if let request { all.append(request) }
      return all.count
    }
    let answer = answers[min(number, answers.count) - 1]
    let text =
      "HTTP/1.1 \(answer.status)\r\nContent-Length: \(answer.body.utf8.count)\r\n\r\n\(answer.body)"
    let reply = Array(text.utf8)
    _ = unsafe send(descriptor, reply, reply.count, Int32(MSG_NOSIGNAL))
  }
}

extension Receiver.Request {
  /// A request that has arrived as a whole.
  fileprivate init?(_ octets: [UInt8]) {
    let text = String(decoding: octets, as: UTF8.self)
    guard let blank = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<blank.lowerBound].components
    fields = [:]
    for field in lines.dropFirst() {
      let parts = field.split(separator: ":", maxSplits: 1)
      fields[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].dropFirst()) : ""
    }
    line = lines.first ?? ""
    body = String(text[blank.upperBound...])
    guard body.utf8.count >= Int(fields["content-length"] ?? "0") ?? 0 else { return nil }
  }
}

extension Substring {
  fileprivate var components: [String] {
    split(separator: "\r\n").map(String.init)
  }
}

/// A port on which nothing listens.
func refusedPort() throws -> Int {
  let receiver = try Receiver()
  receiver.stop()
  return receiver.port
}

import Glibc
import Synchronization

@testable import Engine

/// What servers on several threads have received, in order.
final class Received: Sendable {
  private let received = Mutex<[[UInt8]]>([])

  func append(_ octets: [UInt8]) {
    received.withLock { $0.append(octets) }
  }

  var all: [[UInt8]] { received.withLock { $0 } }
}

/// A file with the given text, for the time of a test.
final class TemporaryFile {
  let path: String

  init(_ text: String) throws {
    var template = Array("/tmp/icpdiag-test-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw EngineError(operation: "mkstemp", code: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    let octets = Array(text.utf8)
    let written = unsafe write(descriptor, octets, octets.count)
    close(descriptor)
    guard written == octets.count else { throw EngineError(operation: "write", code: errno) }
  }

  deinit {
    unsafe unlink(path)
  }
}

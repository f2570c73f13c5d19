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

/// A file with the given text in a folder of its own, for the time of a test.
final class TemporaryFile {
  let folder: String
  let path: String

  init(_ text: String, name: String = "file") throws {
    var template = Array("/tmp/icpdiag-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw EngineError(operation: "mkdtemp", code: errno)
    }
    folder = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    path = "\(folder)/\(name)"
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
    let octets = Array(text.utf8)
    let written = unsafe write(descriptor, octets, octets.count)
    close(descriptor)
    guard written == octets.count else { throw EngineError(operation: "write", code: errno) }
  }

  deinit {
    unsafe unlink(path)
    unsafe rmdir(folder)
  }
}

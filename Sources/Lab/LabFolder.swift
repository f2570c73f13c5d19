internal import Glibc

/// The files a lab writes for the tool: places, records, targets, the authority's certificate.
package struct LabFolder: Sendable {
  package let path: String
  /// A folder made for this lab goes with it.
  private let isOwn: Bool
  private var files: [String] = []

  /// Uses the folder at `path`, or makes a new one for temporary files.
  init(at path: String?) throws(LabError) {
    if let path {
      self.path = path
      isOwn = false
      guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
        throw Self.failed("make the folder", path)
      }
      return
    }
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/icpdiag-lab-XXXXXX").utf8CString)
    let made = unsafe mkdtemp(&template).map { unsafe String(cString: $0) }
    guard let made else { throw Self.failed("make a folder in", parent) }
    self.path = made
    isOwn = true
  }

  func path(of name: String) -> String { path + "/" + name }

  /// Writes a file anew; others may read it.
  mutating func write(_ octets: [UInt8], to name: String) throws(LabError) {
    let target = path(of: name)
    let descriptor = unsafe open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failed("write", target) }
    defer { close(descriptor) }
    var written = 0
    while written < octets.count {
      let count = unsafe octets.withUnsafeBytes { pointer in
        unsafe Glibc.write(
          descriptor, pointer.baseAddress?.advanced(by: written), octets.count - written)
      }
      guard count > 0 || errno == EINTR else { throw Self.failed("write", target) }
      written += max(0, count)
    }
    files.append(name)
  }

  /// Removes what was written, and the folder if it was made for this lab.
  func remove() {
    for name in files {
      unsafe unlink(path(of: name))
    }
    if isOwn {
      unsafe rmdir(path)
    }
  }

  private static func failed(_ attempt: String, _ path: String) -> LabError {
    LabError(
      .unwritable, "cannot \(attempt) \(path): \(CommonPort.text(errno))",
      remedy: "check the path, its permissions and the space left")
  }
}

/// Reads a whole file, such as a scenario.
///
/// - Throws: ``LabError`` when it cannot be read or is larger than 16 MiB.
package func readScenarioFile(_ path: String) throws(LabError) -> [UInt8] {
  let limit = 16 << 20
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  func failed() -> LabError {
    LabError(
      .missing, "cannot read \(path): \(CommonPort.text(errno))",
      remedy: "give the path of a scenario, such as fixtures/lab/demo.json")
  }
  guard descriptor >= 0 else { throw failed() }
  defer { close(descriptor) }
  var octets: [UInt8] = []
  while octets.count <= limit {
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    let count = unsafe read(descriptor, &piece, piece.count)
    if count == 0 { return octets }
    guard count > 0 || errno == EINTR else { throw failed() }
    octets += piece.prefix(max(0, count))
  }
  throw LabError(.missing, "\(path) is larger than 16 MiB", remedy: "give a scenario file")
}

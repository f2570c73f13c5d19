internal import Glibc

/// About how many inputs a run will have read at its end, as far as its input is one file.
package struct InputExtent: Sendable {
  private let descriptor: Int32
  private let size: Int

  /// Fails for what has no length that can be known: a pipe, a terminal, several sources.
  package init?(_ sources: [InputSource]) {
    guard sources.count == 1, case .lines(let descriptor, _) = sources[0] else { return nil }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  /// The number of inputs, when `read` of them have been read so far.
  package func total(after read: Int) -> Int? {
    Progress.total(size: size, octets: Int(lseek(descriptor, 0, SEEK_CUR)), read: read)
  }
}

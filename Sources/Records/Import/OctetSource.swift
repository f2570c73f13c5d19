internal import Glibc

/// Where the octets of a file of records come from, piece by piece.
package protocol OctetSource {
  /// The next octets, at least one; none at the end of the file.
  mutating func next() throws(RecordsError) -> [UInt8]
}

/// A text that is in memory already.
package struct OctetsInMemory: OctetSource {
  private var octets: [UInt8]
  private let pieceOctets: Int
  private var start = 0

  /// - Parameters:
  ///   - octets: The whole text.
  ///   - pieceOctets: How much to hand out at a time; tests choose it small.
  package init(_ octets: [UInt8], pieceOctets: Int = 65_536) {
    self.octets = octets
    self.pieceOctets = pieceOctets
  }

  package mutating func next() -> [UInt8] {
    let end = min(start + pieceOctets, octets.count)
    defer { start = end }
    return Array(octets[start..<end])
  }
}

/// An open file, read from where it stands; its opener closes it.
package struct OctetsOfFile: OctetSource {
  private let descriptor: CInt
  private let name: String

  /// - Parameters:
  ///   - descriptor: A file, pipe or terminal that is open for reading.
  ///   - name: The name to report errors under.
  package init(descriptor: CInt, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  package mutating func next() throws(RecordsError) -> [UInt8] {
    while true {
      var count = 0
      let octets = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, used in
        count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        used = max(count, 0)
      }
      if count >= 0 { return octets }
      let error = errno
      if error == EINTR { continue }
      throw RecordsError(
        file: name, message: "cannot be read: \(unsafe String(cString: strerror(error)))")
    }
  }
}

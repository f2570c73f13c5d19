internal import Evidence

/// A line of a file, without its line break.
struct Line {
  /// From 1.
  let number: Int
  /// `nil` when the line is longer than can be taken; it was skipped, not kept.
  let octets: [UInt8]?
}

/// Parts octets into lines at LF or CRLF, each held alone, however long the file.
///
/// In UTF-8 and in GB18030 no octet of a longer character is a line break, so lines are parted
/// before the encoding is known.
struct LineReader<Source: OctetSource> {
  private var source: Source
  private var piece: ArraySlice<UInt8> = []
  private var number = 0
  private var isAtEnd = false
  private var returned: [Line] = []

  init(_ source: Source) {
    self.source = source
  }

  /// Gives lines back, to be read again in this order before all others.
  mutating func putBack(_ lines: ArraySlice<Line>) {
    returned += lines.reversed()
  }

  /// The next line, or `nil` at the end of the file.
  ///
  /// A last line without a line break is a line; an empty one is none.
  mutating func next() throws(RecordsError) -> Line? {
    if let line = returned.popLast() { return line }
    var octets: [UInt8] = []
    var isTooLong = false
    var hasAny = false
    while true {
      if piece.isEmpty {
        if !isAtEnd { piece = try source.next()[...] }
        isAtEnd = isAtEnd || piece.isEmpty
        if isAtEnd {
          guard hasAny else { return nil }
          break
        }
      }
      hasAny = true
      let end = piece.firstIndex(of: UInt8(ascii: "\n"))
      let part = piece[..<(end ?? piece.endIndex)]
      isTooLong = isTooLong || octets.count + part.count > Limits.lineOctets
      if isTooLong {
        octets = []
      } else {
        octets += part
      }
      piece = end.map { piece[($0 + 1)...] } ?? []
      if end != nil { break }
    }
    number += 1
    if octets.last == UInt8(ascii: "\r") { octets.removeLast() }
    if number == 1, octets.starts(with: [0xEF, 0xBB, 0xBF]) { octets.removeFirst(3) }
    return Line(number: number, octets: isTooLong ? nil : octets)
  }
}

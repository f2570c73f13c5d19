internal import Evidence

/// A list of targets as a file holds it.
enum TargetList {
  struct Line: Equatable {
    var input: String
    var meta: String?
  }

  /// One target a line; blank lines and those that begin with `#` are skipped, and what stands
  /// after the first tab is carried to the report.
  static func lines(in octets: [UInt8]) -> [Line] {
    let text = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets[3...] : octets[...]
    return text.split(separator: UInt8(ascii: "\n")).compactMap { octets in
      var line = octets
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      guard let first, first != UInt8(ascii: "#") else { return nil }
      let parts = line.split(
        separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
      return Line(
        input: String(decoding: parts[0], as: UTF8.self),
        meta: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil)
    }
  }
}

/// An octet source of which the beginning can be looked at before it is read.
struct Lookahead<Source: OctetSource>: OctetSource {
  /// Enough to tell one format from another.
  static var octets: Int { 65_536 }

  private(set) var source: Source
  private var seen: [UInt8] = []
  private var isAtEnd = false

  init(_ source: Source) {
    self.source = source
  }

  /// The first octets that have not been read yet; fewer than ``octets`` only at the end.
  mutating func beginning() throws(RecordsError) -> [UInt8] {
    while seen.count < Self.octets, !isAtEnd {
      let more = try source.next()
      isAtEnd = more.isEmpty
      seen += more
    }
    return seen
  }

  mutating func next() throws(RecordsError) -> [UInt8] {
    if seen.isEmpty { return isAtEnd ? [] : try source.next() }
    defer { seen = [] }
    return seen
  }

  /// All octets, up to a bound.
  ///
  /// - Returns: `nil` when there are more.
  mutating func all(atMost limit: Int) throws(RecordsError) -> [UInt8]? {
    var result: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return result }
      result += piece
      if result.count > limit { return nil }
    }
  }
}

/// Where a text stops being JSON (RFC 8259).
///
/// Foundation's decoder says only that the data was not valid; this is asked afterwards, to say
/// where. It walks once, without recursion.
enum JSONSyntax {
  struct Fault: Hashable {
    enum Kind: Error {
      case truncated, unexpected, tooDeep
    }

    var kind: Kind
    /// Counted from 1, the column in octets.
    var line: Int
    var column: Int
  }

  /// - Returns: `nil` when the text is well-formed.
  static func fault(in octets: [UInt8]) -> Fault? {
    var walk = Walk(octets)
    do throws(Fault.Kind) {
      try walk.document()
      return nil
    } catch {
      let before = octets[..<walk.position]
      let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return Fault(
        kind: error, line: before.count { $0 == UInt8(ascii: "\n") } + 1,
        column: walk.position - lineStart + 1)
    }
  }

  private struct Walk {
    private let octets: [UInt8]
    private(set) var position = 0
    /// The closing octet of each open container.
    private var open: [UInt8] = []

    init(_ octets: [UInt8]) {
      self.octets = octets
    }

    mutating func document() throws(Fault.Kind) {
      repeat {
        try valueOrOpening()
        try closingsAndComma()
      } while !open.isEmpty
      skipSpace()
      guard position == octets.count else { throw .unexpected }
    }

    /// A scalar, an empty container, or the beginning of one with its first key.
    private mutating func valueOrOpening() throws(Fault.Kind) {
      while true {
        skipSpace()
        switch try current() {
        case UInt8(ascii: "{"): try push(UInt8(ascii: "}"))
        case UInt8(ascii: "["): try push(UInt8(ascii: "]"))
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "t"): return try word("true")
        case UInt8(ascii: "f"): return try word("false")
        case UInt8(ascii: "n"): return try word("null")
        default: return try number()
        }
        skipSpace()
        if try current() == open.last { return }
        try keyIfInObject()
      }
    }

    private mutating func closingsAndComma() throws(Fault.Kind) {
      while let closing = open.last {
        skipSpace()
        let octet = try current()
        if octet == closing {
          open.removeLast()
          position += 1
        } else if octet == UInt8(ascii: ",") {
          position += 1
          return try keyIfInObject()
        } else {
          throw .unexpected
        }
      }
    }

    private mutating func keyIfInObject() throws(Fault.Kind) {
      guard open.last == UInt8(ascii: "}") else { return }
      skipSpace()
      try string()
      skipSpace()
      guard try current() == UInt8(ascii: ":") else { throw .unexpected }
      position += 1
    }

    private mutating func push(_ closing: UInt8) throws(Fault.Kind) {
      guard open.count < 512 else { throw .tooDeep }
      open.append(closing)
      position += 1
    }

    private mutating func string() throws(Fault.Kind) {
      guard try current() == UInt8(ascii: "\"") else { throw .unexpected }
      position += 1
      while true {
        switch try current() {
        case UInt8(ascii: "\""):
          position += 1
          return
        case UInt8(ascii: "\\"):
          position += 1
          guard "\"\\/bfnrtu".utf8.contains(try current()) else { throw .unexpected }
        case ..<0x20:
          throw .unexpected
        default:
          break
        }
        position += 1
      }
    }

    private mutating func word(_ text: StaticString) throws(Fault.Kind) {
      for octet in text.description.utf8 {
        guard try current() == octet else { throw .unexpected }
        position += 1
      }
    }

    private mutating func number() throws(Fault.Kind) {
      let start = position
      while position < octets.count, "+-.0123456789eE".utf8.contains(octets[position]) {
        position += 1
      }
      guard position > start else { throw .unexpected }
    }

    private mutating func skipSpace() {
      while position < octets.count, " \t\r\n".utf8.contains(octets[position]) {
        position += 1
      }
    }

    private func current() throws(Fault.Kind) -> UInt8 {
      guard position < octets.count else { throw .truncated }
      return octets[position]
    }
  }
}

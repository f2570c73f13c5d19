/// An answer as it arrives: the last header section and the body, each up to its limit.
struct AnswerBuffer {
  /// Why no more is read, although the peer may have more to send.
  enum Stop {
    case headTooLarge
    case bodyCapped
    /// A redirection without length: it has no body to wait for (facts Q-21).
    case endsWithHead
  }

  private let headLimit: Int
  private let bodyLimit: Int
  private(set) var head: [UInt8] = []
  private(set) var body: [UInt8] = []
  private(set) var bodyOctets = 0
  private(set) var stop: Stop?
  /// Whether the empty line after a final response's fields was seen.
  private(set) var isHeadComplete = false
  private var headOctets = 0
  private var statusClass: UInt8?
  private var saysLength = false

  init(headLimit: Int = 0, bodyLimit: Int = 0) {
    self.headLimit = headLimit
    self.bodyLimit = bodyLimit
  }

  /// Takes one header line with its end.
  ///
  /// - Returns: Whether to go on.
  mutating func takeHeaderLine(_ line: some RandomAccessCollection<UInt8>) -> Bool {
    headOctets += line.count
    // A trailer (RFC 9112 section 7.1.2) counts, and is not kept.
    if !isHeadComplete {
      head.append(contentsOf: line.prefix(max(0, headLimit - head.count)))
    }
    guard headOctets <= headLimit else {
      stop = .headTooLarge
      return false
    }
    guard !isHeadComplete else { return true }
    if statusClass == nil {
      statusClass = Self.statusClass(line)
    } else if Self.isEmpty(line) {
      endHead()
    } else if Self.starts(line, with: "content-length:")
      || Self.starts(line, with: "transfer-encoding:")
    {
      saysLength = true
    }
    return stop == nil
  }

  private mutating func endHead() {
    if statusClass == UInt8(ascii: "1") {
      // An interim response; the next line is a status line again.
      head = []
      statusClass = nil
      saysLength = false
      return
    }
    isHeadComplete = true
    if statusClass == UInt8(ascii: "3"), !saysLength {
      stop = .endsWithHead
    }
  }

  /// Takes a piece of the body.
  ///
  /// - Returns: Whether to go on.
  mutating func takeBody(_ octets: some RandomAccessCollection<UInt8>) -> Bool {
    bodyOctets += octets.count
    body.append(contentsOf: octets.prefix(max(0, bodyLimit - body.count)))
    guard bodyOctets <= bodyLimit else {
      stop = .bodyCapped
      return false
    }
    return true
  }

  /// The first digit of the status, behind the version and the blanks.
  private static func statusClass(_ line: some RandomAccessCollection<UInt8>) -> UInt8 {
    let blank = UInt8(ascii: " ")
    return line.drop { $0 != blank }.first { $0 != blank } ?? 0
  }

  private static func isEmpty(_ line: some RandomAccessCollection<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x0D || $0 == 0x0A }
  }

  private static func starts(
    _ line: some RandomAccessCollection<UInt8>, with name: StaticString
  ) -> Bool {
    let length = name.utf8CodeUnitCount
    return line.count >= length
      && line.prefix(length).elementsEqual(name.description.utf8) { octet, wanted in
        (0x41...0x5A).contains(octet) ? octet | 0x20 == wanted : octet == wanted
      }
  }
}

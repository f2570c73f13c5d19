internal import Glibc

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
  private var codings = ContentCodings()

  init(headLimit: Int = 0, bodyLimit: Int = 0) {
    self.headLimit = headLimit
    self.bodyLimit = bodyLimit
  }

  /// Takes one header line with its end.
  ///
  /// - Returns: Whether to go on.
  mutating func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    let room = headLimit - headOctets
    headOctets += line.count
    guard line.count <= room else {
      if !isHeadComplete {
        unsafe head.append(contentsOf: line.prefix(max(0, room)))
      }
      stop = .headTooLarge
      return false
    }
    // A trailer (RFC 9112 section 7.1.2) counts, and is not kept.
    guard !isHeadComplete else { return true }
    if head.isEmpty {
      head.reserveCapacity(Self.usualHead)
    }
    unsafe head.append(contentsOf: line)
    if statusClass == nil {
      unsafe statusClass = Self.statusClass(line)
    } else if unsafe line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) {
      endHead()
    } else if unsafe Self.starts(line, "content-length:") {
      saysLength = true
    } else if unsafe Self.starts(line, "transfer-encoding:") {
      saysLength = true
      unsafe codings.add(line)
    } else if unsafe Self.starts(line, "content-encoding:") {
      unsafe codings.add(line)
    }
    return stop == nil
  }

  /// Whether the body is to be kept as it comes: in a coding that nobody knows, which browsers show
  /// as it is too, or in several.
  var isKeptEncoded: Bool { !codings.canBeDecoded }

  private mutating func endHead() {
    if statusClass == UInt8(ascii: "1") {
      // An interim response; the next line is a status line again.
      head = []
      statusClass = nil
      saysLength = false
      codings = ContentCodings()
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
  mutating func takeBody(_ octets: UnsafeRawBufferPointer) -> Bool {
    bodyOctets += octets.count
    let room = bodyLimit - body.count
    guard octets.count <= room else {
      unsafe body.append(contentsOf: octets.prefix(room))
      stop = .bodyCapped
      return false
    }
    unsafe body.append(contentsOf: octets)
    return true
  }

  /// Room made at once: the heads of most servers fit.
  private static let usualHead = 512

  /// The first digit of the status, behind the version and the blanks.
  private static func statusClass(_ line: UnsafeRawBufferPointer) -> UInt8 {
    let blank = UInt8(ascii: " ")
    return unsafe line.drop { $0 != blank }.first { $0 != blank } ?? 0
  }

  private static func starts(_ line: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    guard line.count >= length, let start = line.baseAddress else { return false }
    return unsafe strncasecmp(start, name.utf8Start, length) == 0
  }
}

/// The codings that an answer says its body is in (RFC 9110 section 8.4).
private struct ContentCodings {
  private var known = 0
  private var hasUnknown = false

  /// One at most: in a row of them, a few octets grow a thousandfold at every step, and more work
  /// than anybody has time for can come out as nothing.
  var canBeDecoded: Bool { known <= 1 && !hasUnknown }

  /// Takes a header line that lists codings behind its colon.
  mutating func add(_ line: UnsafeRawBufferPointer) {
    let list = unsafe String(
      decoding: line.drop { $0 != UInt8(ascii: ":") }.dropFirst(), as: UTF8.self)
    for name in list.split(separator: ",") {
      switch name.lowercased().filter({ !$0.isWhitespace }) {
      case "gzip", "x-gzip", "deflate", "br", "zstd": known += 1
      case "", "identity", "chunked": break
      default: hasUnknown = true
      }
    }
  }
}

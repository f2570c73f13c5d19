/// The octets of a JSON text in the making, and the containers that are still open in it.
///
/// An `Encoder` is never told that a container is complete. So a container closes itself when
/// something is written at a lower depth: by its parent, or at the end of the value it belongs to.
///
/// A value inside the shared ``JSONWriter``: each call is one access to that object, whatever it
/// appends.
struct JSONText {
  enum Container {
    case object, array

    var opening: UInt8 { UInt8(ascii: self == .object ? "{" : "[") }
    var closing: UInt8 { UInt8(ascii: self == .object ? "}" : "]") }
  }

  private(set) var octets: [UInt8] = []
  private let isPretty: Bool
  private var containers: [(kind: Container, isEmpty: Bool)] = []

  init(isPretty: Bool) {
    self.isPretty = isPretty
    octets.reserveCapacity(8 * 1024)
  }

  // MARK: Structure

  /// A place in the text: how long it is there, and how many containers are open.
  struct Mark {
    var count: Int
    var depth: Int
  }

  var end: Mark { Mark(count: octets.count, depth: containers.count) }

  /// Closes what a value left open; a value that wrote nothing is `null`.
  mutating func finish(since start: Mark) {
    close(to: start.depth)
    if octets.count == start.count {
      null()
    }
  }

  /// Forgets everything since `start`.
  mutating func revert(to start: Mark) {
    containers.removeLast(max(0, containers.count - start.depth))
    octets.removeLast(max(0, octets.count - start.count))
  }

  /// Begins a container; a value that asks a second time goes on with the one it has.
  mutating func open(_ kind: Container, after depth: Int) {
    close(to: depth + 1)
    guard containers.count == depth else { return }
    octets.append(kind.opening)
    containers.append((kind, true))
  }

  /// Begins the next member of the object at `depth`; each capital of its name begins a word.
  mutating func key(_ name: String, at depth: Int) {
    element(at: depth)
    octets.append(UInt8(ascii: "\""))
    var name = name
    name.withUTF8 { source in
      var copied = 0
      for position in source.indices {
        let octet = unsafe source[position]
        guard !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet) else { continue }
        if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) {
          unsafe copy(source, copied..<position)
          octets.append(UInt8(ascii: "_"))
          octets.append(octet | 0x20)
          copied = position + 1
        } else if octet < 0x20 || [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F].contains(octet) {
          unsafe copy(source, copied..<position)
          unicodeEscape(UInt16(octet))
          copied = position + 1
        }
      }
      unsafe copy(source, copied..<source.count)
    }
    octets.append(UInt8(ascii: "\""))
    octets.append(UInt8(ascii: ":"))
    if isPretty {
      octets.append(UInt8(ascii: " "))
    }
  }

  private mutating func copy(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    unsafe octets.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
  }

  /// Begins the next member of the container at `depth`.
  mutating func element(at depth: Int) {
    close(to: depth)
    guard let last = containers.indices.last else { return }
    if containers[last].isEmpty {
      containers[last].isEmpty = false
    } else {
      octets.append(UInt8(ascii: ","))
    }
    newLine()
  }

  private mutating func close(to depth: Int) {
    while containers.count > depth, let container = containers.popLast() {
      if !container.isEmpty {
        newLine()
      }
      octets.append(container.kind.closing)
    }
  }

  private mutating func newLine() {
    guard isPretty else { return }
    octets.append(UInt8(ascii: "\n"))
    octets.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * containers.count))
  }

  // MARK: Scalars

  mutating func null() {
    octets.append(contentsOf: "null".utf8)
  }

  mutating func bool(_ value: Bool) {
    octets.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func integer(_ value: some FixedWidthInteger) {
    octets.append(contentsOf: value.description.utf8)
  }

  /// The shortest text that reads back as the same number; no fraction on a whole one.
  mutating func number<Number: BinaryFloatingPoint & CustomStringConvertible>(_ value: Number) {
    guard value.isFinite else { return null() }
    if let whole = Int32(exactly: value), whole != 0 || value.sign == .plus {
      integer(whole)
    } else {
      octets.append(contentsOf: value.description.utf8)
    }
  }

  mutating func string(_ text: String) {
    octets.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in unsafe escape(source) }
    octets.append(UInt8(ascii: "\""))
  }

  // MARK: Escapes

  /// Copies the stretches between the characters that need an escape.
  private mutating func escape(_ source: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    var position = 0
    while position < source.count {
      if source.count - position >= 8,
        unsafe Self.isPlain(
          UnsafeRawBufferPointer(source).loadUnaligned(fromByteOffset: position, as: UInt64.self))
      {
        position += 8
        continue
      }
      let length: Int
      switch unsafe source[position] {
      case ..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"):
        length = 1
      case 0xC2, 0xE2:
        length = unsafe commandLength(source, position)
      default:
        length = 0
      }
      guard length > 0 else {
        position += 1
        continue
      }
      unsafe copy(source, copied..<position)
      unsafe escapeCharacter(source, position, length)
      position += length
      copied = position
    }
    unsafe copy(source, copied..<source.count)
  }

  /// Whether none of eight octets can begin a character that needs an escape; now and then a `false`
  /// too many, which a closer look mends.
  private static func isPlain(_ octets: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func marks(_ octet: UInt64) -> UInt64 {
      let difference = octets ^ (octet &* ones)
      return (difference &- ones) & ~difference
    }
    let controls = (octets &- 0x20 &* ones) & ~octets
    let marked = controls | marks(0x22) | marks(0x5C) | marks(0x7F) | marks(0xC2) | marks(0xE2)
    return marked & (0x80 &* ones) == 0
  }

  /// The octets of a character beyond ASCII that a terminal or a JavaScript parser obeys; else 0.
  ///
  /// U+0080 to U+009F (C1 controls), U+2028 to U+202E, U+2066 to U+2069.
  private func commandLength(_ source: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    func octet(_ offset: Int) -> UInt8 {
      position + offset < source.count ? unsafe source[position + offset] : 0
    }
    switch (octet(0), octet(1), octet(2)) {
    case (0xC2, 0x80...0x9F, _): return 2
    case (0xE2, 0x80, 0xA8...0xAE), (0xE2, 0x81, 0xA6...0xA9): return 3
    default: return 0
    }
  }

  private mutating func escapeCharacter(
    _ source: UnsafeBufferPointer<UInt8>, _ position: Int, _ length: Int
  ) {
    let first = UInt16(unsafe source[position])
    switch length {
    case 3:
      unsafe unicodeEscape(
        (first & 0x0F) << 12 | UInt16(source[position + 1] & 0x3F) << 6
          | UInt16(source[position + 2] & 0x3F))
    case 2:
      unsafe unicodeEscape((first & 0x1F) << 6 | UInt16(source[position + 1] & 0x3F))
    default:
      switch UInt8(truncatingIfNeeded: first) {
      case UInt8(ascii: "\""): shortEscape("\"")
      case UInt8(ascii: "\\"): shortEscape("\\")
      case UInt8(ascii: "\n"): shortEscape("n")
      case UInt8(ascii: "\r"): shortEscape("r")
      case UInt8(ascii: "\t"): shortEscape("t")
      default: unicodeEscape(first)
      }
    }
  }

  private mutating func shortEscape(_ letter: Unicode.Scalar) {
    octets.append(UInt8(ascii: "\\"))
    octets.append(UInt8(ascii: letter))
  }

  private mutating func unicodeEscape(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    octets.append(contentsOf: "\\u".utf8)
    octets.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
    octets.append(contentsOf: digits.utf8)
  }
}

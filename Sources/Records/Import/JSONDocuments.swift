internal import Evidence

/// The JSON documents of a file, one after another: one reply, replies line by line, pages put
/// together with `cat`, or the elements of one list around them all.
///
/// Only one document is held at a time.
struct JSONDocuments<Source: OctetSource> {
  private var source: Source
  private let file: String
  private var piece: ArraySlice<UInt8> = []
  private var line = 1
  private var isInList = false
  private var needsComma = false
  private var isAtStart = true

  init(_ source: Source, file: String) {
    self.source = source
    self.file = file
  }

  /// The next document, parsed.
  ///
  /// - Throws: ``RecordsError`` for what is no JSON, breaks off, or is too large.
  mutating func next() throws(RecordsError) -> JSONNode? {
    guard try skipToDocument() else { return nil }
    let start = line
    let octets = try document()
    do {
      return try JSONParser.parse(octets[...], firstLine: start)
    } catch {
      throw RecordsError(
        file: file, line: error.line, message: error.message, hint: error.hint)
    }
  }

  private mutating func peek() throws(RecordsError) -> UInt8? {
    if piece.isEmpty { piece = try source.next()[...] }
    if isAtStart {
      isAtStart = false
      if piece.starts(with: [0xEF, 0xBB, 0xBF]) { piece = piece.dropFirst(3) }
      return try peek()
    }
    return piece.first
  }

  /// Passes blanks and what stands around documents.
  ///
  /// - Returns: Whether there is one more.
  private mutating func skipToDocument() throws(RecordsError) -> Bool {
    var mayEndList = true
    while let octet = try peek() {
      switch octet {
      case UInt8(ascii: "\n"): line += 1
      case 0x20, 0x09, 0x0D: break
      case UInt8(ascii: "[") where !isInList:
        isInList = true
        needsComma = false
      case UInt8(ascii: "]") where isInList && mayEndList: isInList = false
      case UInt8(ascii: ",") where isInList && needsComma:
        needsComma = false
        mayEndList = false
      default:
        guard !(isInList && needsComma) else {
          throw RecordsError(file: file, line: line, message: "not valid JSON: a comma is missing")
        }
        needsComma = true
        return true
      }
      piece.removeFirst()
    }
    guard !isInList else { throw truncated(from: line) }
    return false
  }

  private func truncated(from start: Int) -> RecordsError {
    RecordsError(
      file: file, line: start, message: "the JSON that is open here breaks off",
      hint: "save the file again, whole")
  }

  /// The octets of the document that begins here.
  private mutating func document() throws(RecordsError) -> [UInt8] {
    var octets: [UInt8] = []
    var depth = 0
    var isInText = false
    var isEscaped = false
    let start = line
    while try peek() != nil {
      var end = piece.startIndex
      var isComplete = false
      scan: for octet in piece {
        if isInText {
          end += 1
          if isEscaped {
            isEscaped = false
          } else if octet == UInt8(ascii: "\\") {
            isEscaped = true
          } else if octet == UInt8(ascii: "\"") {
            isInText = false
            isComplete = depth == 0
          }
        } else {
          switch octet {
          case UInt8(ascii: "\""): isInText = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"):
            // What closes the list around the documents ends a number too.
            guard depth > 0 else {
              isComplete = true
              break scan
            }
            depth -= 1
            isComplete = depth == 0
          case UInt8(ascii: ","), 0x20, 0x09, 0x0D, 0x0A:
            if depth == 0 {
              isComplete = true
              break scan
            }
          default: break
          }
          end += 1
        }
        if octet == UInt8(ascii: "\n") { line += 1 }
        if isComplete { break }
      }
      octets += piece[..<end]
      piece = piece[end...]
      guard octets.count <= Limits.documentOctets else {
        throw RecordsError(
          file: file, line: start,
          message: "one document of more than \(Limits.documentOctets / 1_048_576) MiB",
          hint: "save fewer pages or replies in one, or one reply a line")
      }
      if isComplete { return octets }
    }
    // A bare number or word at the end is whole; anything else breaks off.
    guard depth == 0, !isInText else { throw truncated(from: start) }
    return octets
  }
}

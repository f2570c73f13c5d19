/// The title of a page, found without a parser of HTML.
package enum HTMLTitle {
  /// Octets of a title that are looked at, white space and entities included.
  static let octetLimit = 4096

  /// Characters of a title that are kept when the caller does not say.
  package static let characterLimit = 200

  /// The text of the first `title` element outside comments, with the five basic and the numeric
  /// entities resolved and runs of white space joined.
  ///
  /// A title that is never closed ends with the page, which may have been cut.
  ///
  /// - Parameters:
  ///   - page: The page, in UTF-8 or anything else that keeps ASCII.
  ///   - limit: Characters kept.
  /// - Returns: `nil` when there is no title or nothing in it.
  package static func find(in page: [UInt8], limit: Int = characterLimit) -> String? {
    guard let start = contentStart(in: page) else { return nil }
    let content = page[start..<contentEnd(in: page, from: start)]
    let text = String(decoding: content, as: UTF8.self)
    var title = String.UnicodeScalarView()
    var isSpacePending = false
    for scalar in EntityDecoder(text.unicodeScalars[...]) {
      if scalar.isASCIIWhiteSpace {
        isSpacePending = !title.isEmpty
        continue
      }
      if isSpacePending {
        title.append(" ")
        isSpacePending = false
      }
      title.append(scalar.isUnprintable ? "\u{FFFD}" : scalar)
    }
    return title.isEmpty ? nil : String(String(title).prefix(max(limit, 0)))
  }

  /// As ``find(in:limit:)-([UInt8],_)``, in text.
  package static func find(in page: String, limit: Int = characterLimit) -> String? {
    find(in: Array(page.utf8), limit: limit)
  }

  /// Where the text of the first title begins, behind its start tag.
  private static func contentStart(in page: [UInt8]) -> Int? {
    var position = 0
    while let tag = page[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = tag + 1
      if page[tag...].begins(with: "<!--") {
        guard let end = end(ofCommentAt: tag, in: page) else { return nil }
        position = end
      } else if page[tag...].begins(with: "<title"), page.endsTagName(at: tag + 6) {
        return page[(tag + 6)...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
      }
    }
    return nil
  }

  private static func end(ofCommentAt start: Int, in page: [UInt8]) -> Int? {
    // "<!-->" is a whole comment too.
    var position = start + 2
    while let dash = page[position...].firstIndex(of: UInt8(ascii: "-")) {
      if page[dash...].begins(with: "-->") {
        return dash + 3
      }
      position = dash + 1
    }
    return nil
  }

  private static func contentEnd(in page: [UInt8], from start: Int) -> Int {
    let limit = min(start + octetLimit, page.count)
    var position = start
    while let tag = page[position..<limit].firstIndex(of: UInt8(ascii: "<")) {
      if page[tag...].begins(with: "</title"), page.endsTagName(at: tag + 7) {
        return tag
      }
      position = tag + 1
    }
    return limit
  }
}

extension ArraySlice<UInt8> {
  fileprivate func begins(with text: StaticString) -> Bool {
    let octets = text.description.utf8
    return prefix(octets.count).matches(octets)
  }
}

extension [UInt8] {
  /// Whether a tag's name ends before `index`.
  fileprivate func endsTagName(at index: Int) -> Bool {
    guard index < count else { return true }
    return [0x20, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: "/"), UInt8(ascii: ">")]
      .contains(self[index])
  }
}

extension Unicode.Scalar {
  /// The white space of HTML.
  fileprivate var isASCIIWhiteSpace: Bool {
    [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(value)
  }
}

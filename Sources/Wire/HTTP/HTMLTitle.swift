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
    for scalar in EntityDecoder(Substring(text).unicodeScalars) {
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

  private static let startTag = Array("<title".utf8)
  private static let endTag = Array("</title".utf8)
  private static let commentStart = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)

  /// Where the text of the first title begins, behind its start tag.
  private static func contentStart(in page: [UInt8]) -> Int? {
    var position = 0
    while let tag = page[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = tag + 1
      if page.holds(commentStart, at: tag) {
        // "<!-->" is a whole comment too.
        guard let end = page.index(of: commentEnd, from: tag + 2) else { return nil }
        position = end + commentEnd.count
      } else if page.holds(tag: startTag, at: tag) {
        let name = tag + startTag.count
        return page[name...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
      }
    }
    return nil
  }

  private static func contentEnd(in page: [UInt8], from start: Int) -> Int {
    let limit = min(start + octetLimit, page.count)
    var position = start
    while let tag = page[position..<limit].firstIndex(of: UInt8(ascii: "<")) {
      if page.holds(tag: endTag, at: tag) {
        return tag
      }
      position = tag + 1
    }
    return limit
  }
}

extension [UInt8] {
  /// Whether `text`, whose letters are small, stands at `index` in any case.
  fileprivate func holds(_ text: [UInt8], at index: Int) -> Bool {
    guard count - index >= text.count else { return false }
    for offset in text.indices where self[index + offset].lowercased != text[offset] {
      return false
    }
    return true
  }

  /// Whether a tag of this name stands at `index`, and not one whose name only begins so.
  fileprivate func holds(tag: [UInt8], at index: Int) -> Bool {
    guard holds(tag, at: index) else { return false }
    let end = index + tag.count
    guard end < count else { return true }
    return self[end] == UInt8(ascii: "/") || self[end] == UInt8(ascii: ">")
      || Unicode.Scalar(self[end]).isASCIIWhiteSpace
  }

  fileprivate func index(of text: [UInt8], from start: Int) -> Int? {
    var position = start
    while let candidate = self[position...].firstIndex(of: text[0]) {
      if holds(text, at: candidate) {
        return candidate
      }
      position = candidate + 1
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// The white space of HTML.
  fileprivate var isASCIIWhiteSpace: Bool {
    value == 0x20 || value == 0x0A || value == 0x0D || value == 0x09 || value == 0x0C
  }
}

/// Breaks text into lines of a width: Latin text at spaces, Chinese between any two characters.
///
/// A small part of UAX #14 with the Chinese rules of GB/T 15834 and W3C's clreq section 3.1.3 (no
/// line begins with a closing mark, none ends with an opening one). URLs, domains, filing numbers
/// and no-break spaces hold together, and stand out beyond the width when a line cannot hold them.
struct LineBreaker {
  /// A stretch without a place to break in it.
  private struct Unit {
    var characters: [Character]
    var width: Int
    var followsSpace: Bool
    /// For each character, whether it stays with the one before even where no line holds the unit.
    var isHeld: [Bool]
  }

  private let width: Int
  private var lines: [String] = []
  private var line = ""
  private var column = 0

  private init(width: Int) {
    self.width = max(width, 8)
  }

  static func lines(of text: String, width: Int) -> [String] {
    var breaker = LineBreaker(width: width)
    for word in text.split(separator: " ") {
      for unit in units(of: Array(word)) {
        breaker.place(unit)
      }
    }
    breaker.endLine()
    return breaker.lines
  }

  private mutating func place(_ unit: Unit) {
    let gap = unit.followsSpace && column > 0 ? 1 : 0
    if column > 0, column + gap + unit.width > width {
      endLine()
    } else if gap > 0 {
      append(" ", width: gap)
    }
    for (character, isHeld) in zip(unit.characters, unit.isHeld) {
      let columns = DisplayWidth.of(character)
      if column + columns > width, !isHeld {
        endLine()
      }
      append(character == "\u{A0}" ? " " : character, width: columns)
    }
  }

  private mutating func append(_ character: Character, width: Int) {
    line.append(character)
    column += width
  }

  private mutating func endLine() {
    guard !line.isEmpty else { return }
    lines.append(line)
    line = ""
    column = 0
  }

  private static func units(of word: [Character]) -> [Unit] {
    let isHeld = held(in: word)
    var units: [Unit] = []
    for (index, character) in word.enumerated() {
      let columns = DisplayWidth.of(character)
      if index > 0, isHeld[index] || !mayBreak(between: word[index - 1], and: character) {
        units[units.count - 1].characters.append(character)
        units[units.count - 1].isHeld.append(isHeld[index])
        units[units.count - 1].width += columns
      } else {
        units.append(
          Unit(characters: [character], width: columns, followsSpace: index == 0, isHeld: [true]))
      }
    }
    return units
  }

  private static func mayBreak(between left: Character, and right: Character) -> Bool {
    (isChinese(left) || isChinese(right)) && !Self.closing.contains(right)
      && !Self.opening.contains(left)
  }

  /// Ideographs, kana and their punctuation; Hangul breaks at spaces, emoji stay where they are.
  private static func isChinese(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x2E80...0x31FF, 0x3200...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF60,
      0x2_0000...0x3_FFFF:
      true
    default: false
    }
  }

  private static let closing = Set("，。、；：？！）〕］｝」』】〗》〉”’…—·～％,.;:?!)]}%>\u{A0}")
  private static let opening = Set("（〔［｛「『【〖《〈“‘([{<\u{A0}")
}

extension LineBreaker {
  /// For each character, whether it must stay on the line of the one before.
  private static func held(in word: [Character]) -> [Bool] {
    var isHeld = [Bool](repeating: false, count: word.count)
    guard word.contains(where: { $0 == "." || $0 == ":" || $0 == "I" }) else { return isHeld }
    func hold(_ range: Range<Int>) {
      for index in range.dropFirst() {
        isHeld[index] = true
      }
    }
    var position = 0
    while position < word.count {
      let end = endOfName(in: word, from: position)
      let name = word[position..<end]
      if word[end...].starts(with: "://") {
        position = word[end...].firstIndex(where: chineseMarks.contains) ?? word.count
        hold(end - name.reversed().prefix { $0.isASCII }.count..<position)
      } else if let dot = name.dropFirst().firstIndex(of: "."), dot < end - 1 {
        hold(position..<end)
        position = end
      } else {
        if let filing = filingNumber(in: name) {
          hold(filing)
        }
        position = max(end, position + 1)
      }
    }
    return isHeld
  }

  /// Letters, digits, hyphens and dots: what domains and filing numbers are made of.
  private static func endOfName(in word: [Character], from start: Int) -> Int {
    word[start...].firstIndex { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
      ?? word.count
  }

  /// What ends a URL in a Chinese sentence, where no space follows it.
  private static let chineseMarks = closing.union(opening).filter { !$0.isASCII }

  /// `粤ICP备2026000001号-1`: the province, the kind, the number and the site.
  private static func filingNumber(in name: ArraySlice<Character>) -> Range<Int>? {
    guard
      let kind = name.indices.first(where: {
        name[$0...].starts(with: "ICP备") || name[$0...].starts(with: "ICP证")
      })
    else { return nil }
    let end =
      name[(kind + 4)...].firstIndex { !($0.isNumber || $0 == "号" || $0 == "-") } ?? name.endIndex
    return max(kind - 1, name.startIndex)..<end
  }
}

/// Reads filing numbers in a text, scalar by scalar; total, and linear in the text.
struct FilingNumberReader {
  private let octets: ArraySlice<UInt8>
  private var position: Int
  /// Whether the number stands among other text: blanks around its hyphen are not its own then.
  private let isAmongText: Bool

  init(_ octets: ArraySlice<UInt8>, isAmongText: Bool) {
    self.octets = octets
    position = octets.startIndex
    self.isAmongText = isAmongText
  }

  /// Octets of a text read as one number; the longest number has some fifty, without its blanks.
  static let octetLimit = 256

  /// Digits of a number or of its suffix that are looked at.
  private static let digitLimit = 32

  /// Reads a text that holds nothing else.
  static func read(_ text: String) throws(FilingNumber.Problem) -> FilingNumber {
    let octets = Array(text.utf8)
    guard octets.count <= octetLimit else { throw .noNumber }
    var reader = Self(octets[...], isAmongText: false)
    let parts = reader.parts()
    reader.skipBlanks()
    guard let parts else {
      throw Self.isPublicSecurity(text) ? .publicSecurity : .noNumber
    }
    let number = try parts.number
    guard reader.position == octets.endIndex else { throw .trailingText }
    return number
  }

  /// `京公网安备`, also without 网.
  private static func isPublicSecurity(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.filter { !$0.isBlank }
    return zip(scalars, scalars.dropFirst()).contains { $0 == ("公", "网") || $0 == ("公", "安") }
  }

  // MARK: The grammar

  /// A number as it is spelled, well-formed or not.
  struct Parts {
    var sign: Character?
    var kind: FilingNumber.Kind
    var digits: String
    var suffix: (site: Int, letter: FilingNumber.Letter?)?

    var number: FilingNumber {
      get throws(FilingNumber.Problem) {
        guard let province else { throw .provinceSign(sign) }
        guard kind.admits(digits.count) else { throw .digitCount(digits.count) }
        return FilingNumber(province: province, kind: kind, digits: digits, suffix: suffix)
      }
    }

    /// The text in the one spelling; what is wrong with it stays wrong.
    var text: String {
      let spelled = FilingNumber(
        province: province ?? sign ?? "?", kind: kind, digits: digits, suffix: suffix)
      return sign == nil ? String(spelled.text.dropFirst()) : spelled.text
    }

    private var province: Character? {
      sign?.unicodeScalars.first.flatMap { FilingNumber.provinces[$0] }
    }
  }

  /// Sign, kind, digits and suffix; `nil` where the form is another.
  mutating func parts() -> Parts? {
    skipBlanks()
    let sign = takeSign()
    skipBlanks()
    guard let kind = takeKind() else { return nil }
    skipBlanks()
    let digits = takeDigits()
    guard !digits.isEmpty else { return nil }
    if kind == .filing || kind == .licence {
      let end = position
      skipBlanks()
      if !take("号"), !take("號") {
        position = end
      }
    }
    return Parts(sign: sign, kind: kind, digits: digits, suffix: takeSuffix())
  }

  private mutating func takeSign() -> Character? {
    guard let (scalar, length) = scalar(at: position), scalar.isIdeograph else { return nil }
    position += length
    return Character(scalar)
  }

  private mutating func takeKind() -> FilingNumber.Kind? {
    if take("I") {
      guard take("C"), take("P") else { return nil }
      skipBlanks()
      if take("备") || take("備") { return .filing }
      if take("证") || take("證") { return .licence }
      return nil
    }
    for telecomClass in FilingNumber.TelecomClass.allCases {
      let start = position
      if telecomClass.rawValue.unicodeScalars.allSatisfy({ take($0) }) {
        skipOwnBlanks()
        return takeHyphen() ? .telecomLicence(telecomClass) : nil
      }
      position = start
    }
    return nil
  }

  /// A hyphen and what is behind it; where that is no suffix, nothing is taken.
  private mutating func takeSuffix() -> (site: Int, letter: FilingNumber.Letter?)? {
    let end = position
    skipOwnBlanks()
    guard takeHyphen() else {
      position = end
      return nil
    }
    skipOwnBlanks()
    let digits = takeDigits()
    guard (1...6).contains(digits.count), let site = Int(digits) else {
      position = end
      return nil
    }
    let beforeLetter = position
    for letter in FilingNumber.Letter.allCases
    where letter.rawValue.unicodeScalars.allSatisfy({ take($0) }) {
      if let (next, _) = scalar(at: position), next.isASCIILetterOrDigit { break }
      return (site, letter)
    }
    position = beforeLetter
    return (site, nil)
  }

  private mutating func takeDigits() -> String {
    var digits = ""
    while digits.utf8.count < Self.digitLimit, let (scalar, length) = scalar(at: position),
      ("0"..."9").contains(scalar)
    {
      digits.unicodeScalars.append(scalar)
      position += length
    }
    return digits
  }

  private mutating func takeHyphen() -> Bool {
    guard let (scalar, length) = scalar(at: position), scalar.isHyphen else { return false }
    position += length
    return true
  }

  /// Takes this scalar; a letter in either case.
  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard let (scalar, length) = scalar(at: position), scalar.capital == wanted else {
      return false
    }
    position += length
    return true
  }

  private mutating func skipOwnBlanks() {
    if !isAmongText {
      skipBlanks()
    }
  }

  mutating func skipBlanks() {
    while true {
      if let (scalar, length) = scalar(at: position), scalar.isBlank {
        position += length
      } else if octets[position...].starts(with: Self.blankEntity) {
        position += Self.blankEntity.count
      } else {
        return
      }
    }
  }

  static let blankEntity = Array("&nbsp;".utf8)

  // MARK: Scalars

  /// The scalar that starts at an octet, full-width forms of ASCII as ASCII; `nil` at the end and
  /// where there is no UTF-8 of at most three octets.
  private func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard index < octets.endIndex else { return nil }
    let first = UInt32(octets[index])
    if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
    let length = first >= 0xE0 ? 3 : 2
    guard (0xC2..<0xF0).contains(first), octets.endIndex - index >= length else { return nil }
    var value = first & (length == 3 ? 0x0F : 0x1F)
    for octet in octets[(index + 1)..<(index + length)] {
      guard octet & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(octet & 0x3F)
    }
    if (0xFF01...0xFF5E).contains(value) {
      value -= 0xFEE0
    }
    return Unicode.Scalar(value).map { ($0, length) }
  }
}

extension FilingNumber.Kind {
  /// How many digits there are: two or four of the year and six (facts ); licences are
  /// older, and less regular.
  fileprivate func admits(_ digitCount: Int) -> Bool {
    switch self {
    case .filing: digitCount == 8 || digitCount == 10
    case .licence: (5...12).contains(digitCount)
    case .telecomLicence: digitCount == 8
    }
  }
}

extension Unicode.Scalar {
  /// White space, also that of HTML and of Chinese typesetting, and what has no width.
  fileprivate var isBlank: Bool {
    switch value {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xA0, 0x2000...0x200B, 0x202F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  fileprivate var isHyphen: Bool {
    switch value {
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: true
    default: false
    }
  }

  fileprivate var isIdeograph: Bool { (0x4E00...0x9FFF).contains(value) }

  fileprivate var isASCIILetterOrDigit: Bool {
    ("A"..."Z").contains(capital) || ("0"..."9").contains(self)
  }

  fileprivate var capital: Unicode.Scalar {
    ("a"..."z").contains(self) ? Unicode.Scalar(UInt8(value) & 0xDF) : self
  }
}

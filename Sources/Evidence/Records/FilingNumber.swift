/// The number of an ICP filing or licence, such as `浙ICP备2026123456号-1` (facts R-01 to R-13).
///
/// Two spellings of one number are equal: spaces, traditional characters, full-width digits and the
/// second sign that some provinces have make no difference.
package struct FilingNumber: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A filing: `ICP备`.
    case filing
    /// A licence: `ICP证`.
    case licence
    /// A licence for one class of telecom business, such as `B2`.
    case telecomLicence(TelecomClass)
  }

  package enum TelecomClass: String, CaseIterable, Sendable {
    case a1 = "A1"
    case a2 = "A2"
    case b1 = "B1"
    case b2 = "B2"
  }

  /// Why a text is no filing number.
  package enum Problem: Error, Hashable, Sendable {
    /// Nothing of the form of a filing number.
    case noNumber
    /// A number of the public-security filing (公网安备), which is another register (facts R-10).
    case publicSecurity
    /// No province has this sign; `nil` when there is none at all.
    case provinceSign(Character?)
    /// How many digits there are, which is not how many there must be.
    case digitCount(Int)
    /// Something stands behind the number.
    case trailingText
  }

  /// The sign of the province as the registry writes it: 蜀 for 川, 黔 for 贵.
  package let province: Character
  package let kind: Kind
  /// Year and running number.
  package let digits: String
  /// The number of the website or app behind the hyphen; `nil` in an entity's number.
  package let site: Int?
  /// What the number was given for; `nil` in an entity's number.
  ///
  /// Only a website's permits a website (facts R-12).
  package let service: RecordsDocument.Filing.Service?

  /// Reads a text that holds one number and nothing else but blanks around it.
  package init(_ text: String) throws(Problem) {
    self = try FilingNumberReader.read(text)
  }

  init(province: Character, kind: Kind, digits: String, suffix: (site: Int, letter: Letter?)?) {
    self.province = province
    self.kind = kind
    self.digits = digits
    site = suffix?.site
    service = suffix.map { $0.letter?.service ?? .website }
  }

  /// The one spelling of the number.
  package var text: String {
    guard let site else { return entityNumber }
    let letter = Letter.allCases.first { $0.service == service }
    return "\(entityNumber)-\(site)\(letter?.rawValue ?? "")"
  }

  /// The part that all websites and apps of the entity share (facts R-13).
  package var entityNumber: String {
    switch kind {
    case .filing: "\(province)ICP备\(digits)号"
    case .licence: "\(province)ICP证\(digits)号"
    case .telecomLicence(let telecomClass): "\(province)\(telecomClass.rawValue)-\(digits)"
    }
  }

  /// Whether a text where a number should be is something else.
  ///
  /// Words such as 未备案 are, or the number of another register (facts R-10); a number that is
  /// merely mistyped is not.
  package static func isOther(_ text: String) -> Bool {
    do throws(Problem) {
      _ = try FilingNumber(text)
      return false
    } catch {
      return error == .noNumber || error == .publicSecurity
    }
  }

  /// Whether both numbers are of one entity's filing, whichever of its websites they name.
  package func isSameFiling(as other: Self) -> Bool {
    province == other.province && kind == other.kind && digits == other.digits
  }

  /// The letter behind the number of what is not a website (facts R-07 to R-09).
  enum Letter: String, CaseIterable {
    case app = "A"
    case miniProgram = "X"
    case quickApp = "K"

    var service: RecordsDocument.Filing.Service {
      switch self {
      case .app: .app
      case .miniProgram: .miniProgram
      case .quickApp: .quickApp
      }
    }
  }

  /// The sign the registry uses by each sign in use (facts R-11), traditional characters too.
  static let provinces: [Unicode.Scalar: Character] = {
    let signs = [
      "京", "津", "冀", "晋晉", "蒙", "辽遼", "吉", "黑", "沪滬", "苏蘇", "浙", "皖", "闽閩", "赣贛", "鲁魯",
      "豫", "鄂", "湘", "粤粵", "桂", "琼瓊", "渝", "蜀川", "黔贵貴", "滇云雲", "藏", "陕陝秦", "陇隴甘", "青",
      "宁寧", "新",
    ]
    var provinces: [Unicode.Scalar: Character] = [:]
    for group in signs {
      for sign in group.unicodeScalars {
        provinces[sign] = group.first
      }
    }
    return provinces
  }()
}

extension FilingNumber: CustomStringConvertible {
  package var description: String { text }
}

internal import Evidence

/// The filing numbers that the site's own pages show.
///
/// A number on a page is a claim, and fakes exist (facts R-14, C-19): it is compared with the
/// records and commented on, and never weighs in the verdict.
struct ShownNumbers {
  private let numbers: [String]
  private let records: RecordSigns
  /// The numbers that the records have of the domain.
  private let recorded: [FilingNumber]
  private let domain: String

  init(
    _ sight: Sight, _ records: RecordSigns, domain: String, at now: Timestamp
  ) {
    let pages = sight.http.filter { exchange in
      exchange.filingNumbers?.isEmpty == false && exchange.isPageOfTheSite
        && sight.signatures.match(exchange) == nil
    }
    numbers = Array(
      pages.compactMap(\.filingNumbers).flatMap { $0 }.uniqued().prefix(Limits.filingNumbers))
    self.records = records
    let clock = RecordClock(now: now, window: .standard)
    recorded =
      numbers.isEmpty
      ? []
      : sight.records.filter { !clock.isFuture($0.asOf) }
        .compactMap { $0.filing?.siteNumber ?? $0.access?.siteNumber }
        .compactMap { try? FilingNumber($0) }
    self.domain = domain
  }

  /// One sentence for each thing there is to say.
  var remarks: [Text] {
    var wellFormed: [FilingNumber] = []
    var remarks: [Text] = []
    for claim in numbers {
      do throws(FilingNumber.Problem) {
        wellFormed.append(try FilingNumber(claim))
      } catch {
        remarks.append(Self.remark(on: claim, error))
      }
    }
    let apps = wellFormed.filter { ($0.service ?? .website) != .website }
    if !apps.isEmpty {
      remarks.append(
        Self.page(
          shows: apps, en: ", which is for an app or a mini program: it permits no website.",
          zh: "，属于 App 或小程序备案，不适用于网站。"))
    }
    let websites = wellFormed.filter { ($0.service ?? .website) == .website }
    // A licence beside the filing's number is another paper, and in no record of filings.
    let filings = websites.filter { $0.kind == .filing }
    let shown = filings.isEmpty ? websites : filings
    if !shown.isEmpty {
      remarks.append(comparison(of: shown))
    }
    return remarks
  }

  private func comparison(of shown: [FilingNumber]) -> Text {
    switch records.registry.value {
    case .absent, .absentStale:
      return Self.page(
        shows: shown,
        en: ", but the records have no filing of \(domain): a number on a page proves nothing.",
        zh: "，但记录中没有 \(domain) 的备案：页面上的备案号不能证明已备案。")
    case .cancelled:
      return Self.page(
        shows: shown, en: ", but by the records the filing of \(domain) is cancelled.",
        zh: "，但记录显示 \(domain) 的备案已注销。")
    default:
      break
    }
    guard let other = recorded.first else {
      return Self.page(
        shows: shown,
        en: "; there is no record to compare it with, and a number on a page proves nothing.",
        zh: "；没有可供核对的记录，页面上的备案号不能证明已备案。")
    }
    let same = shown.filter { number in recorded.contains { $0.isSameFiling(as: number) } }
    if !same.isEmpty {
      return Self.page(shows: same, en: ", as the records do.", zh: "，与记录一致。")
    }
    return Self.page(
      shows: shown, en: ", but the records say \(other): it belongs to another filing.",
      zh: "，但记录为 \(other)：属于另一备案。")
  }

  private static func page(shows numbers: [FilingNumber], en: String, zh: String) -> Text {
    let list = Text.list(numbers.map(\.text))
    return Text(en: "The page shows \(list.en)\(en)", zh: "页面显示 \(list.zh)\(zh)")
  }

  private static func remark(on claim: String, _ problem: FilingNumber.Problem) -> Text {
    let claim = String(claim.prefix(longestClaim))
    let reason =
      switch problem {
      case .digitCount(let count): Text(en: "it has \(count) digits", zh: "数字为 \(count) 位")
      case .provinceSign(nil): Text(en: "the province is missing", zh: "缺少省份简称")
      case .provinceSign: Text(en: "no province has that sign", zh: "没有这个省份简称")
      case .noNumber, .publicSecurity, .trailingText: Text(en: "its form is wrong", zh: "格式不符")
      }
    return Text(
      en: "The page shows \(claim), which is no filing number: \(reason.en).",
      zh: "页面显示 \(claim)，不是有效的备案号：\(reason.zh)。")
  }

  /// Characters of what is no number that are repeated; a stored report may hold anything.
  private static let longestClaim = 40
}

extension Listed<HTTPExchange> {
  /// Whether a page came that the site itself may have made.
  fileprivate var isPageOfTheSite: Bool {
    self.filingNumbers?.isEmpty == false
      && (self.purpose == .target || self.purpose == .redirect)
      && self.failure == nil && self.status.map((200..<300).contains) == true
  }
}

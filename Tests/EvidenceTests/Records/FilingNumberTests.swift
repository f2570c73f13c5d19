import Evidence
import Testing

@Suite("A filing number") struct FilingNumberTests {
  typealias Service = RecordsDocument.Filing.Service

  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let text: String
    let normal: String
    let entity: String
    let kind: FilingNumber.Kind
    let site: Int?
    let service: Service?
    var testDescription: String { "\(id) \(text)" }
  }

  static let rows = [
    Row(
      id: "R-01", text: "浙ICP备12345678号", normal: "浙ICP备12345678号", entity: "浙ICP备12345678号",
      kind: .filing, site: nil, service: nil),
    Row(
      id: "R-02", text: "浙ICP备12345678号-30", normal: "浙ICP备12345678号-30",
      entity: "浙ICP备12345678号", kind: .filing, site: 30, service: .website),
    Row(
      id: "R-03", text: "浙ICP备2026123456号-1", normal: "浙ICP备2026123456号-1",
      entity: "浙ICP备2026123456号", kind: .filing, site: 1, service: .website),
    Row(
      id: "R-04", text: " 浙 ICP 备 12345678号-1\n", normal: "浙ICP备12345678号-1",
      entity: "浙ICP备12345678号", kind: .filing, site: 1, service: .website),
    Row(
      id: "R-05", text: "京ICP证030173号-102", normal: "京ICP证030173号-102",
      entity: "京ICP证030173号", kind: .licence, site: 102, service: .website),
    Row(
      id: "R-06", text: "粤B2-20090059-5", normal: "粤B2-20090059-5", entity: "粤B2-20090059",
      kind: .telecomLicence(.b2), site: 5, service: .website),
    Row(
      id: "R-07", text: "粤B2-20090059-1622A", normal: "粤B2-20090059-1622A",
      entity: "粤B2-20090059", kind: .telecomLicence(.b2), site: 1622, service: .app),
    Row(
      id: "R-08", text: "浙ICP备2026123456号-1X", normal: "浙ICP备2026123456号-1X",
      entity: "浙ICP备2026123456号", kind: .filing, site: 1, service: .miniProgram),
    Row(
      id: "R-09", text: "浙ICP备2026123456号-1k", normal: "浙ICP备2026123456号-1K",
      entity: "浙ICP备2026123456号", kind: .filing, site: 1, service: .quickApp),
  ]

  @Test("reads every form there is", arguments: rows)
  func forms(_ row: Row) throws {
    let number = try FilingNumber(row.text)
    #expect(number.text == row.normal)
    #expect(number.entityNumber == row.entity)
    #expect(number.kind == row.kind)
    #expect(number.site == row.site)
    #expect(number.service == row.service)
    #expect(try FilingNumber(number.text) == number)
  }

  @Test(
    "is the same in every spelling",
    arguments: [
      "蜀ICP备12345678号-1", "川ICP备12345678号-1", "川ICP備12345678號-1", "蜀icp备12345678号-1",
      "蜀ＩＣＰ备１２３４５６７８号－１", "蜀ICP备12345678-1", "蜀 ICP备 12345678 号 – 1",
      "蜀\u{3000}ICP&nbsp;备\u{A0}12345678号\u{2014}1", "\u{FEFF}蜀ICP备12345678号-01",
    ])
  func spellings(_ text: String) throws {
    #expect(try FilingNumber(text) == FilingNumber("蜀ICP备12345678号-1"))
  }

  @Test(
    "knows both signs of a province (R-11)",
    arguments: [("川", "蜀"), ("贵", "黔"), ("云", "滇"), ("甘", "陇"), ("秦", "陕"), ("粵", "粤")])
  func pairs(_ signs: (String, String)) throws {
    let one = try FilingNumber("\(signs.0)ICP备12345678号")
    let other = try FilingNumber("\(signs.1)ICP备12345678号")
    #expect(one == other)
    #expect(one.text == other.text)
  }

  @Test("has a sign of every province (R-11)")
  func provinces() throws {
    let signs = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新"
    let numbers = try signs.map { try FilingNumber("\($0)ICP备12345678号") }
    #expect(numbers.count == 36)
    #expect(Set(numbers).count == 31)
  }

  @Test(
    "refuses what only looks like one, and says why",
    arguments: [
      ("京公网安备 11010802000000号", FilingNumber.Problem.publicSecurity),
      ("京公安备11010802000000号", .publicSecurity),
      ("台ICP备12345678号", .provinceSign("台")), ("ICP备12345678号", .provinceSign(nil)),
      ("浙ICP备1234567号", .digitCount(7)), ("浙ICP备123456789号-1", .digitCount(9)),
      ("京ICP证1234号", .digitCount(4)), ("粤B2-2009005", .digitCount(7)),
      ("浙ICP备12345678号-1Z", .trailingText), ("浙ICP备12345678号-", .trailingText),
      ("浙ICP备12345678号-12345678", .trailingText), ("浙ICP备12345678号，浙ICP备", .trailingText),
      ("浙ICP备XXXXXXXX号", .noNumber), ("浙ICP12345678号", .noNumber), ("粤B3-20090059", .noNumber),
      ("粤B220090059", .noNumber), ("", .noNumber), ("浙", .noNumber), ("浙ICP备", .noNumber),
      ("12345678", .noNumber), ("浙ICP备٠١٢٣٤٥٦٧号", .noNumber),
      (String(repeating: " ", count: 300) + "浙ICP备12345678号", .noNumber),
    ])
  func nearMisses(_ text: String, _ problem: FilingNumber.Problem) {
    #expect(throws: problem) { try FilingNumber(text) }
  }

  @Test("is of the same filing as the entity's other sites and apps, and of no other")
  func sameFiling() throws {
    let site = try FilingNumber("川ICP备12345678号-1")
    for text in ["蜀ICP备12345678号", "蜀ICP备12345678号-2", "川ICP备12345678号-1X"] {
      #expect(site.isSameFiling(as: try FilingNumber(text)))
      #expect(site != (try FilingNumber(text)))
    }
    for text in ["滇ICP备12345678号-1", "蜀ICP证12345678号-1", "蜀ICP备12345679号-1"] {
      #expect(!site.isSameFiling(as: try FilingNumber(text)))
    }
  }
}

@Suite("Filing numbers in a page") struct FilingNumberSearchTests {
  @Test("are found in a footer, in order and once each, without the public-security one")
  func footer() throws {
    let page = """
      <p>© 2026 某某公司 <a href="https://beian.miit.gov.cn/">粤 ICP 备&nbsp;2026000001号-1</a>
      | <a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=44030002000001">
      粤公网安备 44030002000001号</a> | 增值电信业务经营许可证：粤B2-20090059-5 |
      备案号:粤ICP备2026000001号-1 | 京ICP证030173号 - 2014 | 粤ICP備２０２６０００００１號-2A</p>
      """
    #expect(
      FilingNumber.all(in: page, limit: 10).map(\.text) == [
        "粤ICP备2026000001号-1", "粤B2-20090059-5", "京ICP证030173号", "粤ICP备2026000001号-2A",
      ])
    #expect(FilingNumber.all(in: page, limit: 2).count == 2)
    #expect(FilingNumber.all(in: page, limit: 0).isEmpty)
  }

  @Test(
    "are claims even where they are wrong",
    arguments: [
      ("备案号：粤ICP备1234567号", ["粤ICP备1234567号"]), ("备案号ICP备12345678号", ["ICP备12345678号"]),
      ("<i>台ICP备12345678号-1</i>", ["台ICP备12345678号-1"]),
      ("本站已完成备案,粤ICP备12345678号-1Alibaba", ["粤ICP备12345678号-1"]),
      ("粤ICP备XXXXXXXX号", []), ("型号B2-20090059", []), ("粤公网安备 44030002000001号", []),
      ("ICP", []), ("工信部ICP备案管理系统", []), ("粤ICP备", []),
    ])
  func claims(_ text: String, _ expected: [String]) {
    #expect(FilingNumber.claims(in: Array(text.utf8), limit: 4) == expected)
  }

  @Test(
    "are not found in hostile text, which is read to its end",
    arguments: [
      "粤", "ICP", "粤ICP", "粤ICP备", "粤ICP备 ", "A1", "粤B2-", "粤 ", "&nbsp;", "ＩＣＰ", "ICP备证",
      "\u{FEFF}", "ICP备-", "\u{10FFFF}",
    ])
  func hostile(_ piece: String) {
    let text = String(repeating: piece, count: 20_000)
    #expect(FilingNumber.claims(in: Array(text.utf8), limit: 4).isEmpty)
  }

  @Test("keep every length of digits within bounds")
  func manyDigits() {
    let text =
      "粤ICP备" + String(repeating: "1", count: 100_000) + "号-" + String(repeating: "2", count: 999)
    let claims = FilingNumber.claims(in: Array(text.utf8), limit: 4)
    #expect(claims.count == 1)
    #expect(claims.allSatisfy { $0.count < 50 })
    #expect(FilingNumber.all(in: text, limit: 4).isEmpty)
  }
}

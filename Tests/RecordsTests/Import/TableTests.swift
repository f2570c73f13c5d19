import Evidence
import Records
import Testing

@Suite("A table of records")
struct TableTests {
  private static let checker = [
    "registry: filing example.com 浙ICP备2026123456号-1 website 示例科技有限公司 企业 2026-03-02T02:20:30Z false",
    "registry: filing 例子.cn 粤B2-20090059-5 website 示例\n（集团）有限公司 企业 2026-03-02T16:00:00Z true",
    "registry: filing app.example 浙ICP备2026123456号-1A app 某人 个人 2026-03-02T16:00:00Z false",
  ]

  @Test(
    "of ICP-Checker is read in UTF-8 and GBK, in pieces of any size",
    arguments: ["csv/icp-checker.csv", "csv/icp-checker-gbk.csv"], [1, 7, 65_536])
  func icpChecker(path: String, pieceOctets: Int) throws {
    let (format, records) = try TestReading(path).read(
      try TestReading.fixture(path), pieceOctets: pieceOctets)
    #expect(format == .csv)
    #expect(records.said == Self.checker)
    #expect(records.lines == [2, 3, 5])
    #expect(records.refused == [])
  }

  @Test("in a workbook is refused with the conversion, and read after it")
  func workbook() throws {
    let error = #expect(throws: RecordsError.self) {
      try TestReading.read(fixture: "xlsx/icp-checker.xlsx")
    }
    #expect(error?.hint == "xlsx2csv FILE | icpdiag records import -")
    let records = try TestReading.read(fixture: "xlsx/icp-checker.csv").records
    #expect(records.said.first == Self.checker.first)
    #expect(records.said.count == 2)
  }

  @Test("of an aggregator has the site's address for a domain, also several")
  func aggregator() throws {
    let records = try TestReading.read(fixture: "csv/aggregator.csv").records
    #expect(
      records.said == [
        "registry: filing www.example.com 浙 ICP 备 12345678号-1 website 示例科技有限公司 企业 2026-03-02T16:00:00Z -",
        "registry: filing www.example.cn 浙ICP备12345678号-30 website 示例科技有限公司 企业 2026-03-02T16:00:00Z -",
        "registry: filing shop.example.net 浙ICP备12345678号-30 website 示例科技有限公司 企业 2026-03-02T16:00:00Z -",
      ])
  }

  @Test("of access needs to know the provider: by option or by column")
  func access() throws {
    let path = "csv/access-english.csv"
    #expect(throws: RecordsError.self) { try TestReading.read(fixture: path) }
    let records = try TestReading.read(fixture: path) {
      $0.provider = "alibaba"
      $0.isComplete = true
    }.records
    #expect(
      records.said == [
        "alibaba: access example.cn active 粤ICP备2026000001号-1 2026-07-02T16:00:00Z",
        "alibaba: access old.cn cancelled - -", "alibaba: absent gone.cn",
      ])
    #expect(records.views.map(\.isComplete) == [true])
    let several = try TestReading.read(fixture: "csv/access-provider.csv").records
    #expect(
      several.said == [
        "alibaba: access example.cn active 粤ICP备2026000001号-1 -",
        "tencent: order example.cn transfer authority-review 2026-07-05T01:00:00Z",
        "tencent: absent example.cn",
      ])
    #expect(several.refused.first?.hasPrefix("4 接入状态: '未知' is not known") == true)
    let error = #expect(throws: RecordsError.self) {
      try TestReading.read(fixture: "csv/access-provider.csv") { $0.isComplete = true }
    }
    #expect(error?.line == 3)
  }

  @Test("may be a provider's risk list: accesses with a deadline, and why")
  func riskList() throws {
    let records = try TestReading.read(fixture: "csv/risk-list.csv") { $0.provider = "alibaba" }
      .records
    let accesses = records.statements.compactMap { statement -> RecordsDocument.Access? in
      guard case .access(let access) = statement else { return nil }
      return access
    }
    #expect(
      accesses == [
        RecordsDocument.Access(
          domain: "example.cn", state: .active, siteNumber: "粤ICP备2026000001号-1",
          deadline: Timestamp(rfc3339: "2026-12-01"), reason: "空壳网站"),
        RecordsDocument.Access(
          domain: "shop.cn", state: .active, deadline: Timestamp(rfc3339: "2026-12-15"),
          reason: "域名未解析至境内节点"),
        RecordsDocument.Access(domain: "old.cn", state: .active, reason: "证件过期"),
      ])
    #expect(records.refused == ["5 整改截止日期: '下周' is no time; write it like 2026-03-02 10:20:30"])
    // Nobody says whose list it is.
    #expect(throws: RecordsError.self) { try TestReading.read(fixture: "csv/risk-list.csv") }
  }

  @Test("may say of a domain that it is not filed, or that the query failed")
  func outcomes() throws {
    let records = try TestReading.read(fixture: "csv/outcomes.csv").records
    #expect(
      records.said == [
        "registry: filing example.cn 粤ICP备2026000001号-1 website - - - -",
        "registry: absent other.cn", "registry: failed third.cn 超时",
      ])
    #expect(records.refused == ["5 备案状态: neither filed nor not filed"])
  }

  @Test("parted by tabs refuses ragged lines and wrong dates, and goes on")
  func tabs() throws {
    let (format, records) = try TestReading.read(fixture: "tsv/table.tsv")
    #expect(format == .tsv)
    #expect(records.said.count == 1)
    #expect(
      records.refused == [
        "3 审核通过日期: '2026-13-40' is no time; write it like 2026-03-02 10:20:30",
        "4: 1 fields where the header has 3",
      ])
  }

  @Test("with a line of ten megabytes refuses it by its number and reads the next")
  func longLine() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)
    let octets =
      Array("域名,备案号\na.cn,粤ICP备20260001号\n".utf8) + long
      + Array("\nb.cn,粤ICP备20260002号\n".utf8)
    let records = try TestReading().read(octets).records
    #expect(records.refused == ["3: longer than 64 KiB"])
    #expect(records.lines == [2, 4])
  }

  @Test("with a quote that is never closed loses one line only")
  func openQuote() throws {
    let records = try TestReading().read(
      """
      域名,备案号
      a.cn,"粤ICP备20260001号"x
      b.cn,粤ICP备20260002号
      c.cn,"粤ICP备20260003号
      d.cn,粤ICP备20260004号

      """)
    #expect(records.said.map { $0.split(separator: " ")[2] } == ["b.cn", "d.cn"])
    #expect(
      records.refused == [
        "2: text behind a closing quote; double quotes in it",
        "4: a quote is opened here and not closed",
      ])
  }

  @Test("refuses lines in another encoding than the first")
  func encodings() throws {
    let records = try TestReading.read(fixture: "near-miss/bad-encoding.csv").records
    #expect(records.said == [])
    #expect(records.refused == ["2 网站备案号: not written in utf-8"])
    let error = #expect(throws: RecordsError.self) {
      try TestReading.read(fixture: "csv/icp-checker-gbk.csv") { $0.encoding = .utf8 }
    }
    #expect(error?.line == 1)
  }

  @Test("that is the registry's is not taken for a provider's")
  func registrysTable() {
    #expect(throws: RecordsError.self) {
      try TestReading.read(fixture: "csv/icp-checker.csv") { $0.provider = "alibaba" }
    }
  }

  @Test("of domains alone says neither that they are filed nor that they are not")
  func domainsAlone() throws {
    for text in ["domain\nexample.cn\n", "域名,网站名称,主办单位\nexample.cn,示例网,示例公司\n"] {
      let error = #expect(throws: RecordsError.self) { try TestReading().read(text) }
      #expect(error?.message.contains("does not say that they are filed") == true)
    }
    let listed = try TestReading { $0.provider = "alibaba" }.read("domain\nexample.cn\n")
    #expect(listed.said == ["alibaba: access example.cn active - -"])
  }

  @Test(
    "takes words where a number should be for no filing",
    arguments: ["未备案", "查询失败(500)", "京公网安备 11010802000000号", "", "-", "无"])
  func noNumber(word: String) throws {
    let text = "域名,网站备案号\na.cn,\(word)\n"
    for provider in [nil, "alibaba"] {
      let records = try TestReading { $0.provider = provider }.read(text)
      #expect(records.said == [])
      #expect(records.refused.count == 1)
      #expect(records.refused.first?.hasPrefix("2 网站备案号") == true)
    }
  }

  @Test("of what is filed concludes no access from a row that is not, or whose query failed")
  func outcomesOfProvider() throws {
    let records = try TestReading { $0.provider = "alibaba" }.read(
      "域名,备案状态\na.cn,已备案\nb.cn,未备案\nc.cn,查询失败\nd.cn,\n")
    #expect(records.said == ["alibaba: access a.cn active - -"])
    #expect(records.refused.map(\.first) == ["3", "4", "5"])
  }

  @Test(
    "reads times in every form in use",
    arguments: [
      ("2026-03-02T02:20:30Z", "2026-03-02T02:20:30Z"),
      ("2026-03-02T10:20:30+08:00", "2026-03-02T02:20:30Z"),
      ("2026-03-02 10:20:30", "2026-03-02T02:20:30Z"),
      ("2026-03-02 10:20:30.0", "2026-03-02T02:20:30Z"),
      ("2026/3/2 9:20", "2026-03-02T01:20:00Z"),
      ("2026-03-02", "2026-03-02T16:00:00Z"), ("2026/3/2", "2026-03-02T16:00:00Z"),
      ("2026.3.2", "2026-03-02T16:00:00Z"), ("2026年3月2日", "2026-03-02T16:00:00Z"),
      ("2027-12-10T04:04Z", "2027-12-10T04:04:00Z"),
    ])
  func times(text: String, time: String) throws {
    let records = try TestReading().read("域名,审核日期\na.cn,\(text)\n")
    #expect(records.said == ["registry: filing a.cn - - - - \(time) -"])
  }

  @Test(
    "refuses a line with a time that is none",
    arguments: [
      "2026-13-40", "2026-02-30", "46083", "02/03/2026", "yesterday", "2026-03-02 25:00:00",
      "2026年3月", "2026-03-02 10:20:30 extra", "二〇二六年三月二日", "2026-03-02T10",
    ])
  func wrongTimes(text: String) throws {
    let records = try TestReading().read("域名,审核日期\na.cn,\(text)\nb.cn,2026-03-02\n")
    #expect(records.said.count == 1)
    #expect(records.refused.count == 1)
  }
}

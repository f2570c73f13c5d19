import Evidence
import Records
import Testing

@Suite("Replies of the MIIT query")
struct QueryReplyTests {
  @Test("are read with number, service, holder, restriction and Beijing time")
  func reply() throws {
    let (format, records) = try TestReading.read(fixture: "miit/reply.json")
    #expect(format == .miit)
    #expect(
      records.said == [
        "registry: filing example.com 浙ICP备2026123456号-1 website 示例科技有限公司 企业 2026-03-02T02:20:30Z false"
      ])
    #expect(records.views.map(\.source) == ["MIIT query"])
    #expect(records.views.map(\.isComplete) == [false])
    #expect(records.refused == [])
    #expect(records.lines == [3])
  }

  @Test("keep absence, failure and loose matches apart, whatever the wrapper")
  func replies() throws {
    let records = try TestReading.read(fixture: "miit/replies.json").records
    #expect(
      records.said == [
        "registry: absent absent.cn",
        "registry: filing my-loose.cn 京ICP证030173号-2 website 某人 个人 2026-01-05T01:00:00Z true",
        "registry: absent loose.cn",
        "registry: failed token.cn code 401: token过期",
        "registry: failed rate.cn code 429: 请求过于频繁",
        "registry: failed captcha.cn 验证码错误",
        "registry: failed server.cn code 500: 系统异常",
        "registry: failed down.cn code 501",
        "registry: failed upstream.cn code 122: 工信部服务器异常",
        "registry: failed wrapper.cn code 122: 查询失败",
      ])
    #expect(records.refused.count == 2)
    #expect(records.refused.first?.contains("code 122: 查询失败") == true)
    #expect(records.refused.last?.contains("add --domain NAME") == true)
  }

  @Test("line by line: compare by registrable name, and conclude no absence from other queries")
  func lines() throws {
    let records = try TestReading.read(fixture: "miit/lines.jsonl").records
    #expect(
      records.said == [
        "registry: filing 例子.cn 浙ICP备2026123456号-7 website - - 2026-03-02T02:20:30Z false",
        "registry: filing app-only.cn 浙ICP备2026123456号-1A app - - 2026-03-02T02:20:30Z false",
      ])
    #expect(
      records.refused == [
        "2: a query for apps (serviceType 6) says nothing of the website",
        "4: the registry knows example.cn, not www.example.cn: ask again for example.cn",
        "5: no records for '示例科技有限公司', which says nothing of a domain",
      ])
  }

  @Test("of several pages conclude absence only from all of them")
  func pages() throws {
    let records = try TestReading.read(fixture: "miit/pages.json").records
    #expect(records.said.filter { $0.contains("filing") }.count == 4)
    #expect(
      records.said.filter { !$0.contains("filing") } == [
        "registry: absent last.cn",
        "registry: failed cut.cn not on the pages saved, and pages are missing",
      ])
  }

  @Test(
    "never are a complete list, by which any other domain would be absent",
    arguments: [
      "miit/pages.json", "miit/reply.json", "alibaba-filings/reply.json",
      "tencent-icp/replies.jsonl",
    ])
  func complete(path: String) throws {
    let error = #expect(throws: RecordsError.self) {
      _ = try TestReading.read(fixture: path) { $0.isComplete = true }
    }
    #expect(error?.hint == "leave --complete away")
  }

  @Test("as ICP-API saves them have other keys")
  func icpAPI() throws {
    let records = try TestReading.read(fixture: "miit/icp-api.json").records
    #expect(
      records.said == [
        "registry: filing example.com 浙ICP备2026123456号-8 website 示例科技有限公司 企业 2026-03-02T02:20:30Z -"
      ])
  }

  @Test(
    "that contradict themselves are failures, never absence",
    arguments: [
      #"{"code":200,"success":true,"params":{"list":[],"total":3}}"#,
      #"{"code":200,"success":true,"params":null}"#,
      #"{"code":200,"success":false,"params":{"list":[],"total":0}}"#,
      #"{"code":"500","success":true,"params":{"list":[],"total":0}}"#,
      #"{"code":null,"success":"false","list":[],"total":0}"#,
      #"{"code":200,"success":true,"params":{"list":[{"domain":null}],"total":1}}"#,
      #"{"code":200,"success":true,"params":{"list":[],"total":0,"hasNextPage":true}}"#,
      #"{"code":200,"success":true,"params":{"list":[]}}"#,
      #"{"keyword":"example.cn","records":[]}"#,
      #"{"keyword":"example.cn","error":"timeout","total":0,"records":[]}"#,
      #"{"keyword":"example.cn","error":{"code":122},"total":0,"records":[]}"#,
    ])
  func contradictions(_ text: String) throws {
    let records = try TestReading("r") { $0.domain = "example.cn" }.read(text)
    #expect(records.said.count == 1)
    #expect(records.said.first?.hasPrefix("registry: failed example.cn") == true)
  }

  @Test("with a wrong date refuse the record and conclude nothing of its domain")
  func wrongDate() throws {
    let records = try TestReading("r") { $0.domain = "example.cn" }.read(
      #"{"code":200,"params":{"total":1,"list":[{"domain":"example.cn","updateRecordTime":"2026-13-40 00:00:00"}]}}"#
    )
    #expect(records.said == [])
    #expect(
      records.refused == ["1 params.list[0].updateRecordTime: '2026-13-40 00:00:00' is no time"])
  }

  @Test(
    "with a row that has no filing number, as of another list, conclude nothing of its domain",
    arguments: [
      #"{"domain":"example.cn","blackListLevel":2}"#,
      #"{"domain":"example.cn","serviceLicence":"","mainLicence":null}"#,
      #"{"domain":"example.cn","serviceLicence":"未备案"}"#,
    ])
  func noNumber(row: String) throws {
    let records = try TestReading("r") { $0.domain = "example.cn" }.read(
      #"{"code":200,"success":true,"params":{"total":1,"list":[\#(row)]}}"#, as: .miit)
    #expect(records.said == [])
    #expect(records.refused.first?.contains("no filing number") == true)
  }

  @Test("with an error that says nothing are replies")
  func noError() throws {
    for error in ["null", "\"\"", "false", "0", "[]"] {
      let records = try TestReading("r") { $0.domain = "example.cn" }.read(
        #"{"keyword":"example.cn","error":\#(error),"total":0,"records":[]}"#)
      #expect(records.said == ["registry: absent example.cn"])
    }
  }

  @Test("that are a firewall's page are kept as a failure when the domain is named")
  func webPage() throws {
    let page = try TestReading.fixture("near-miss/waf.html")
    #expect(throws: RecordsError.self) { try TestReading().read(page) }
    let records = try TestReading("r") { $0.domain = "example.cn" }.read(page).records
    #expect(
      records.said == ["registry: failed example.cn the registry answered with a web page"])
  }
}

import Evidence
import Records
import Testing

@Suite("The reading of records")
struct RecognitionTests {
  @Test("reads our own document in JSON and YAML")
  func documents() throws {
    let (json, fromJSON) = try TestReading.read(fixture: "json/site.json")
    #expect(json == .json)
    #expect(fromJSON.views.map(\.isComplete) == [false, true])
    #expect(fromJSON.said.count == 7)
    let (yaml, fromYAML) = try TestReading.read(fixture: "yaml/site.yaml")
    #expect(yaml == .yaml)
    #expect(
      fromYAML.said == [
        "registry: filing 例子.cn 粤ICP备2026000001号-1 website 示例 & 科技 - 2026-07-01T00:00:00Z false",
        "registry: filing 163.example - app - - - -", "registry: absent other.cn",
        "registry: absent 2026.cn", "alibaba: access 例子.cn active - -",
      ])
    #expect(fromYAML.views.map(\.asOf.rfc3339) == ["2026-07-09T16:00:00Z", "2026-07-09T08:00:00Z"])
  }

  @Test("reads a bare list only with its provider, word by word")
  func list() throws {
    #expect(throws: RecordsError.self) { try TestReading.read(fixture: "list/alibaba.txt") }
    let (format, records) = try TestReading.read(fixture: "list/alibaba.txt") {
      $0.provider = "alibaba"
      $0.isComplete = true
    }
    #expect(format == .list)
    #expect(
      records.said == [
        "alibaba: access example.cn active - -", "alibaba: access 例子.cn active - -",
        "alibaba: access xn--fsqu00a.com active - -",
      ])
    #expect(records.views.map(\.isComplete) == [true])
    #expect(records.refused == ["6: more than one word; write one domain a line"])
  }

  @Test(
    "names file, line, reason and remedy of a file it cannot read",
    arguments: [
      (
        "near-miss/waf.html",
        "near-miss/waf.html: a web page, not a reply: the query was turned away; ask again later; or keep the failure with --as miit --domain NAME"
      ),
      (
        "near-miss/two-kinds.json",
        "near-miss/two-kinds.json: JSON of several kinds: tencent-icp, alibaba-icp; choose one with --as"
      ),
      (
        "near-miss/truncated.json",
        "near-miss/truncated.json:1: the JSON that is open here breaks off; save the file again, whole"
      ),
      (
        "near-miss/duplicate-key.json",
        "near-miss/duplicate-key.json:1: the key 'code' is there twice"
      ),
      (
        "near-miss/duplicate-key.yaml",
        "near-miss/duplicate-key.yaml:3: the key 'view' is there twice"
      ),
      (
        "near-miss/twice.csv",
        "near-miss/twice.csv:1: the column 'Domain' is there twice, by this or another name; remove or rename one"
      ),
    ])
  func errors(path: String, message: String) {
    let error = #expect(throws: RecordsError.self) { try TestReading.read(fixture: path) }
    #expect(error?.description == message)
  }

  @Test(
    "lists the kinds there are for what is of none",
    arguments: ["near-miss/other.json", "near-miss/no-domain-column.csv"])
  func unknown(path: String) {
    let error = #expect(throws: RecordsError.self) { try TestReading.read(fixture: path) }
    #expect(error?.hint?.contains("tencent-icp, alibaba-icp") == true)
  }

  @Test("refuses aliases before they can grow, and takes & and * for what they are")
  func bomb() throws {
    let bomb = try TestReading.fixture("near-miss/bomb.yaml")
    let error = #expect(throws: RecordsError.self) { try TestReading().read(bomb, as: .yaml) }
    #expect(error?.message == "the alias *a stands for text elsewhere")
    let records = try TestReading().read(
      "schema: icpdiag.records/1\ncdn:\n- {provider: r&d, domain: '*.example.cn', area: global}\n")
    #expect(records.said == ["cdn: r&d *.example.cn global"])
  }

  @Test("names the line of the YAML that is wrong")
  func yamlLines() {
    func error(_ text: String) -> String? {
      #expect(throws: RecordsError.self) { try TestReading().read(text, as: .yaml) }?.description
    }
    #expect(
      error("schema: icpdiag.records/1\n\nviews:\n  - view: registry\n    acess: []\n")
        == "r:5: views[0].acess: unknown key 'acess'; known here: absent, access, as_of, complete, failed, filings, orders, provider, source, view"
    )
    #expect(
      error(
        "schema: icpdiag.records/1\nviews:\n- view: registry\n  as_of: 2026-07-09\n  complete: yes\n"
      )
        == "r:5: views[0].complete: wrong type, expected true or false")
    #expect(error("schema: [\n")?.hasPrefix("r:2: not valid YAML") == true)
    #expect(error("schema: icpdiag.records/2\n")?.hasPrefix("r:1: schema: unknown schema") == true)
  }

  @Test("reads a text in pieces of one octet as in one piece", arguments: RecordsFormat.allCases)
  func pieces(format: RecordsFormat) throws {
    let paths = [
      "json/site.json", "yaml/site.yaml", "miit/replies.json", "csv/outcomes.csv",
      "tsv/table.tsv", "list/alibaba.txt", "tencent-icp/replies.jsonl",
      "alibaba-icp/by-domain.json",
      "alibaba-filings/reply.json", "aws-icp/distributions.json", "icp-status/replies.jsonl",
      "instances/ecs-pages.json",
    ]
    let path = try #require(paths.first { $0.hasPrefix(format.rawValue + "/") })
    let octets = try TestReading.fixture(path)
    let reading = TestReading(path) { $0.provider = format == .list ? "alibaba" : nil }
    let whole = try reading.read(octets)
    let parts = try reading.read(octets, pieceOctets: 1)
    #expect(whole.format == format)
    #expect(parts.format == format)
    #expect(parts.records.said == whole.records.said)
    #expect(parts.records.refused == whole.records.refused)
  }

  @Test("stops at any octet without a trap, and takes no half document")
  func everyPrefix() throws {
    for path in ["miit/replies.json", "instances/cvm.json", "json/site.json"] {
      let octets = try TestReading.fixture(path)
      let end = octets.lastIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") } ?? 0
      let format: RecordsFormat = path.hasPrefix("miit") ? .miit : .instances
      for count in stride(from: 1, to: end, by: 7) {
        #expect(throws: RecordsError.self) {
          try TestReading().read(
            Array(octets[..<count]), as: path.hasPrefix("json") ? .json : format)
        }
      }
    }
  }

  @Test("bounds depth and finds a missing comma")
  func json() {
    let deep = String(repeating: "[", count: 100_000)
    for text in [
      deep, "[{\"code\":1} {\"code\":2}]", "{\"code\":01}", "{\"code\":1}]", "[,]",
      "{\"a\":\"\u{1}\"}",
    ] {
      #expect(throws: RecordsError.self) { try TestReading().read(text, as: .miit) }
    }
  }
}

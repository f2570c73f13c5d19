import Evidence
import Testing

@testable import Lab

@Suite("A scenario file")
struct ScenarioTests {
  @Test(
    "is refused with the place of the fault and what to write",
    arguments: [
      ("\"nams\": {}", "test.json: nams is not known here: use schema, title"),
      ("\"names\": {\"a b\": {}}", "test.json: names.a b is 'a b', no domain name"),
      (
        "\"names\": {\"a.example\": {\"answer\": \"gone\"}}",
        "names.a.example.answer is 'gone': write one of nxdomain"
      ),
      ("\"names\": {\"a.example\": {\"a\": \"::1\"}}", "names.a.example.a is of the other family"),
      ("\"names\": {\"a.example\": {\"aaaa\": \"::/0\"}}", "aaaa is too large a block"),
      ("\"names\": {\"a.example\": {\"ttl\": -1}}", "ttl is a number: write a whole number from 0"),
      (
        "\"sites\": {\"192.0.2.1\": {}}",
        "sites.192.0.2.1 lies outside this machine: use 127.0.0.0/8"
      ),
      ("\"sites\": {\"127.0.0.0/8\": {}}", "has too many addresses"),
      ("\"sites\": {\"127.1.0.0/31\": {}, \"127.1.0.1\": {}}", "sites.127.1.0.1 is there twice"),
      (
        "\"sites\": {\"127.1.0.1\": {\"http\": \"alert\"}}",
        "sites.127.1.0.1.http is for 'https' only"
      ),
      (
        "\"sites\": {\"127.1.0.1\": {\"gateway\": {\"page\": \"gfw\", \"blocks\": \"*\"}}}",
        "gateway.page is 'gfw': write one of alibaba-old"
      ),
      (
        "\"sites\": {\"127.1.0.1\": {\"gateway\": {\"blocks\": \"*\"}}}",
        "gateway has no 'page': add it"
      ),
      (
        "\"sites\": {\"127.1.0.1\": {\"content\": {\"headers\": [\"A: b\\r\\nC: d\"]}}}",
        "content.headers[0] has a line end"
      ),
      ("\"name_servers\": {\"8.8.8.8\": {}}", "name_servers.8.8.8.8 lies outside this machine"),
      (
        "\"places\": [{\"cidr\": \"127.1.0.0/8\", \"area\": \"mainland\"}]",
        "places[0].cidr is '127.1.0.0/8', no block"
      ),
      ("\"places\": [{\"cidr\": \"127.1.0.1\", \"area\": \"main,land\"}]", "places[0] has a comma"),
      ("\"records\": {\"../x.json\": {}}", "is no name for a records file"),
    ])
  func faults(members: String, expected: String) throws {
    let text = try #require(problem { _ = try scenario(members) })
    #expect(text.contains(expected))
  }

  @Test("must be JSON of a known version")
  func versions() throws {
    let noJSON = try #require(problem { _ = try Scenario(text: Array("{".utf8), file: "x.json") })
    #expect(noJSON.hasPrefix("x.json is no JSON"))
    let other = try #require(
      problem { _ = try Scenario(text: Array("{\"schema\": \"icpdiag.lab/2\"}".utf8), file: "x") })
    #expect(other.contains("icpdiag.lab/1"))
  }

  @Test(
    "counts relative times from the moment it is played",
    arguments: [
      ("-3h", -10_800), ("+10d", 864_000), ("-90s", -90), ("-5m", -300), ("now", 0),
    ])
  func relativeTimes(text: String, offset: Int64) {
    #expect(JSONValue.seconds(text) == offset)
    let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
    let document = JSONValue.object(["approved_at": .string(text), "domain": .string(text)])
    #expect(
      document.resolvingTimes(now: now)
        == .object([
          "approved_at": .string(now.adding(seconds: offset).rfc3339), "domain": .string(text),
        ]))
  }

  @Test(
    "leaves other texts in place of times alone",
    arguments: [
      "", "-", "-h", "3h", "-3y", "-99999999999h", "2026-07-01T00:00:00Z",
    ])
  func absoluteTimes(text: String) {
    #expect(JSONValue.seconds(text) == nil)
  }

  @Test(
    "is refused when its records are no records document",
    arguments: [
      ("{\"schema\": \"icpdiag.records/1\", \"views\": [{\"view\": \"registry\"}]}", "asOf"),
      ("{\"schema\": \"icpdiag.records/9\"}", "icpdiag.records/9"),
      (
        "{\"schema\": \"icpdiag.records/1\", \"views\": [{\"view\": \"registry\", \"as_of\": \"soon\"}]}",
        "'soon' is no time"
      ),
    ])
  func records(document: String, expected: String) async throws {
    let plan = try scenario("\"records\": {\"r.json\": \(document)}")
    let error = await #expect(throws: LabError.self) { try await Lab.start(plan) }
    #expect(error?.description.contains(expected) == true)
  }
}

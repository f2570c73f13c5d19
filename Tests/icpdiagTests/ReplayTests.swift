import Foundation
import Testing

@Suite("Replay", .timeLimit(.minutes(10)))
struct ReplayTests {
  private static let stored = "fixtures/cases/ip-only/establishes-bare-mainland-address.json"

  private func report() throws -> String {
    try String(contentsOf: Tool.top.appending(path: Self.stored), encoding: .utf8)
  }

  @Test("judges at the time that the report was judged at, and says so again")
  func judgesAtTheSameTime() async throws {
    let first = try await Tool.run(["..", "--json", "--now", "2020-02-03T04:05:06Z"])
    #expect(first.text.contains(#""now":"2020-02-03T04:05:06Z""#))
    let second = try await Tool.run(["replay", "-", "--json"], input: first.text)
    #expect(second.text == first.text)
    let later = try await Tool.run(
      ["replay", "-", "--json", "--now", "2021-01-01T00:00:00Z"], input: first.text)
    #expect(later.text.contains(#""now":"2021-01-01T00:00:00Z""#))
  }

  @Test("judges the readable reports of a list, names the line of each other, and ends with 65")
  func faultyLines() async throws {
    let one = try await Tool.run(["..", "--json"]).text
    let run = try await Tool.run(
      ["replay", "-", "--json"], input: "\(one)\n\nnonsense\n\(one){\"schema\":\"x/1\"}\n")
    #expect(run.status == 65)
    #expect(run.text == one + one)
    #expect(
      run.errors == """
        icpdiag: stdin:4: not JSON at line 4, octet 2
        icpdiag: stdin:6: the schema is 'x/1'; this icpdiag reads 'icpdiag.report/1'

        """)
  }

  @Test("finds the instance of a bare address in other records")
  func instanceOfAnAddress() async throws {
    let records = """
      {"schema":"icpdiag.records/1","instances":[
        {"provider":"alibaba","id":"i-mine","addresses":["127.1.0.20"]}]}
      """
    let run = try await Tool.run(
      ["replay", Self.stored, "--json", "--records", "-"], input: records)
    #expect(run.text.contains(#""ascii":"127.1.0.20""#))
    #expect(run.text.contains(#""id":"i-mine""#))
    #expect(run.text.contains(#""view":"instances""#))
  }

  private static let approved = """
    # What if the order were approved?
    schema: icpdiag.records/1
    views: [{view: provider, provider: tencent, as_of: 2026-08-22,
             orders: [{domain: not-transferred.example, kind: transfer, state: approved}]}]
    """

  @Test("judges what would be, and a report of that stays marked however often it is replayed")
  func assumption() async throws {
    let stored = "fixtures/cases/not-transferred/establishes-not-transferred.json"
    let plain = try await Tool.run(["replay", stored, "--json"])
    #expect(plain.status == 1)
    #expect(plain.text.contains(#""hypothetical":null"#))
    let whatIf = try await Tool.run(
      ["replay", stored, "--json", "--assume", "-"], input: Self.approved)
    #expect(whatIf.status == 0, "\(whatIf.errors)")
    let mark =
      #""hypothetical":{"assumed":["stdin"],"at":[],"actual_cause":"not-transferred"}"#
    #expect(whatIf.text.contains(mark))
    #expect(whatIf.text.contains(#""cause":"accessible""#))
    #expect(whatIf.text.contains(#""is_assumed":true"#))
    #expect(try await Tool.run(["replay", "-", "--json"], input: whatIf.text).text == whatIf.text)
    // Other records take the place of what is known, not of what is assumed.
    let other = try await Tool.run(
      ["replay", "-", "--json", "--records", "fixtures/records/yaml/site.yaml"],
      input: whatIf.text)
    #expect(other.text.contains(#""hypothetical":{"assumed":["stdin"]"#))
    #expect(other.text.contains(#""is_assumed":true"#) && !other.text.contains("000000001号"))
    let text = try await Tool.run(["replay", "-", "--lang", "zh"], input: whatIf.text)
    #expect(text.text.contains("假设性结论：以 stdin 中的记录为真。目前实际为：被阻断"))
  }

  @Test("ends quietly and with a verdict's status when nobody reads any more")
  func closedPipe() async throws {
    let one = try await Tool.run(["..", "--json"]).text
    let run = try await Tool.shell(
      "{ '\(Tool.path.path)' replay - --json; echo $? >&2; } | head -n 1",
      input: String(repeating: one, count: 2_000))
    #expect(run.text == one)
    #expect(run.errors == "65\n")
  }
}

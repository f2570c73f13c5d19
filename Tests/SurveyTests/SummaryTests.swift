import Survey
import Testing

@Suite("The summary of a list")
struct SummaryTests {
  private static let outcomes: [Outcome] = [
    Outcome(status: "ok", cause: "accessible", certainty: "likely", durationS: 0.25),
    Outcome(status: "blocked", cause: "not-filed", certainty: "confirmed", durationS: 0.5),
    Outcome(
      status: "blocked", cause: "not-filed", certainty: "confirmed", isSecondPass: true,
      durationS: 0.125),
    Outcome(
      status: "undetermined", cause: "vantage-unusable", certainty: "confirmed",
      isWithoutNetwork: true, durationS: .nan),
  ]

  private func summary(of outcomes: some Sequence<Outcome>) -> Summary {
    outcomes.reduce(into: Summary()) { $0.add($1) }
  }

  @Test("adds up, however a list is cut")
  func sum() {
    let whole = summary(of: Self.outcomes)
    for cut in 0...Self.outcomes.count {
      #expect(summary(of: Self.outcomes[..<cut]) + summary(of: Self.outcomes[cut...]) == whole)
    }
    #expect(whole.inputs == 4)
    #expect(whole.byCause == ["accessible": 1, "not-filed": 2, "vantage-unusable": 1])
    #expect(whole.secondPasses == 1 && whole.withoutNetwork == 1)
    #expect(whole.observedMs == 875)
    #expect(whole.causes.map(\.cause) == ["not-filed", "accessible", "vantage-unusable"])
  }

  @Test("is one line of JSON with a key for each name there is, and reads back")
  func json() throws {
    var whole = summary(of: Self.outcomes)
    whole.elapsedMs = 1_234
    let text = whole.json(
      statuses: ["ok", "at-risk", "blocked", "undetermined"], causes: ["waf", "not-filed"],
      certainties: ["possible", "likely", "confirmed"], stage: "full", share: nil)
    #expect(
      text
        == #"{"schema":"icpdiag.summary/1","stage":"full","shard":null,"inputs":4,"#
        + #""by_status":{"ok":1,"at-risk":0,"blocked":2,"undetermined":1},"#
        + #""by_cause":{"waf":0,"not-filed":2,"accessible":1,"vantage-unusable":1},"#
        + #""by_certainty":{"possible":0,"likely":1,"confirmed":3},"#
        + #""second_passes":1,"without_network":1,"observed_ms":875,"elapsed_ms":1234}"#)
    let value = try #require(JSONValue(Array(text.utf8)[...]))
    #expect(Summary(value) == whole)
    let shared = whole.json(
      statuses: [], causes: [], certainties: [], stage: "dns", share: Share(index: 2, of: 9))
    #expect(shared.hasPrefix(#"{"schema":"icpdiag.summary/1","stage":"dns","shard":"2/9","#))
  }

  @Test("names no more than there can be, whatever stored reports say")
  func names() {
    let whole = summary(
      of: (0..<1_000).map { Outcome(status: "ok", cause: "c\($0)", certainty: "likely") })
    #expect(whole.byCause.count == 257 && whole.byCause["other"] == 744)
  }

  @Test(
    "refuses what is none",
    arguments: [
      "{}", #"{"schema":"icpdiag.summary/2"}"#, #"{"schema":"icpdiag.summary/1","inputs":-1}"#,
      #"{"schema":"icpdiag.summary/1","inputs":1,"by_status":{"\"":1}}"#,
    ])
  func refusals(text: String) throws {
    let value = try #require(JSONValue(Array(text.utf8)[...]))
    #expect(Summary(value) == nil)
  }
}

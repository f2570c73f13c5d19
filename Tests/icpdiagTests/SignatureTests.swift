import Foundation
import Testing

@Suite("Signatures of one's own", .timeLimit(.minutes(10)))
struct SignatureCommandTests {
  private static let stored =
    "fixtures/cases/cdn-refusal/near-miss-no-edge-in-front.server-refuses.json"
  private static let mine = """
    {"schema": "icpdiag.signatures/1", "signatures": [
      {"id": "my-idc.gate", "provider": "my-idc", "proves": "filing-block", "status": [403],
       "all": [{"header": "server", "starts_with": "Tengine"}, {"title": "403 Forbidden"}]}]}
    """

  private func replay(_ mine: String, _ more: String...) async throws -> Tool.Run {
    try await Tool.run(["replay", Self.stored, "--signatures", "-"] + more, input: mine)
  }

  @Test("name a page that is not known otherwise, and are told in the report")
  func isNamed() async throws {
    let plain = try await Tool.run(["replay", Self.stored, "--json"])
    #expect(plain.text.contains(#""cause":"server-refuses""#))
    let run = try await replay(Self.mine, "--json")
    #expect(run.text.contains(#""http":"filing-page-likely""#))
    #expect(run.text.contains(#""signature":"my-idc.gate""#))
    #expect(run.text.contains(#""certainty":"likely""#))
    #expect(run.text.firstMatch(of: /"signatures":"[\d-]+\+1\.[0-9a-f]{16}"/) != nil)
    #expect(run.status == 1)
  }

  @Test("that are broken are refused before anything is asked, with line and place")
  func isRefused() async throws {
    let run = try await replay(Self.mine.replacing("my-idc.gate", with: "alibaba.batit"))
    #expect(run.status == 65)
    #expect(run.text.isEmpty)
    #expect(
      run.errors.hasPrefix(
        "icpdiag: stdin:2: signatures[0].id: there is a signature 'alibaba.batit' already;"))
    let diagnosis = try await Tool.run([
      "example.cn", "--signatures", "fixtures/signatures/junk/no-clause.json",
    ])
    #expect(diagnosis.status == 65)
    let missing = try await Tool.run(["example.cn", "--signatures", "/nonexistent.json"])
    #expect(missing.status == 66)
  }

  @Test("are taught by an example in the help that can be used as it stands")
  func isTaught() async throws {
    let help = try await Tool.run(["diagnose", "--help"]).text
    let example = try String(
      contentsOf: Tool.top.appending(path: "fixtures/signatures/user.json"), encoding: .utf8)
    let flat = help.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    for line in example.split(separator: "\n") {
      #expect(flat.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
    }
  }
}

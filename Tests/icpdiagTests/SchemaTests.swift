import Foundation
import Testing

@Suite("The schemas on the command line", .timeLimit(.minutes(5)))
struct SchemaTests {
  @Test("are JSON, each with its own name", arguments: ["report", "records", "check"])
  func printed(_ name: String) async throws {
    for options in [[], ["--strict"]] {
      let run = try await Tool.run(["schema", name] + options)
      #expect(run.status == 0 && run.errors.isEmpty)
      let schema = try #require(
        try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
      #expect((schema["$id"] as? String)?.hasPrefix("urn:icpdiag:\(name):1") == true)
    }
  }

  @Test("are refused for what has none")
  func others() async throws {
    let run = try await Tool.run(["schema", "summary"])
    #expect(run.status == 64 && run.errors.contains("report"))
  }
}

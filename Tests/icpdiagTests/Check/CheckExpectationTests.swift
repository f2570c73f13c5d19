import Foundation
import Lab
import Testing

/// What a configuration says of each target, on its way to the verdict and to the line.
@Suite("What a check expects", .serialized, .timeLimit(.minutes(10)))
struct CheckExpectationTests {
  @Test("reaches the verdict as the options of a diagnosis do, and what is otherwise is warned of")
  func expectations() async throws {
    let bench = try CheckBench()
    let names = CheckBench.names(3)
    try bench.desk.write([names[2] + "\trow 3"], to: "list")
    try bench.desk.write(
      [
        """
        targets:
          - {target: \(names[0]), provider: tencent, owner: shop team, addresses: [127.16.0.0/16]}
          - {target: \(names[1]), entity: 乙公司, addresses: [192.0.2.1]}
        input: list
        defaults: {owner: everybody}
        """
      ], to: "check.yaml")
    try await Lab.with(try CheckBench.scenario(blocking: false)) { lab in
      let environment = ["SSL_CERT_FILE": lab.authorityPath]
      let run = try await Tool.run(
        bench.arguments(lab, ["--config", bench.desk.path("check.yaml")]), environment: environment)
      #expect(run.errors == "" && run.status == 1)
      let output = try CheckOutput(run.text)
      func kinds(_ name: String) throws -> [String] {
        (try output.target(name)["warnings"] as? [[String: Any]] ?? [])
          .compactMap { $0["kind"] as? String }
          .filter { $0.hasSuffix("-unexpected") }
      }
      let diagnoses = [(names[0], ["--provider", "tencent"]), (names[1], ["--entity", "乙公司"])]
      for (name, options) in diagnoses {
        let diagnosis = try await Tool.run(
          ["diagnose"] + lab.options + [
            name, "--json", "--no-store", "--records", bench.desk.path("filed.json"),
          ] + options, environment: environment)
        let cause = try Report(try #require(diagnosis.lines.first)).cause
        #expect(cause != "accessible")
        let verdict = try output.target(name)["verdict"] as? [String: Any]
        #expect(verdict?["cause"] as? String == cause)
      }
      #expect(try kinds(names[0]) == ["provider-unexpected"])
      #expect(try kinds(names[1]) == ["addresses-unexpected", "entity-unexpected"])
      #expect(try kinds(names[2]) == [])
      let owners = try names.map { try output.target($0)["owner"] as? String }
      #expect(owners == ["shop team", "everybody", "everybody"])
      #expect(try output.target(names[0])["provider"] as? String == "tencent")
      #expect(try output.target(names[1])["expected_addresses"] as? [String] == ["192.0.2.1/32"])
      for (options, isWarned) in [([], true), (["--quiet"], false)] {
        let page = try await Tool.run(
          bench.arguments(
            lab, ["--config", bench.desk.path("check.yaml"), "--format", "text"] + options),
          environment: environment)
        #expect(page.text.contains(names[1]) && page.text.contains("To look out for") == isWarned)
      }
      let last = try output.target(names[2])
      #expect(last["meta"] as? String == "row 3" && last["status"] as? String == "ok")
    }
  }
}

import Lab
import Testing

/// One after the other: a session owns the signals of the process.
@Suite("A command beside a lab", .serialized, .timeLimit(.minutes(10)))
struct SessionTests {
  @Test(
    "gets the options of the lab, and its status is the end",
    arguments: [
      ("exit 7", 7), ("test -s {targets} && test -s {ca} && test -d {folder}", 0),
      ("test $# = 6 || exit 3; case $* in '--resolver 127.0.0.1:'*) exit 5;; esac", 5),
      ("kill -KILL $$", 137), ("kill -TERM $$", 143), ("yes | head -1 >/dev/null", 0),
    ])
  func command(script: String, status: Int32) async throws {
    let plan = try scenario("\"targets\": [\"a.example\"]")
    try await Lab.with(plan) { lab in
      let got = try await lab.run(["sh", "-c", script, "sh", "{options}"])
      #expect(got == status)
    }
  }

  @Test("is an error when the command cannot be run")
  func missingCommand() async throws {
    try await Lab.with(scenario("\"title\": \"x\"")) { lab in
      let error = await #expect(throws: LabError.self) {
        try await lab.run(["/nonexistent/command"])
      }
      #expect(error?.description.contains("/nonexistent/command") == true)
    }
  }
}

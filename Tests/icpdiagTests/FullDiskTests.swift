import Foundation
import Testing

@Suite("A disk that is full", .timeLimit(.minutes(5)))
struct FullDiskTests {
  @Test(
    "ends what prints a result with 74",
    arguments: [
      "deploy cron", "deploy systemd", "deploy systemd --only timer", "deploy spark",
      "deploy kubernetes --image x", "schema check", "explain", "explain not-filed --json",
      "records list", "records list --imports", "records show a.cn", "instances list",
      "records add a.cn --absent", "records remove a.cn --yes", "history ..", "history .. --json",
    ])
  func full(command: String) async throws {
    let desk = try Desk()
    let store = "--store '\(desk.path("store.sqlite"))'"
    let tool = "'\(Tool.path.path)'"
    let made = try await Tool.shell(
      "\(tool) check .. --json \(store) && exit 1; \(tool) records add a.cn --absent \(store)")
    #expect(made.status == 0, "\(made.errors)")
    let isOfStore = ["records", "instances", "history"].contains { command.hasPrefix($0) }
    let run = try await Tool.shell("\(tool) \(command) \(isOfStore ? store : "") >/dev/full")
    #expect(run.status == 74 && run.errors.contains("cannot write"), "\(run.errors)")
  }
}

internal import ArgumentParser
internal import Evidence
internal import Survey

extension Stage: ExpressibleByArgument {}

/// How a run over a list is cut, kept and summed up.
struct RunOptions: ParsableArguments {
  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Write the reports to a file, not to stdout.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Remember in this file what is done; after an interruption or a crash the same command goes "
        + "on where it stopped. Needs --output and --json.", valueName: "journal"),
    completion: .file())
  var resume: String?

  @Option(
    help: ArgumentHelp(
      "Take one of N equal shares of the list, counted from 0, by the registrable domain: 0/8 … "
        + "7/8, or env/8 for the task index of Kubernetes, Slurm or AWS Batch.",
      valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "How far to go: dns (names and places), http (one plain request to each address) or full. "
        + "The reports of one stage are the next one's input.", valueName: "stage"))
  var stage: Stage?

  @Option(
    help: ArgumentHelp(
      "Write the counts of the run to a file, as JSON; those of shards add up.",
      valueName: "file"),
    completion: .file())
  var summary: String?

  func validate() throws {
    if resume != nil, file == nil {
      throw ValidationError("--resume needs --output FILE, to see what is already in it")
    }
    if let resume, resume == file {
      throw ValidationError("--resume and --output take two files")
    }
    if summary == "-" {
      throw ValidationError("--summary takes a file: stdout holds the reports")
    }
    do throws(SurveyError) {
      _ = try share
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// Which share of the list to take; `nil` for all of it.
  var share: Share? {
    get throws(SurveyError) {
      guard let shard else { return nil }
      return try Share(shard, environment: Console.environment)
    }
  }

  /// What a journal knows a run by.
  var identity: JournalRecord.Identity {
    get throws(SurveyError) {
      let share = try share.flatMap { $0.count == 1 ? nil : $0 }
      return JournalRecord.Identity(
        shard: share?.description, stage: (stage ?? .full).rawValue)
    }
  }
}

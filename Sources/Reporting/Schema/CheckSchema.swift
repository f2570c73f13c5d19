internal import Diagnosis

extension SchemaDocument {
  /// What a check says: a line for each target, and one of the whole run.
  ///
  /// - Parameter warningKinds: All kinds of warnings there are.
  /// - Returns: The schema of either object.
  package static func check(warningKinds: [String]) -> SchemaDocument {
    SchemaDocument(
      schema: CheckSchema.id, title: "icpdiag check",
      meaning: """
        What a check of many targets says: one object for each target, compared with earlier runs, \
        and one for the whole run. Keys are only ever added; ids and the words of closed lists are \
        stable public names.
        """,
      writer: .program,
      root: SchemaNode(.any([.reference("/$defs/target"), .reference("/$defs/summary")])),
      definitions: [
        ("target", "One target of the run.", .object(CheckSchema.target(warningKinds))),
        ("summary", "The whole run.", .object(CheckSchema.summary)),
      ])
  }
}

/// The parts of what a check says.
enum CheckSchema {
  static let id = CheckLine.schemaID

  private static let run = SchemaProperty("run", .id, "The run's own name.")

  static func target(_ warningKinds: [String]) -> [SchemaProperty] {
    [
      SchemaProperty("schema", .constant(id), "The name of this schema."),
      SchemaProperty("kind", .constant("target"), "What the line is about."),
      run,
      SchemaProperty("input", .text, "The target as the user wrote it."),
      SchemaProperty("index", .count, "Its place among the inputs, from 0."),
      SchemaProperty("meta", .text.orNull, "Text that the user attached to the input."),
      SchemaProperty("target", .object(ReportSchema.target), "What the input was read as."),
      SchemaProperty("owner", .text.orNull, "Whom the target concerns, by the configuration."),
      SchemaProperty("entity", .text.orNull, "Whose filing it should be."),
      SchemaProperty("provider", .text.orNull, "The provider it should be hosted at."),
      SchemaProperty(
        "expected_addresses", .list(.text), "The addresses or prefixes it should resolve to."),
      SchemaProperty("status", .word(Status.self), "What this run comes to."),
      SchemaProperty(
        "verdict", .object(ReportSchema.verdict), "The verdict of this run, as in a report."),
      SchemaProperty(
        "state", SchemaNode.object(state).orNull,
        "What holds, by this run and those before; null while nothing was ever seen of it."),
      SchemaProperty(
        "transitions", .list(.object(transition)),
        "The changes of its cause that no run has told of yet."),
      SchemaProperty(
        "warnings", .list(.object(warning(warningKinds))),
        "What is not its cause and should be known all the same."),
      SchemaProperty("recheck_after", .time.orNull, "When to look again."),
      SchemaProperty(
        "report", SchemaNode.text(matching: "^[0-9a-f]{64}$").orNull,
        "The SHA-256 of the report in the store; see 'icpdiag history'."),
    ]
  }

  static let summary: [SchemaProperty] = [
    SchemaProperty("schema", .constant(id), "The name of this schema."),
    SchemaProperty("kind", .constant("summary"), "What the line is about."),
    run,
    SchemaProperty("started_at", .time, "When the run began."),
    SchemaProperty("duration_s", .duration, "How long it took, in seconds."),
    SchemaProperty("targets", .count, "How many targets were looked at."),
    SchemaProperty("by_status", .counts(Status.self), "How many have each status, in this run."),
    SchemaProperty("by_cause", .counts(CauseID.self), "How many have each cause, in this run."),
    SchemaProperty(
      "by_state", .counts(CauseID.self), "How many have each cause, by this run and those before."),
    SchemaProperty("transitions", .count, "How many changes of a cause the run told of."),
    SchemaProperty("warnings", .count, "How many warnings there are."),
    SchemaProperty(
      "notifications",
      .object([
        SchemaProperty("sent", .count, "How many were delivered."),
        SchemaProperty("failed", .count, "How many could not be."),
        SchemaProperty("waiting", .count, "How many wait for a later run."),
      ]), "What became of the notifications."),
    SchemaProperty("recheck_after", .time.orNull, "When to look again, at the earliest."),
  ]

  private static let standing: [SchemaProperty] = [
    SchemaProperty("cause", .word(CauseID.self), "The cause."),
    SchemaProperty("status", .word(Status.self), "The status that it has."),
  ]

  private static let state =
    standing + [
      SchemaProperty("since", .time, "Since when the cause is what it is."),
      SchemaProperty("first_seen", .time, "When the target was first looked at."),
      SchemaProperty(
        "seen", .list(.word(CauseID.self)),
        "The causes of the last runs, the newest last, as far as they count."),
    ]

  private static let transition: [SchemaProperty] = [
    SchemaProperty("id", .id, "The number of the change in the store."),
    SchemaProperty(
      "from", SchemaNode.object(standing).orNull,
      "What it was; null where the target was not known."),
    SchemaProperty("to", .object(standing), "What it is."),
    SchemaProperty("at", .time, "When the change was seen."),
    SchemaProperty("since", .time, "Since when the new cause was seen."),
  ]

  private static func warning(_ kinds: [String]) -> [SchemaProperty] {
    [
      SchemaProperty("kind", SchemaNode(.word(kinds)), "What it is."),
      SchemaProperty("text", .text, "What it is, in a sentence."),
      SchemaProperty("due_at", .time.orNull, "When it will be too late, where that is known."),
    ]
  }
}

internal import Diagnosis
internal import Evidence

extension SchemaDocument {
  /// The report on one target.
  package static let report = SchemaDocument(
    schema: ReportV1.schemaID, title: "icpdiag report",
    meaning: """
      What one target comes to, and all that was observed of it: enough to judge it again. Keys are \
      only ever added; ids and the words of closed lists are stable public names. Unknown is null \
      with its key in place, a list is always a list, times are in UTC.
      """,
    writer: .program, root: .object(ReportSchema.root),
    definitions: [
      (
        "recording",
        "What 'icpdiag replay' needs of a report, of whatever age: the verdict may be missing.",
        .object(
          ReportSchema.root.map { property in
            SchemaProperty(
              property.name, .reference("/properties/\(property.name)"), property.meaning,
              ReportSchema.recorded.contains(property.name) ? .always : .optional)
          })
      )
    ])
}

/// The parts of a report.
enum ReportSchema {
  /// The keys without which nothing can be judged again.
  static let recorded: Set = [
    "schema", "input", "index", "target", "started_at", "duration_s", "evidence",
  ]

  static let root: [SchemaProperty] = [
    SchemaProperty("schema", .constant(ReportV1.schemaID), "The name of this schema."),
    SchemaProperty("input", .text, "The target as the user wrote it."),
    SchemaProperty("index", .count, "Its place among the inputs, from 0."),
    SchemaProperty("meta", .text.orNull, "Text that the user attached to the input."),
    SchemaProperty("target", .object(target), "What the input was read as."),
    SchemaProperty("started_at", .time, "When the observation began."),
    SchemaProperty("duration_s", .duration, "How long the observation took, in seconds."),
    SchemaProperty("status", .word(Status.self), "What it comes to, for machines."),
    SchemaProperty("verdict", .object(verdict), "The cause, how sure it is, and what to do."),
    SchemaProperty(
      "findings", .object(findings), "The facts the rules judged, each of a closed list."),
    SchemaProperty(
      "addresses", .list(.object(addressFinding)),
      "What each address comes to for itself; the findings are those of the one that decides.",
      .added),
    SchemaProperty("evidence", .object(evidence), "Everything that was observed."),
    SchemaProperty("versions", .object(versions), "What the report was made with."),
  ]

  static let target: [SchemaProperty] = [
    SchemaProperty("kind", .word(Target.Kind.self), "What it is."),
    SchemaProperty(
      "ascii", .text.orNull,
      "The name in A-labels, in lower case, without a trailing dot; or the address."),
    SchemaProperty("unicode", .text.orNull, "The name in U-labels, for people."),
    SchemaProperty(
      "registrable", .text.orNull,
      "The name one registers, by the public suffix list; filings are kept for it."),
    SchemaProperty("port", .port.orNull, "The port of the URL, where it names one."),
    SchemaProperty(
      "problem", .word(Target.Problem.self).orNull,
      "Why the input is neither a domain, a URL nor an address.", .added),
  ]

  static let verdict: [SchemaProperty] = [
    SchemaProperty("cause", .word(CauseID.self), "The cause that holds."),
    SchemaProperty(
      "documented", .flag, "Whether the provider's documents list this cause."),
    SchemaProperty("certainty", .word(Certainty.self), "How sure it is."),
    SchemaProperty("rule", .id, "The rule that decided; see 'icpdiag explain RULE'."),
    SchemaProperty("summary", .text, "What it is, in one sentence."),
    SchemaProperty("remarks", .list(.text), "What else a reader needs to know.", .added),
    SchemaProperty(
      "because", .list(.id), "The ids of the evidence that the verdict rests on."),
    SchemaProperty(
      "ruled_out",
      .list(
        .object([
          SchemaProperty("cause", .word(CauseID.self), "A cause that is excluded."),
          SchemaProperty("because", .text, "Why, in a sentence."),
        ])), "The causes that the evidence excludes."),
    SchemaProperty(
      "alternatives",
      .list(
        .object([
          SchemaProperty("cause", .word(CauseID.self), "A cause that stays possible."),
          SchemaProperty("certainty", .word(Certainty.self), "How likely it is."),
          SchemaProperty("needs", .text, "What would decide."),
        ])), "The causes that stay possible."),
    SchemaProperty("remedy", .list(.object(step)), "What to do, step by step."),
    SchemaProperty(
      "sources", .list(.id),
      "Ids of documents and facts, such as D-10; see 'icpdiag explain ID'."),
    SchemaProperty("side_effects", .list(.word(SideEffect.self)), "What else the cause brings."),
    SchemaProperty("recheck_after", .time.orNull, "When time will have decided."),
    SchemaProperty(
      "ticket", .text.orNull,
      "A text for the provider's ticket, where only the provider can tell.", .added),
    SchemaProperty(
      "hypothetical", SchemaNode.object(hypothesis).orNull,
      "What was supposed and not seen; null in a verdict on what is.", .added),
  ]

  private static let step: [SchemaProperty] = [
    SchemaProperty("text", .text, "What to do, in a sentence."),
    SchemaProperty("url", .uri.orNull, "Where it is done or described."),
    SchemaProperty("command", .text.orNull, "A command to run.", .added),
  ]

  private static let hypothesis: [SchemaProperty] = [
    SchemaProperty("assumed", .list(.text), "The records documents taken to be true."),
    SchemaProperty("at", .list(.address), "The addresses the name was taken to resolve to."),
    SchemaProperty(
      "actual_cause", .word(CauseID.self).orNull,
      "The cause by the records as they are; null where none was assumed."),
  ]

  private static let findings: [SchemaProperty] = [
    SchemaProperty("dns", .word(DNSFinding.self), "What the name servers said."),
    SchemaProperty("place", .word(PlaceFinding.self), "Where the address is, and whose it is."),
    SchemaProperty("http", .word(HTTPFinding.self), "What plain HTTP gave."),
    SchemaProperty("https", .word(HTTPSFinding.self), "What HTTPS gave."),
    SchemaProperty("registry", .word(RegistryFinding.self), "What the registry's records say."),
    SchemaProperty("access", .word(AccessFinding.self), "What the provider's records say."),
    SchemaProperty("order", .word(OrderFinding.self), "What orders there are."),
    SchemaProperty("vantage", .word(VantageFinding.self), "Whether this machine sees the truth."),
    SchemaProperty("target", .word(TargetFinding.self), "What was asked about.", .added),
    SchemaProperty(
      "differential", .word(DifferentialFinding.self),
      "Whether the address refuses this name only, or every name.", .added),
    SchemaProperty(
      "instance", .word(InstanceFinding.self), "What the user's inventory says.", .added),
  ]

  private static let addressFinding: [SchemaProperty] = [
    SchemaProperty("address", .address, "The address."),
    SchemaProperty("place", .word(PlaceFinding.self), "Where it is, and whose it is."),
    SchemaProperty("http", .word(HTTPFinding.self), "What plain HTTP gave."),
    SchemaProperty(
      "differential", .word(DifferentialFinding.self),
      "Whether it refuses this name only, or every name."),
    SchemaProperty("https", .word(HTTPSFinding.self), "What HTTPS gave."),
    SchemaProperty("wire", .word(Wire.self), "What all of it comes to."),
    SchemaProperty("signature", .id.orNull, "The known page that was recognised."),
  ]

  private static let versions: [SchemaProperty] = [
    SchemaProperty("icpdiag", .text, "The program's number."),
    SchemaProperty("rules", .text, "The rules' date."),
    SchemaProperty("signatures", .text, "The known pages' date, with the user's own files."),
    SchemaProperty("places", .text, "The tables that said where the addresses are."),
    SchemaProperty(
      "records_as_of", .time.orNull, "The date of the newest records that spoke of the target."),
  ]
}

extension SchemaNode {
  /// A stable public name or the number of a piece of evidence: one word.
  static let id = SchemaNode.text(matching: #"^\S+$"#)
}

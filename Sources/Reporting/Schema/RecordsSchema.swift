internal import Evidence

extension SchemaDocument {
  /// The filing records that people write, and that `icpdiag records export` writes.
  package static let records = SchemaDocument(
    schema: RecordsDocument.schemaID, title: "icpdiag records",
    meaning: """
      What somebody knows of filings, as views: who says it, as of when, and what it covers. JSON or \
      YAML. A domain that a view does not name is not covered by it, unless the view is complete. \
      'null' and a missing key mean the same: not known.
      """,
    writer: .people,
    root: .object([
      SchemaProperty("schema", .constant(RecordsDocument.schemaID), "The name of this schema."),
      SchemaProperty("views", .list(view).orNull, "What each source says.", .optional),
      SchemaProperty(
        "instances",
        .list(.object(RecordSchema.instance(.timeOrDay).whereRequired(instanceKeys))).orNull,
        "The servers that are the user's own.", .optional),
      SchemaProperty(
        "cdn", .list(.object(RecordSchema.cdn)).orNull,
        "The domains that the user has put behind a CDN.", .optional),
    ]))

  private static let instanceKeys: Set = ["provider", "id", "addresses"]

  private static let view = SchemaNode(
    .object(
      SchemaObject(
        [
          SchemaProperty(
            "view", .word(RecordsDocument.View.Kind.self),
            "Whose view it is: the registry's, or that of a provider."),
          SchemaProperty(
            "provider", .text.orNull,
            "The id of the provider whose view it is, such as alibaba; a provider's view needs it.",
            .optional),
          SchemaProperty("source", .text.orNull, "Where it was read, for people.", .optional),
          SchemaProperty(
            "as_of", .timeOrDay, "When it was so: a time (RFC 3339), or a day in China."),
          SchemaProperty(
            "complete", .flag.orNull,
            "Whether a domain that the view does not name is absent from it.", .optional),
          SchemaProperty(
            "filings",
            .list(.object(RecordSchema.filing(.timeOrDay).whereRequired(["domain"]))).orNull,
            "What is filed, in a registry's view.", .optional),
          SchemaProperty(
            "access",
            .list(.object(RecordSchema.access(.timeOrDay).whereRequired(["domain", "state"])))
              .orNull,
            "The access records, in a provider's view.", .optional),
          SchemaProperty(
            "orders",
            .list(
              .object(RecordSchema.order(.timeOrDay).whereRequired(["domain", "kind", "state"]))
            ).orNull,
            "Orders under way or done, in a provider's view.", .optional),
          SchemaProperty(
            "absent", .list(.text).orNull, "Domains that were looked up and are not there.",
            .optional),
          SchemaProperty(
            "failed",
            .list(
              .object([
                SchemaProperty("domain", .text, "The domain."),
                SchemaProperty("reason", .text.orNull, "Why, in the source's words.", .optional),
              ])
            ).orNull, "Domains whose look-up failed: nothing is known of them.", .optional),
        ],
        conditions: [
          ("if", .object([("properties", .object([("view", Self.isProvider)]))])),
          (
            "then",
            .object([
              ("required", .list(["provider"])),
              (
                "properties",
                .object([("provider", .object([("type", "string")])), ("filings", Self.nothing)])
              ),
            ])
          ),
          (
            "else",
            .object([
              ("properties", .object([("access", Self.nothing), ("orders", Self.nothing)]))
            ])
          ),
        ])))

  private static let isProvider = SchemaJSON.object([
    ("const", .text(RecordsDocument.View.Kind.provider.rawValue))
  ])
  private static let nothing = SchemaJSON.object([("type", "null")])
}

/// The parts of records, which reports quote: people may write a day for a time.
enum RecordSchema {
  static func filing(_ time: SchemaNode) -> [SchemaProperty] {
    [
      SchemaProperty(
        "domain", .text, "The domain; any spelling, compared by what one registers of it."),
      SchemaProperty(
        "site_number", .text.orNull, "The number of the filing, such as 粤ICP备2026000001号-1."),
      SchemaProperty(
        "service", .word(RecordsDocument.Filing.Service.self).orNull,
        "What was filed; only a website permits a website."),
      SchemaProperty("entity_name", .text.orNull, "Who filed."),
      SchemaProperty("entity_nature", .text.orNull, "What the entity is, such as 企业."),
      SchemaProperty("approved_at", time.orNull, "When the filing was approved."),
      SchemaProperty("restricted", .flag.orNull, "Whether the registry restricts access to it."),
      SchemaProperty("cancelled_at", time.orNull, "When the filing was cancelled."),
    ]
  }

  static func access(_ time: SchemaNode) -> [SchemaProperty] {
    [
      SchemaProperty("domain", .text, "The domain."),
      SchemaProperty(
        "state", .word(RecordsDocument.Access.State.self),
        "Whether the access is in force; pending: approved and not yet in force."),
      SchemaProperty("site_number", .text.orNull, "The number of the filing."),
      SchemaProperty("since", time.orNull, "Since when."),
      SchemaProperty(
        "deadline", time.orNull,
        "Until when the provider wants something done, or it withdraws the access.", .added),
      SchemaProperty(
        "reason", .text.orNull, "Why there is a deadline, in the provider's words.", .added),
    ]
  }

  static func order(_ time: SchemaNode) -> [SchemaProperty] {
    [
      SchemaProperty("domain", .text, "The domain that the order is about."),
      SchemaProperty("kind", .word(RecordsDocument.Order.Kind.self), "What was ordered."),
      SchemaProperty("state", .word(RecordsDocument.Order.State.self), "How far the order is."),
      SchemaProperty("submitted_at", time.orNull, "When it was submitted."),
      SchemaProperty("approved_at", time.orNull, "When it was approved."),
      SchemaProperty(
        "replaced_by", .text.orNull, "The domain that a change put in the place of this one."),
    ]
  }

  static func instance(_ time: SchemaNode) -> [SchemaProperty] {
    [
      SchemaProperty("provider", .text, "The provider's id, such as alibaba."),
      SchemaProperty("id", .text, "The provider's own id of the instance."),
      SchemaProperty("region", .text.orNull, "The provider's id of the region."),
      SchemaProperty("addresses", .list(.address), "Its public addresses."),
      SchemaProperty(
        "state", .word(RecordsDocument.Instance.State.self).orNull, "Whether it runs."),
      SchemaProperty("expires_at", time.orNull, "Until when it is paid for."),
      SchemaProperty(
        "locked", .text.orNull, "Why the provider has locked it; null when it has not."),
      SchemaProperty("charge", .text.orNull, "How it is paid for, such as prepaid."),
    ]
  }

  static let cdn: [SchemaProperty] = [
    SchemaProperty("provider", .text, "The id of the CDN's provider."),
    SchemaProperty("domain", .text, "The domain that is accelerated."),
    SchemaProperty(
      "area", .word(RecordsDocument.CDNDomain.Area.self), "Where the CDN serves it."),
  ]
}

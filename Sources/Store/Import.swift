package import Evidence
package import Records

/// What is asked for when records are brought into the store.
package struct ImportRequest: Hashable, Sendable {
  /// What becomes of an import that could be read to its end.
  package enum Mode: Hashable, Sendable {
    case keep
    /// The same work and the same summary; nothing stays.
    case dryRun
  }

  /// The file's name, `stdin`, or `by hand`.
  package var file: String
  /// The kind that the user named, when one was.
  package var asked: String?
  package var at: Timestamp
  package var mode: Mode
  /// Whether one refused line is enough for nothing to stay.
  package var isStrict: Bool

  package init(
    file: String, asked: String? = nil, at: Timestamp, mode: Mode = .keep, isStrict: Bool = false
  ) {
    self.file = file
    self.asked = asked
    self.at = at
    self.mode = mode
    self.isStrict = isStrict
  }
}

/// What was read, known when all of it has been.
package struct ImportedContent: Hashable, Sendable {
  /// The kind recognised, such as `csv`.
  package var kind: String
  /// The SHA-256 of the octets in hexadecimal digits.
  package var sha256: String
  package var octets: Int64

  package init(kind: String, sha256: String, octets: Int64) {
    self.kind = kind
    self.sha256 = sha256
    self.octets = octets
  }
}

/// How an import ended.
package struct ImportSummary: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case kept(importID: Int64)
    case dryRun
    /// The same content, with the same views as of the same times, is there already.
    case alreadyThere(importID: Int64)
    /// Lines were refused and the import was a strict one.
    case refusedStrictly
    /// Not one line could be taken, and some were refused.
    case nothingTaken
  }

  package var outcome: Outcome
  package var content: ImportedContent
  package var taken: RecordCounts
  /// How many lines were refused.
  package var refused: Int
  /// The first ``Limits/refusals`` of them.
  package var refusals: [Refusal]
  /// Whether views that called themselves complete are kept as incomplete ones.
  ///
  /// A domain on a line that could not be read would else count as absent.
  package var isCompletenessWithdrawn: Bool
}

extension RecordCounts {
  mutating func count(_ list: StatementRow.List, _ number: Int = 1) {
    switch list {
    case .filings: filings += number
    case .access: access += number
    case .orders: orders += number
    case .absent: absent += number
    case .failed: failed += number
    }
  }
}

/// Where some of the records came from: one import.
package struct Provenance: Hashable, Sendable {
  package var id: Int64
  package var file: String
  package var content: ImportedContent
  package var asked: String?
  package var at: Timestamp
  package var taken: Int
  package var refused: Int
}

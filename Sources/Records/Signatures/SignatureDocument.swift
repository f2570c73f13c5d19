/// Signatures of the user's own, as their file has them: `icpdiag.signatures/1`.
///
/// Plain values, checked; what they prove is for the rules to say.
package struct SignatureDocument: Decodable, Hashable, Sendable {
  package static let schemaID = "icpdiag.signatures/1"

  package var schema: String
  package var signatures: [Entry]

  /// How one page is recognised: every clause of `all` holds, and one of `any` where there is one.
  package struct Entry: Decodable, Hashable, Sendable {
    package var id: String
    package var provider: String?
    package var proves: String
    package var certainty: String?
    /// Where the user has it from.
    package var source: String?
    package var firstSeen: Int?
    package var lastSeen: Int?
    package var status: [Int]
    /// Octets of body above which the page is something else.
    package var longestBody: Int?
    package var all: [Clause]?
    package var any: [Clause]?
  }

  /// One place to look and what for; exactly one of the first six is given.
  package struct Clause: Decodable, Hashable, Sendable {
    package var title: String?
    package var titleContains: String?
    package var body: String?
    package var location: String?
    package var locationHost: String?
    package var header: String?
    /// What the header's value begins with; `nil` asks only that it is there.
    package var startsWith: String?
  }
}

/// The words and ids that a file of signatures may use, and those it may not.
package struct SignatureWords: Sendable {
  package var proofs: [String]
  package var certainties: [String]
  /// The ids that are taken: the pack's, and those of the files before.
  package var taken: Set<String>

  package init(proofs: [String], certainties: [String], taken: Set<String>) {
    self.proofs = proofs
    self.certainties = certainties
    self.taken = taken
  }
}

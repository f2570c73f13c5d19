/// What the user asked about, normalised: the report's `target`.
package struct Target: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case domain, address, invalid
  }

  package var kind: Kind
  /// The name in A-labels, lower case, without a trailing dot; or the address.
  package var ascii: String?
  /// The name in U-labels, for people.
  package var unicode: String?
  /// The name one registers, by the public suffix list, in A-labels; filings are kept for it.
  package var registrable: String?
  /// The port of the URL, when it names one.
  package var port: Int?
  /// Why the input is neither a domain, a URL nor an address.
  package var problem: Problem?

  package init(
    kind: Kind, ascii: String? = nil, unicode: String? = nil, registrable: String? = nil,
    port: Int? = nil, problem: Problem? = nil
  ) {
    self.kind = kind
    self.ascii = ascii
    self.unicode = unicode
    self.registrable = registrable
    self.port = port
    self.problem = problem
  }

  /// What is wrong with an input.
  package enum Problem: String, Codable, CaseIterable, Sendable {
    case empty
    /// Longer than 253 octets, or a label longer than 63 (RFC 1035 section 2.3.4).
    case tooLong = "too-long"
    case emptyLabel = "empty-label"
    /// A character that no host name and no IDN may hold.
    case forbiddenCharacter = "forbidden-character"
    /// libidn2 refuses the name (RFC 5891).
    case notIDNA = "not-idna"
    /// One label only, or a public suffix such as `com.cn`: nothing that can be registered.
    case noRegistrableDomain = "no-registrable-domain"
    /// A scheme other than `http` and `https`.
    case foreignScheme = "foreign-scheme"
    /// A port that is no number from 1 to 65535, or a URL that does not parse.
    case malformedURL = "malformed-url"
    /// A name that cannot be on the public Internet (RFC 6761: `localhost`, `.invalid`, `.test` …).
    case specialUse = "special-use"
  }
}

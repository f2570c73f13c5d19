/// The known pages, the more certain before the less.
package enum SignaturePack {
  /// The pack's version: the day of the last change.
  package static let version = "2026-11-22"

  package static let all: [Signature] =
    filingBlocks + hosterBlocks + contentBlocks + firewalls + cdnRefusals + placeholders

  static let redirects = [301, 302, 303, 307, 308]

  /// Octets that no page of the template exceeds (facts B-05): with a status of success only so
  /// short a page can be taken for more than an article.
  static let pageOfTheTemplate = 1_024

  /// The years of the field reports, for a page whose own report is not dated.
  static let reports = 2019...2026
}

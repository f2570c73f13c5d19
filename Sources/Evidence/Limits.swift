/// Every bound on hostile or runaway input, in one place, each with its reason.
package enum Limits {
  /// Octets of a response body that are read.
  ///
  /// Block pages are under 2 KiB; the rest of the room is for pages that put their text behind
  /// scripts.
  package static let bodyOctets = 64 * 1024

  /// Octets of a response's header section that are read; nginx and haproxy refuse more than 8 to
  /// 16 KiB themselves.
  package static let headerOctets = 16 * 1024

  /// Octets of a page that says success and may be a refusal all the same: it is kept whole, and
  /// all known block pages fit twice.
  package static let shortPageOctets = 4 * 1024

  /// Octets of a longer page kept as evidence when the status says success: to recognise the site.
  ///
  /// Of any other answer all that was read is kept, as a refusal may name its reason deep down.
  package static let successExcerptOctets = 1024

  /// Header fields kept as evidence, and octets of each value.
  package static let headerFields = 64
  package static let headerValueOctets = 1024

  /// Characters of a page title kept as evidence.
  package static let titleCharacters = 200

  /// Filing numbers of one page kept as evidence: its own, its licence's, its app's, and one more.
  package static let filingNumbers = 4

  /// Addresses of one name that are probed; real sites publish at most a dozen.
  package static let addresses = 16

  /// Redirects followed one after the other; browsers give up at 20, sites need three.
  package static let redirects = 10

  /// Requests that one address is sent for one target, redirects within it included.
  package static let requestsPerAddress = 16

  /// Aliases followed in one CNAME chain; BIND stops at 16 too.
  package static let aliases = 16

  /// Records of one section of a DNS answer that are read and kept.
  package static let dnsRecords = 64

  /// Explanations of a DNS failure that are kept (RFC 8914), and characters of each.
  package static let extendedErrors = 8
  package static let extendedErrorCharacters = 200

  /// Name servers of one delegation that are asked for themselves.
  package static let nameServers = 4

  /// Octets of one line of a target list or a prefix list.
  package static let lineOctets = 64 * 1024

  /// Octets of a stored report that is read as an input: all that sixteen addresses answer.
  package static let reportOctets = 16 * 1024 * 1024

  /// Items of each list of evidence in a stored report: no diagnosis comes near it, and the rules
  /// compare items with each other.
  package static let storedItems = 2_048

  /// Facts of the records about one domain: those of many sources, of many apps under one name.
  package static let recordFacts = 64

  /// Refused lines of one import that are kept with their reasons; all are counted.
  package static let refusals = 1_000

  /// Octets of a file of the user's own signatures, how many there may be in it, and octets of one
  /// text in it: ten thousand pages are described in two MiB.
  package static let signatureOctets = 4 * 1024 * 1024
  package static let signatures = 20_000
  package static let signatureText = 1_024

  /// Octets of a records document or a stored report read at once; beyond it the store's importers
  /// stream.
  package static let documentOctets = 64 * 1024 * 1024
}

/// Why an observation has no answer: the closed vocabulary of the report's `failure`.
///
/// A probe that fails is evidence, so these are values and never thrown.
package enum Failure: String, Codable, CaseIterable, Hashable, Sendable {
  /// RCODE 3: the name does not exist (RFC 1035 section 4.1.1, RFC 2308).
  case dnsNXDomain = "dns-nxdomain"
  /// RCODE 0 without a record of the type asked for (RFC 2308 section 2.2).
  case dnsNoData = "dns-no-data"
  case dnsServFail = "dns-servfail"
  case dnsRefused = "dns-refused"
  case dnsTimeout = "dns-timeout"
  case connectRefused = "connect-refused"
  case connectTimeout = "connect-timeout"
  /// No route, or an ICMP error other than "port unreachable".
  case connectUnreachable = "connect-unreachable"
  /// The connection was established and then reset.
  case reset
  /// The connection was established and closed before an answer.
  case eof
  /// The connection was established and nothing came within the time.
  case timeout
  case tlsAlert = "tls-alert"
  /// The answer to the ClientHello is not TLS.
  case tlsNotTLS = "tls-not-tls"
  case certificate
  case httpMalformed = "http-malformed"
  case tooLarge = "too-large"
  /// This machine's own doing: no descriptor, no port, no memory. Never evidence against a site.
  case local
}

internal import Evidence

extension ReportSchema {
  static let evidence: [SchemaProperty] = [
    SchemaProperty("request", .object(request), "What the user said about the question."),
    SchemaProperty("dns", .list(.object(dns)), "The questions to name servers."),
    SchemaProperty("places", .list(.object(place)), "Where the addresses are."),
    SchemaProperty("http", .list(.object(http)), "The HTTP requests, each to one address."),
    SchemaProperty("tls", .list(.object(tls)), "The TLS handshakes, each with one address."),
    SchemaProperty(
      "records", .list(.object(record)), "What each view of the records says of the domain."),
    SchemaProperty("vantage", .object(vantage), "The machine that looked."),
  ]

  private static let request: [SchemaProperty] = [
    SchemaProperty(
      "provider", .text.orNull, "The provider the site is meant to be hosted at (--provider)."),
    SchemaProperty("now", .time.orNull, "The clock the rules were told to use (--now).", .added),
    SchemaProperty(
      "at", SchemaNode.list(.address).orNull,
      "The addresses probed as if the name resolved to them (--at).", .added),
    SchemaProperty("entity", .text.orNull, "Who the site's operator is (--entity).", .added),
    SchemaProperty(
      "assumed", SchemaNode.list(.text).orNull,
      "The records documents taken to be true (--assume).", .added),
    SchemaProperty(
      "stop_list", SchemaNode.list(.text).orNull,
      "The entries of the stop list that kept something from being asked.", .added),
    SchemaProperty(
      "stage", .word(Stage.self).orNull,
      "How far the observation went (--stage); null is all the way.", .added),
  ]

  private static let itemID = SchemaProperty(
    "id", .id, "What 'because' points to, such as http.1.")
  private static let startedMs = SchemaProperty(
    "started_ms", .duration, "Milliseconds from the start of the diagnosis.")
  private static let durationMs = SchemaProperty(
    "duration_ms", .duration, "How long it took, in milliseconds.")
  private static let failure = SchemaProperty(
    "failure", .word(Failure.self).orNull, "Why there is no answer; null where there is one.")
  private static let connectMs = SchemaProperty(
    "connect_ms", .duration.orNull,
    "Milliseconds to the established connection; null where there was none.")

  private static let dnsRecord: [SchemaProperty] = [
    SchemaProperty("name", .text, "The owner, in lower case, without a trailing dot."),
    SchemaProperty("type", .text, "The mnemonic of the record type."),
    SchemaProperty("ttl_s", .count, "How long it may be kept, in seconds."),
    SchemaProperty("data", .text, "An address, a name, or escaped text."),
  ]

  private static let dns: [SchemaProperty] = [
    itemID,
    SchemaProperty("role", .word(DNSExchange.Role.self), "Who was asked."),
    SchemaProperty("server", .text, "Address and port."),
    SchemaProperty(
      "server_name", .text.orNull, "The server's name, where a delegation named it."),
    SchemaProperty("transport", .word(DNSExchange.Transport.self), "How it was asked."),
    SchemaProperty("name", .text, "The name asked for, in A-labels; . for the root."),
    SchemaProperty("type", .text, "The mnemonic of the record type asked for."),
    SchemaProperty(
      "client_subnet", .text.orNull, "The EDNS Client Subnet sent (RFC 7871)."),
    startedMs, durationMs,
    SchemaProperty(
      "age_s", .duration.orNull,
      "Seconds since the answer came, for another target of the run; null for an own question.",
      .added),
    failure,
    SchemaProperty("rcode", .text.orNull, "The mnemonic of the response code."),
    SchemaProperty("is_authoritative", .flag.orNull, "Whether the answer says so."),
    SchemaProperty(
      "is_contested", .flag, "Whether several different answers came to the one question."),
    SchemaProperty("answers", .list(.object(dnsRecord)), "The answer section."),
    SchemaProperty("authority", .list(.object(dnsRecord)), "The authority section."),
    SchemaProperty(
      "extended_errors",
      .list(
        .object([
          SchemaProperty("code", .port, "The number at IANA."),
          SchemaProperty("text", .text, "The server's words."),
        ])), "What the server says about its own failure (RFC 8914)."),
  ]

  private static let place: [SchemaProperty] = [
    itemID,
    SchemaProperty("address", .address, "The address."),
    SchemaProperty("area", .word(Place.Area.self), "Where it is, as filing rules count."),
    SchemaProperty("country", .text.orNull, "The code of the country (ISO 3166-1 alpha-2)."),
    SchemaProperty("provider", .text.orNull, "Whose network it is in, by the provider's id."),
    SchemaProperty("region", .text.orNull, "The provider's id of the region."),
    SchemaProperty("sources", .list(.text), "The tables that spoke, the deciding one first."),
    SchemaProperty(
      "is_user_defined", .flag, "Whether the deciding table is one the user gave (--places)."),
  ]

  private static let http: [SchemaProperty] = [
    itemID,
    SchemaProperty("purpose", .word(ProbePurpose.self), "Under which name it was asked."),
    SchemaProperty("scheme", .word(HTTPExchange.Scheme.self), "The scheme."),
    SchemaProperty("address", .address, "The address that was asked."),
    SchemaProperty("port", .port, "The port that stands for the service, before --port-map."),
    SchemaProperty("host", .text, "The Host field sent."),
    SchemaProperty("path", .text, "The path asked for."),
    SchemaProperty("tls", .id.orNull, "The id of the handshake it travelled over."),
    SchemaProperty(
      "via", .id.orNull, "The id of the exchange whose redirect led here.", .added),
    SchemaProperty(
      "not_followed", .word(HTTPExchange.NotFollowed.self).orNull,
      "Why the redirect that the answer is was not followed.", .added),
    startedMs, durationMs, connectMs, failure,
    SchemaProperty("status", .integer.orNull, "The status code; null where no answer came."),
    SchemaProperty("reason", .text.orNull, "The reason phrase."),
    SchemaProperty("version", .text.orNull, "The version of HTTP: 1.0, 1.1 or 2."),
    SchemaProperty(
      "headers",
      .list(
        .object([
          SchemaProperty("name", .text, "The name as sent."),
          SchemaProperty("value", .text, "The value."),
        ])), "The header fields in order of arrival."),
    SchemaProperty(
      "has_bare_line_feeds", .flag, "Whether some header line ended in a bare line feed."),
    SchemaProperty("title", .text.orNull, "The page's title."),
    SchemaProperty("body", .text, "The beginning of the body, as text."),
    SchemaProperty("charset", .text.orNull, "What the body was decoded from.", .added),
    SchemaProperty(
      "filing_numbers", SchemaNode.list(.text).orNull,
      "The filing numbers that the page shows: a claim, never proof.", .added),
    SchemaProperty("body_bytes", .count, "Octets of body received, kept or not."),
    SchemaProperty(
      "is_reset_after_answer", .flag,
      "Whether the connection was reset after the answer was complete."),
  ]

  private static let tls: [SchemaProperty] = [
    itemID,
    SchemaProperty("purpose", .word(ProbePurpose.self), "Under which name it was asked."),
    SchemaProperty("address", .address, "The address that was asked."),
    SchemaProperty("port", .port, "The port that stands for the service, before --port-map."),
    SchemaProperty("sni", .text.orNull, "The server name sent; null where none was."),
    SchemaProperty(
      "offered", .text.orNull, "The one version offered; null for the usual range.", .added),
    startedMs, durationMs, connectMs, failure,
    SchemaProperty("version", .text.orNull, "The version agreed on, such as TLSv1.3."),
    SchemaProperty("cipher", .text.orNull, "The cipher suite agreed on."),
    SchemaProperty("alert", .integer.orNull, "The alert received (RFC 8446 section 6)."),
    SchemaProperty(
      "certificate", SchemaNode.object(certificate).orNull, "The leaf certificate presented."),
  ]

  private static let certificate: [SchemaProperty] = [
    SchemaProperty("subject", .text, "Whom it is for."),
    SchemaProperty("issuer", .text, "Who issued it."),
    SchemaProperty("names", .list(.text), "The DNS names it is for."),
    SchemaProperty("not_before", .time.orNull, "From when on it is valid."),
    SchemaProperty("not_after", .time.orNull, "Until when it is valid."),
    SchemaProperty("covers_name", .flag, "Whether the name asked for is among its names."),
    SchemaProperty(
      "is_trusted", .flag.orNull,
      "Whether this machine trusts the chain; null where it has no list of authorities."),
    SchemaProperty("problem", .text.orNull, "The verifier's words where it is not trusted."),
  ]

  private static let record: [SchemaProperty] = [
    itemID,
    SchemaProperty("view", .word(RecordFact.View.self), "What kind of view speaks."),
    SchemaProperty("provider", .text.orNull, "Whose view it is, for a provider's."),
    SchemaProperty("source", .text.orNull, "Where it was read."),
    SchemaProperty("as_of", .time.orNull, "When it was so."),
    SchemaProperty(
      "outcome", .word(RecordFact.Outcome.self),
      "What the look-up gave; not covered and failed are never read as absent."),
    SchemaProperty("reason", .text.orNull, "Why a look-up failed, in the source's words."),
    SchemaProperty(
      "filing", SchemaNode.object(RecordSchema.filing(.time)).orNull, "The filing found."),
    SchemaProperty(
      "access", SchemaNode.object(RecordSchema.access(.time)).orNull, "The access record found."),
    SchemaProperty(
      "order", SchemaNode.object(RecordSchema.order(.time)).orNull, "The order found."),
    SchemaProperty(
      "instance", SchemaNode.object(RecordSchema.instance(.time)).orNull, "The instance found."),
    SchemaProperty(
      "cdn", SchemaNode.object(RecordSchema.cdn).orNull, "The CDN's domain found."),
    SchemaProperty(
      "is_assumed", .flag, "Whether it is taken to be so (--assume) and nobody says it.", .added),
  ]

  private static let vantage: [SchemaProperty] = [
    SchemaProperty("resolvers", .list(.text), "The name servers asked, address and port."),
    SchemaProperty(
      "proxy_variables", .list(.text),
      "The proxy variables set in the environment, by name; their values are never kept."),
    SchemaProperty(
      "has_ipv4_route", .flag.orNull, "Whether there is a route to public IPv4 addresses."),
    SchemaProperty(
      "has_ipv6_route", .flag.orNull, "Whether there is a route to public IPv6 addresses."),
  ]
}

extension SchemaNode {
  static let integer = SchemaNode(.integer(minimum: nil, maximum: nil))
}

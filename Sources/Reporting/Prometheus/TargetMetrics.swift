internal import Diagnosis
internal import Evidence

extension MetricFamily {
  /// What is exposed of every target.
  ///
  /// The names that begin with `probe_` are those of blackbox_exporter, so that its rules and
  /// dashboards go on working; only what means the same here is given.
  static let ofTargets: [MetricFamily] = [
    MetricFamily(
      "probe_success", "Whether the site opens; absent where that could not be determined.",
      { $0.opens.map(number) }),
    MetricFamily(
      "probe_duration_seconds", "How long the whole diagnosis of the target took.",
      { "\($0.durationS)" }),
    MetricFamily(
      "probe_dns_lookup_time_seconds",
      "Time from the first question to the first answer with an address.",
      { $0.lookUpS.map { "\($0)" } }),
    MetricFamily(
      "probe_http_status_code",
      "Status code of the last answer, redirects followed; 0 where none came.",
      { $0.visit.map { "\($0.status)" } }),
    MetricFamily(
      "probe_http_redirects", "The number of redirects that were followed.",
      { $0.visit.map { "\($0.redirects)" } }),
    MetricFamily(
      "probe_http_ssl", "Whether the last request was sent over TLS.",
      { $0.visit.map { number($0.isSecure) } }),
    MetricFamily(
      "probe_http_version", "The version of HTTP of the last answer.",
      { $0.visit?.version.flatMap { Double($0) }.map { "\($0)" } }),
    MetricFamily(
      "probe_ip_protocol", "The version of IP, 4 or 6, of the last request.",
      { $0.visit.map { "\($0.ipProtocol)" } }),
    MetricFamily(
      "probe_ssl_earliest_cert_expiry",
      "When the first of the certificates that the servers present ends, in unixtime.",
      { $0.certificateEnd.map(seconds) }),
    MetricFamily(
      "probe_tls_version_info", "The version of TLS that was agreed on.",
      samples: { target in
        target.tlsVersion.map { [Sample(labels: [("version", $0)], value: "1")] } ?? []
      }),
    .stateSet(
      "icpdiag_cause", "The cause that was found: 1 for the one, 0 for all others.",
      label: "cause", states: CauseID.allCases.map(\.rawValue), { $0.cause.rawValue }),
    .stateSet(
      "icpdiag_status", "The status that the cause has: 1 for the one, 0 for all others.",
      label: "status", states: Status.allCases.map(\.rawValue), { $0.status.rawValue }),
    .stateSet(
      "icpdiag_certainty", "How sure the cause is: 1 for the one degree, 0 for all others.",
      label: "certainty", states: Certainty.allCases.map(\.rawValue), { $0.certainty.rawValue }),
    MetricFamily(
      "icpdiag_since_timestamp_seconds", "Since when the cause is what it is, in unixtime.",
      { $0.since.map(seconds) }),
    MetricFamily(
      "icpdiag_recheck_timestamp_seconds", "When time will have decided, in unixtime.",
      { $0.recheckAfter.map(seconds) }),
    MetricFamily(
      "icpdiag_warning", "What is about to happen to the target, by its kind.",
      samples: { target in
        Set(target.warnings).sorted().map { Sample(labels: [("kind", $0)], value: "1") }
      }),
  ]

  private static func number(_ flag: Bool) -> String { flag ? "1" : "0" }
  private static func seconds(_ moment: Timestamp) -> String { "\(moment.secondsSinceEpoch)" }
}

/// One HTTP request to one address and what came back: an item of `evidence.http`.
package struct HTTPExchange: Codable, Hashable, Sendable {
  package enum Scheme: String, Codable, CaseIterable, Sendable {
    case http, https
  }

  package var id: String
  package var purpose: ProbePurpose
  package var scheme: Scheme
  package var address: IPAddress
  /// The port that stands for the service (80, 443 …), before `--port-map`.
  package var port: Int
  /// The `Host` field sent.
  package var host: String
  package var path: String
  /// The id of the TLS handshake this request travelled over.
  package var tls: String?
  package var startedMs: Double
  package var durationMs: Double
  /// From the first SYN to the established connection; `nil` when there was none.
  package var connectMs: Double?
  package var failure: Failure?
  package var status: Int?
  package var reason: String?
  /// `1.0`, `1.1` or `2`.
  package var version: String?
  /// In order of arrival, names as sent; bounded by ``Limits/headerFields``.
  package var headers: [Header]
  /// Whether some header line ended in a bare LF (facts B-04).
  package var hasBareLineFeeds: Bool
  package var title: String?
  /// The beginning of the body, decoded as UTF-8 with replacement; bounded by ``Limits``.
  package var body: String
  /// Octets of body received, whether kept or not.
  package var bodyBytes: Int
  /// Whether the connection was reset after the answer was complete (facts K-02).
  package var isResetAfterAnswer: Bool

  package init(
    id: String, purpose: ProbePurpose, scheme: Scheme, address: IPAddress, port: Int,
    host: String, path: String = "/", tls: String? = nil, startedMs: Double,
    durationMs: Double, connectMs: Double? = nil, failure: Failure? = nil, status: Int? = nil,
    reason: String? = nil, version: String? = nil, headers: [Header] = [],
    hasBareLineFeeds: Bool = false, title: String? = nil, body: String = "",
    bodyBytes: Int = 0, isResetAfterAnswer: Bool = false
  ) {
    self.id = id
    self.purpose = purpose
    self.scheme = scheme
    self.address = address
    self.port = port
    self.host = host
    self.path = path
    self.tls = tls
    self.startedMs = startedMs
    self.durationMs = durationMs
    self.connectMs = connectMs
    self.failure = failure
    self.status = status
    self.reason = reason
    self.version = version
    self.headers = headers
    self.hasBareLineFeeds = hasBareLineFeeds
    self.title = title
    self.body = body
    self.bodyBytes = bodyBytes
    self.isResetAfterAnswer = isResetAfterAnswer
  }

  package struct Header: Codable, Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The first value of a field, its name compared without regard to case (RFC 9110 section 5.1).
  package func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}

/// Under which name an address was asked.
package enum ProbePurpose: String, Codable, CaseIterable, Sendable {
  /// As a browser would: `Host` and SNI are the target.
  case target
  /// `Host` and SNI are the bare address.
  case controlAddress = "control-address"
  /// `Host` and SNI are a random name under `.invalid`.
  case controlName = "control-name"
}

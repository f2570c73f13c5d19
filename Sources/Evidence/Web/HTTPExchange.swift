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
  /// The id of the exchange whose redirect led here; `nil` for what was asked of our own accord.
  package var via: String?
  /// Why the redirect that this answer is was not followed further; `nil` where it was, and for
  /// what is no redirect.
  package var notFollowed: NotFollowed?
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
  /// The beginning of the body as text, with replacement characters; bounded by ``Limits``.
  package var body: String
  /// What the body was decoded from, by its name at IANA in lower case; `nil` when not known.
  package var charset: String?
  /// The filing numbers that the page shows: a claim, never proof; `nil` when not looked for.
  package var filingNumbers: [String]?
  /// Octets of body received, whether kept or not.
  package var bodyBytes: Int
  /// Whether the connection was reset after the answer was complete (facts K-02).
  package var isResetAfterAnswer: Bool

  package init(
    id: String, purpose: ProbePurpose, scheme: Scheme, address: IPAddress, port: Int,
    host: String, path: String = "/", tls: String? = nil, via: String? = nil,
    notFollowed: NotFollowed? = nil, startedMs: Double,
    durationMs: Double, connectMs: Double? = nil, failure: Failure? = nil, status: Int? = nil,
    reason: String? = nil, version: String? = nil, headers: [Header] = [],
    hasBareLineFeeds: Bool = false, title: String? = nil, body: String = "",
    charset: String? = nil, filingNumbers: [String]? = nil, bodyBytes: Int = 0,
    isResetAfterAnswer: Bool = false
  ) {
    self.id = id
    self.purpose = purpose
    self.scheme = scheme
    self.address = address
    self.port = port
    self.host = host
    self.path = path
    self.tls = tls
    self.via = via
    self.notFollowed = notFollowed
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
    self.charset = charset
    self.filingNumbers = filingNumbers
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

    /// Field names are ASCII (RFC 9110 section 5.6.2), so that no other letters have a case.
    fileprivate func isNamed(_ wanted: String) -> Bool {
      guard name.utf8.count == wanted.utf8.count else { return false }
      let (name, wanted) = (name.utf8.span, wanted.utf8.span)
      return name.indices.allSatisfy {
        name[$0] == wanted[$0] || name[$0].inLowerCase == wanted[$0].inLowerCase
      }
    }
  }

  /// Why a redirect was not followed.
  package enum NotFollowed: String, Codable, CaseIterable, Sendable {
    /// It leads to a URL that the chain has been to.
    case loop
    /// The chain is ``Limits/redirects`` hops long.
    case tooMany = "too-many"
    /// The same URL was asked at the same address, and what it led to is known.
    case alreadyAsked = "already-asked"
    /// Another address of the target sends its visitors away as well, and is followed.
    case otherAddress = "other-address"
    /// A scheme other than `http` and `https`.
    case otherScheme = "other-scheme"
    /// No `Location`, or one that is no URL (RFC 9110 section 10.2.2).
    case malformed
    /// The name it leads to gives no address.
    case unresolved
    /// The address it leads to is not on the public Internet.
    case nonPublic = "non-public"
    /// The user's stop list holds the address it leads to.
    case stopList = "stop-list"
    /// The time of the whole diagnosis was over.
    case deadline
    /// As many requests as one address is sent had been sent to it.
    case budget
  }

  /// The first value of a field, its name compared without regard to case (RFC 9110 section 5.1).
  package func header(_ name: String) -> String? { headers.first(named: name) }
}

extension [HTTPExchange.Header] {
  /// The first value of a field, its name compared without regard to case (RFC 9110 section 5.1).
  package func first(named name: String) -> String? {
    firstIndex { $0.isNamed(name) }.map { self[$0].value }
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
  /// `Host` and SNI are what a redirect named.
  case redirect
}

/// One TLS handshake with one address: an item of `evidence.tls`.
package struct TLSHandshake: Codable, Hashable, Sendable {
  package var id: String
  package var purpose: ProbePurpose
  package var address: IPAddress
  /// The port that stands for the service, before `--port-map`.
  package var port: Int
  /// The server name sent (RFC 6066 section 3); `nil` when none was.
  package var sni: String?
  /// The one version offered, such as `TLSv1.2`; `nil` for the client's usual range.
  package var offered: String?
  package var startedMs: Double
  package var durationMs: Double
  package var connectMs: Double?
  package var failure: Failure?
  /// `TLSv1.3`; `nil` when the handshake did not complete.
  package var version: String?
  package var cipher: String?
  /// The alert received (RFC 8446 section 6), such as 40 for `handshake_failure`.
  package var alert: Int?
  package var certificate: Certificate?

  package init(
    id: String, purpose: ProbePurpose, address: IPAddress, port: Int, sni: String?,
    offered: String? = nil,
    startedMs: Double, durationMs: Double, connectMs: Double? = nil, failure: Failure? = nil,
    version: String? = nil, cipher: String? = nil, alert: Int? = nil,
    certificate: Certificate? = nil
  ) {
    self.id = id
    self.purpose = purpose
    self.address = address
    self.port = port
    self.sni = sni
    self.offered = offered
    self.startedMs = startedMs
    self.durationMs = durationMs
    self.connectMs = connectMs
    self.failure = failure
    self.version = version
    self.cipher = cipher
    self.alert = alert
    self.certificate = certificate
  }

  /// The leaf certificate presented; verified as evidence, never as a reason to stop.
  package struct Certificate: Codable, Hashable, Sendable {
    package var subject: String
    package var issuer: String
    /// The DNS names it is for (RFC 9525); bounded.
    package var names: [String]
    package var notBefore: Timestamp?
    package var notAfter: Timestamp?
    /// Whether the name asked for is among `names`.
    package var coversName: Bool
    /// Whether the chain ends at an authority this machine trusts; `nil` when it has no such list.
    package var isTrusted: Bool?
    /// The verifier's words when it is not trusted, such as `certificate has expired`.
    package var problem: String?

    package init(
      subject: String, issuer: String, names: [String], notBefore: Timestamp?,
      notAfter: Timestamp?, coversName: Bool, isTrusted: Bool?, problem: String?
    ) {
      self.subject = subject
      self.issuer = issuer
      self.names = names
      self.notBefore = notBefore
      self.notAfter = notAfter
      self.coversName = coversName
      self.isTrusted = isTrusted
      self.problem = problem
    }
  }
}

package import Evidence

/// One target judged: the observation, what was found in it, and the verdict.
package struct Judgement: Hashable, Sendable {
  package var observation: Observation
  package var findings: Findings
  /// Every address judged for itself, in the order of the evidence.
  package var addresses: [AddressFinding]
  package var verdict: Verdict
  /// Which signatures pages were matched against.
  package var signatures: String

  package init(
    observation: Observation, findings: Findings, addresses: [AddressFinding] = [],
    verdict: Verdict, signatures: String = SignaturePack.version
  ) {
    self.observation = observation
    self.findings = findings
    self.addresses = addresses
    self.verdict = verdict
    self.signatures = signatures
  }
}

/// What one address of the target comes to.
package struct AddressFinding: Hashable, Sendable {
  package var address: IPAddress
  package var place: PlaceFinding
  package var http: HTTPFinding
  package var differential: DifferentialFinding
  package var https: HTTPSFinding
  /// What all of it comes to.
  package var wire: Wire
  /// The known page that was recognised.
  package var signature: String?

  package init(
    address: IPAddress, place: PlaceFinding, http: HTTPFinding,
    differential: DifferentialFinding, https: HTTPSFinding, wire: Wire, signature: String? = nil
  ) {
    self.address = address
    self.place = place
    self.http = http
    self.differential = differential
    self.https = https
    self.wire = wire
    self.signature = signature
  }
}

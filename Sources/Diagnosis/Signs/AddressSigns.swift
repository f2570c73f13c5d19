internal import Evidence

/// Everything read from the probes of one address.
struct AddressSigns: Hashable, Sendable {
  let address: IPAddress
  let place: Place?
  let placeSign: Sign<PlaceFinding>
  let http: HTTPReading
  let differential: Sign<DifferentialFinding>
  let https: Sign<HTTPSFinding>

  init(_ address: IPAddress, _ evidence: Evidence) {
    self.address = address
    place = evidence.place(of: address)
    placeSign = .place(
      place, provider: evidence.request.provider,
      isMine: evidence.records.contains { record in
        record.outcome == .found && record.instance?.addresses.contains(address) == true
      })
    let exchanges = evidence.http.filter { $0.address == address }
    http = HTTPReading(exchanges)
    differential = .differential(exchanges)
    https = .https(evidence.tls.filter { $0.address == address })
  }

  var wire: Wire {
    Wire(
      place: placeSign.value, http: http.sign.value, differential: differential.value,
      https: https.value)
  }
}

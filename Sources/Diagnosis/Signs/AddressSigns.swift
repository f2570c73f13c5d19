internal import Evidence

/// Everything read from the probes of one address.
struct AddressSigns: Hashable, Sendable {
  let address: IPAddress
  let place: Place?
  let placeSign: Sign<PlaceFinding>
  let http: HTTPReading
  let differential: Sign<DifferentialFinding>
  let https: Sign<HTTPSFinding>
  /// What all of it comes to.
  let wire: Wire

  /// Reads the probes of `address`; `provider` is whose site it is, as far as anybody said.
  init(_ address: IPAddress, of target: Target, _ evidence: Evidence, provider: String?) {
    self.address = address
    place = evidence.place(of: address)
    placeSign = .place(
      place, provider: provider,
      isMine: evidence.records.contains { record in
        record.outcome == .found && record.instance?.addresses.contains(address) == true
      },
      isCDN: evidence.records.contains { record in
        record.cdn.map { $0.area != .overseas && $0.domain == target.ascii } ?? false
      })
    let exchanges = evidence.http.filter { $0.address == address }
    http = HTTPReading(exchanges, port: target.port)
    differential = .differential(exchanges)
    let handshake = Sign<HTTPSFinding>.https(
      evidence.tls.filter { $0.address == address }, port: target.port)
    // What answers in plain text on a port of the user's own need not speak TLS there: it may
    // answer a ClientHello with a page, close, or wait for the rest of a request.
    let isPlainPort = target.port.map { $0 != 443 } ?? false && http.exchange?.scheme == .http
    https = isPlainPort && handshake.value.isNoTLS ? Sign(.notProbed) : handshake
    wire = Wire(
      place: placeSign.value, http: http.sign.value, differential: differential.value,
      https: https.value)
  }
}

extension HTTPSFinding {
  /// What a server may do that takes a ClientHello for a broken request.
  fileprivate var isNoTLS: Bool {
    switch self {
    case .plaintextPage, .unanswered, .resetForAll, .resetUnexplained: true
    default: false
    }
  }
}

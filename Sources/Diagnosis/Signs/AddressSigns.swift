internal import Evidence

/// Everything read from the probes of one address; wide, so that it is handed on by reference.
final class AddressSigns: Sendable {
  let address: IPAddress
  let place: Listed<Place>?
  let placeSign: Sign<PlaceFinding>
  let http: HTTPReading
  let differential: Sign<DifferentialFinding>
  let https: Sign<HTTPSFinding>
  /// What all of it comes to.
  let wire: Wire

  /// Reads the probes of `address`.
  ///
  /// - Parameters:
  ///   - address: The address.
  ///   - sight: All that was seen.
  ///   - provider: Whose site it is, as far as anybody said.
  init(_ address: IPAddress, in sight: Sight, provider: String?) {
    let site = Site(address, in: sight, provider: provider)
    self.address = address
    place = site.place
    placeSign = site.sign
    let target = sight.target
    let exchanges = sight.http.filter { $0.address == address }
    var http = HTTPReading(exchanges, in: sight, cdn: site.cdn?.provider)
    var differential = Sign<DifferentialFinding>.differential(exchanges)
    var handshake = Sign<HTTPSFinding>.https(
      sight.tls.filter { $0.address == address }, port: target.port)
    // A visitor who is sent on meets the handshake there.
    if !handshake.value.isNameKeyed, http.signature == nil, let hop = http.secureHop(in: sight) {
      handshake = .https(behindRedirect: hop, among: sight.tls)
      if hop.failure != nil { http.sign.value = .httpsOnly }
    }
    if http.sign.value == .reset, let hop = http.exchange, hop.purpose == .redirect {
      differential = .differential(behindRedirect: hop, among: sight.http)
      // The handshake at the start helps no visitor who is sent away from it.
      if !handshake.value.isNameKeyed { handshake = Sign(.notProbed) }
    }
    self.differential = differential
    // Before the first redirect is followed, the certificate stands in the way.
    if http.sign.value == .redirectLoop, http.exchange?.scheme == .https, handshake.value != .ok {
      http.sign.value = .httpsOnly
    }
    if http.sign.value == .silent, address.family == .v6,
      handshake.value == .silent || handshake.value == .notProbed, !sight.provesIPv6
    {
      http.sign.value = .unprovenIPv6
    }
    self.http = http
    // What answers in plain text on a port of the user's own need not speak TLS there: it may
    // answer a ClientHello with a page, close, or wait for the rest of a request.
    let isPlainPort = target.port.map { $0 != 443 } ?? false && http.exchange?.scheme == .http
    https = isPlainPort && handshake.value.isNoTLS ? Sign(.notProbed) : handshake
    // Whose gateway a hop met is a matter of where the hop led.
    let answering = http.sign.value == .leadsToBlock ? address : http.exchange?.address ?? address
    let met =
      answering == address
      ? site : Site(answering, in: sight, provider: provider)
    wire = Wire(
      place: met.sign.value, http: http.sign.value, differential: differential.value,
      https: https.value)
  }
}

/// Where an address is, and what stands there.
private struct Site {
  let place: Listed<Place>?
  /// What takes the requests at the address in place of the server.
  let cdn: CDNSign?
  let sign: Sign<PlaceFinding>

  init(_ address: IPAddress, in sight: Sight, provider: String?) {
    place = sight.place(of: address)
    let isMine = sight.isMine(address)
    // The user's own instances are no CDN's.
    cdn = isMine ? nil : CDNSign(place, in: sight)
    sign = .place(place, provider: provider, isMine: isMine, cdn: cdn)
  }
}

extension Sight {
  fileprivate func isMine(_ address: IPAddress) -> Bool {
    records.contains { record in
      record.view == .instances && record.outcome == .found
        && record.instance?.addresses.contains(address) == true
    }
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

extension HTTPReading {
  /// The handshake of the hop that speaks for the address, where one does.
  fileprivate func secureHop(in sight: Sight) -> Listed<TLSHandshake>? {
    guard let exchange, exchange.purpose == .redirect, exchange.scheme == .https,
      sign.value != .leadsToBlock, let id = exchange.tls
    else { return nil }
    return sight.tls.first { $0.id == id }
  }
}

extension Sight {
  /// Whether anything at all came back over IPv6, so that its silence elsewhere means something.
  fileprivate var provesIPv6: Bool {
    let failures =
      http.filter { $0.address.family == .v6 }.map(\.failure)
      + tls.filter { $0.address.family == .v6 }.map(\.failure)
    return failures.contains { failure in
      switch failure {
      case .connectTimeout, .connectUnreachable, .local: false
      default: true
      }
    }
  }
}

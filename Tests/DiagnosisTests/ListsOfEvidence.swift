import Evidence

@testable import Diagnosis

/// The signs look at an observation's lists where they lie; the tests hand them values.
extension Sight {
  convenience init(_ target: Target, _ evidence: Evidence) {
    self.init(
      Observation(
        input: target.ascii ?? "", index: 0, target: target,
        startedAt: Timestamp(secondsSinceEpoch: 0), durationS: 0, evidence: evidence),
      .pack)
  }
}

extension HTTPReading {
  init(
    _ exchanges: [HTTPExchange], port: Int?, among all: [HTTPExchange] = [], site: String? = nil,
    cdn: String? = nil
  ) {
    let target = Target(kind: .domain, registrable: site, port: port)
    self.init(Selection(exchanges), in: Sight(target, Evidence(http: all)), cdn: cdn)
  }
}

extension Sign<HTTPSFinding> {
  static func https(_ handshakes: [TLSHandshake], port: Int?) -> Self {
    https(Selection(handshakes), port: port)
  }

  static func https(behindRedirect hop: TLSHandshake, among handshakes: [TLSHandshake]) -> Self {
    https(behindRedirect: Listed(hop), among: Selection(handshakes))
  }
}

extension Sign<DifferentialFinding> {
  static func differential(_ exchanges: [HTTPExchange]) -> Self {
    differential(Selection(exchanges))
  }

  static func differential(
    behindRedirect hop: HTTPExchange, among exchanges: [HTTPExchange]
  ) -> Self {
    differential(behindRedirect: Listed(hop), among: Selection(exchanges))
  }
}

extension Sign<DNSFinding> {
  static func dns(_ target: Target, _ evidence: Evidence) -> Self { dns(Sight(target, evidence)) }
}

extension RecordSigns {
  init(_ evidence: Evidence, target: Target, provider: String?, now: Timestamp) {
    self.init(Sight(target, evidence), provider: provider, now: now)
  }
}

extension SignatureSet {
  func match(_ exchange: HTTPExchange) -> Signature? { match(Listed(exchange)) }
}

extension LiteralSearch {
  func texts(in page: some Sequence<UInt8>) -> Set<String> {
    Set(places(in: Array(page).span).map { texts[$0] })
  }
}

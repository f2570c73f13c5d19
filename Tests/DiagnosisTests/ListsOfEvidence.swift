import Evidence

@testable import Diagnosis

/// The signs read selections of a list; the tests hand them whole lists.
extension HTTPReading {
  init(
    _ exchanges: [HTTPExchange], port: Int?, among all: [HTTPExchange] = [], site: String? = nil,
    cdn: String? = nil
  ) {
    self.init(Selection(exchanges), port: port, among: all, site: site, cdn: cdn, .pack)
  }
}

extension Sign<HTTPSFinding> {
  static func https(_ handshakes: [TLSHandshake], port: Int?) -> Self {
    https(Selection(handshakes), port: port)
  }
}

extension Sign<DifferentialFinding> {
  static func differential(_ exchanges: [HTTPExchange]) -> Self {
    differential(Selection(exchanges))
  }
}

extension LiteralSearch {
  func texts(in page: some Sequence<UInt8>) -> Set<String> {
    Set(places(in: Array(page).span).map { texts[$0] })
  }
}

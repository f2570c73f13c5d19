package import Evidence
package import Wire

/// What a lab plays: names, sites behind gateways, places and records (`icpdiag.lab/1`).
///
/// A value without sockets: ``Lab`` brings it to life.
package struct Scenario: Sendable {
  package static let schemaID = "icpdiag.lab/1"

  package var title = ""
  package var targets: [ScenarioTarget] = []
  package var names = NameTable()
  /// Every name server by its address; the first one, in the order of addresses, is the resolver
  /// to paste unless the file names another.
  package var nameServers: [IPAddress: NameServer] = [:]
  package var sites: [IPAddress: Site] = [:]
  package var places: [PlaceRow] = []
  /// The records documents by file name, with relative times still in them.
  package var records: [String: JSONValue] = [:]
}

/// A target worth diagnosing in this scenario, and what it stands for.
package struct ScenarioTarget: Hashable, Sendable {
  package var target: String
  /// The cause that a diagnosis should name.
  package var expect: String?
  /// How sure it should be of it, and the status that goes with it.
  package var certainty: String?
  package var status: String?
  package var note: String?
}

/// A row for `--places`: `cidr,provider,region,area`.
package struct PlaceRow: Hashable, Sendable {
  package var block: String
  package var provider: String
  package var region: String
  package var area: String
}

// MARK: Sites

/// What listens at one address.
package struct Site: Sendable {
  package var http = Endpoint.serve
  package var https = Endpoint.serve
  /// The further port, for 8080; `nil` where nothing listens on it.
  package var http8080: Endpoint?
  package var content = Content()
  /// What the TLS port says where that is not the same.
  package var secureContent: Content?
  package var certificate = CertificatePlan()
  package var gateway: Gateway?
}

/// How one port of a site behaves.
package enum Endpoint: String, CaseIterable, Sendable {
  /// The site's content; on the TLS port behind a handshake.
  case serve
  /// Nothing listens: connections are refused.
  case refused
  /// The port takes no connection: the handshake of TCP times out, as behind a firewall.
  case unanswered
  /// Connections are taken and never answered.
  case silent
  /// Every connection is reset once its first octets are in.
  case reset
  /// Every connection is closed once its first octets are in.
  case eof
  /// An answer that never ends, an octet at a time.
  case drip
  /// An answer of another protocol.
  case garbage
  /// TLS port only: HTTP without TLS.
  case plain
  /// TLS port only: every handshake is refused with an alert.
  case alert
}

/// What a web server says.
package struct Content: Sendable {
  package var status = 200
  package var reason = "OK"
  /// Header lines in order, such as `Server: nginx`.
  package var headers: [String] = []
  /// What the server says of the body unless ``headers`` do.
  package var contentType = "text/html; charset=utf-8"
  package var body: [UInt8] = []
  package var latencyMilliseconds = 0
  /// By path, the query left out.
  package var paths: [String: Content] = [:]
  /// By host name in lower case, without a port.
  package var hosts: [String: Content] = [:]
}

/// How a site's certificate is made.
package struct CertificatePlan: Hashable, Sendable {
  /// Empty: the names of the scenario that lead to the site's address.
  package var names: [String] = []
  package var isExpired = false
  package var isSelfSigned = false
}

// MARK: Gateways

/// The provider's box in front of a site.
package struct Gateway: Sendable {
  package enum HTTPAction: String, CaseIterable, Sendable {
    case pass, page, reset
    /// The page and then a reset, which is what a client sees that has acknowledged octets the
    /// site never sent (K-02).
    case pageThenReset = "page-then-reset"
  }

  package enum TLSAction: String, CaseIterable, Sendable {
    case pass, reset, eof
    /// Only a ClientHello that does not offer TLS 1.3 (H-02).
    case resetTLS12Only = "reset-tls12-only"
    /// The page without TLS (H-08).
    case plaintext
  }

  package var page: BlockPage
  /// Names that are blocked with everything below them; `nil` is every name.
  package var blocked: [String]?
  /// Names that pass with everything below them, although ``blocked`` covers them.
  package var passed: [String] = []
  package var http: HTTPAction
  package var tls: TLSAction
  /// How many requests about each blocked name pass before the block sets in (K-03).
  package var cleanFirst = 0
  /// The same for handshakes.
  package var cleanFirstTLS = 0
  /// Only every nth of the visits that follow is blocked: boxes race the site, and sometimes lose.
  package var every = 1
  /// Whether HEAD passes where GET is blocked (K-17).
  package var passesHEAD: Bool

  /// A gateway that behaves as the provider's were seen to, until told otherwise.
  package init(page: BlockPage, blocked: [String]?) {
    self.page = page
    self.blocked = blocked
    passesHEAD = page == .tencent || page == .tencentOld
    http = page == .alibabaOld || page == .alibabaNew ? .pageThenReset : .page
    tls = page == .admAWS ? .plaintext : .reset
  }

  /// Whether traffic about `host`, a name in lower case without a port, is blocked.
  ///
  /// An address is no name: it passes at every provider (K-10).
  package func blocks(_ host: String) -> Bool {
    guard !host.isEmpty, IPAddress(host) == nil else { return false }
    return (blocked?.contains(where: host.isWithin) ?? true)
      && !passed.contains(where: host.isWithin)
  }
}

// MARK: Names

/// What the scenario's names answer.
package struct NameTable: Sendable {
  package var exact: [DNSName: NameEntry] = [:]
  /// By the name below which they hold: `*.bulk.example` is under `bulk.example`.
  package var wildcards: [DNSName: NameEntry] = [:]
}

/// What one name answers.
package struct NameEntry: Sendable {
  package enum Failure: String, CaseIterable, Sendable {
    case nxdomain, servfail, refused, formerr, notimp, silent
  }

  /// Blocks of addresses; of a block, each name gets the one that its hash picks.
  package var v4: [IPPrefix] = []
  package var v6: [IPPrefix] = []
  package var cname: DNSName?
  package var text: [[UInt8]] = []
  package var ttl: UInt32 = 60
  package var failure: Failure?
  /// Over UDP only a truncated answer comes, so that the client has to ask over TCP.
  package var isTruncated = false
  package var extendedError: ExtendedError?
  package var delayMilliseconds = 0
  /// What a box on the path answers first, before the true answer (N-15).
  package var injected: [IPAddress] = []
  /// Questions with EDNS get FORMERR, as old servers answer.
  package var refusesEDNS = false
  /// The name servers the zone at this name is delegated to, with their addresses.
  package var delegation: [DelegatedServer]?
  /// Other answers for clients of other networks (RFC 7871).
  package var subnets: [(block: IPPrefix, entry: NameEntry)] = []
}

package struct DelegatedServer: Hashable, Sendable {
  package var name: DNSName
  /// `nil` leaves the referral without glue.
  package var address: IPAddress?
}

/// How one name server behaves.
package struct NameServer: Sendable {
  package enum Role: String, CaseIterable, Sendable {
    /// Answers everything, and is the parent of every zone when asked without recursion.
    case resolver
    /// Answers for ``zones`` only, and refuses the rest.
    case authoritative
    /// Refuses everything: what a zone is delegated to that does not know of it.
    case lame
    /// Answers nothing.
    case silent
  }

  package var role = Role.resolver
  package var zones: [DNSName] = []
  /// Names that answer otherwise here.
  package var overrides = NameTable()
}

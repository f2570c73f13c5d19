/// One question to one name server and everything that came back: an item of `evidence.dns`.
package struct DNSExchange: Codable, Hashable, Sendable {
  /// Who was asked, and so what the answer says.
  package enum Role: String, Codable, CaseIterable, Sendable {
    /// A recursive resolver, about the target.
    case resolver
    /// A recursive resolver, about the root: does this machine reach the DNS at all?
    case control
    /// A recursive resolver, about the way to the target: the servers of the parent zone, and the
    /// addresses of name servers.
    case delegation
    /// A server of the parent zone, asked without recursion for the delegation.
    case parent
    /// A name server of the domain itself, asked without recursion.
    case authoritative
    /// A recursive resolver, about a name that a redirect leads to.
    case redirect
  }

  package enum Transport: String, Codable, CaseIterable, Sendable {
    case udp, tcp
  }

  package var id: String
  package var role: Role
  /// Address and port, such as `223.5.5.5:53`.
  package var server: String
  /// The server's own name, where a delegation named it.
  package var serverName: String?
  package var transport: Transport
  /// The name asked for, in A-labels without a trailing dot; `.` for the root.
  package var name: String
  /// The mnemonic of the record type asked for, such as `AAAA`.
  package var type: String
  /// The EDNS Client Subnet sent (RFC 7871), such as `114.114.114.0/24`.
  package var clientSubnet: String?
  /// Milliseconds from the start of the diagnosis.
  package var startedMs: Double
  package var durationMs: Double
  /// Seconds since the answer was received, for another target of the same run; `nil` where this
  /// target's own question brought it.
  package var ageS: Double?
  package var failure: Failure?
  /// The mnemonic of the response code, such as `NXDOMAIN`; `nil` when nothing came.
  package var rcode: String?
  package var isAuthoritative: Bool?
  /// Several different answers to the one question: somebody on the path injects.
  package var isContested: Bool
  package var answers: [Record]
  package var authority: [Record]
  package var extendedErrors: [ExtendedError]

  package init(
    id: String, role: Role, server: String, serverName: String? = nil, transport: Transport,
    name: String, type: String, clientSubnet: String? = nil, startedMs: Double,
    durationMs: Double, ageS: Double? = nil, failure: Failure? = nil, rcode: String? = nil,
    isAuthoritative: Bool? = nil, isContested: Bool = false, answers: [Record] = [],
    authority: [Record] = [], extendedErrors: [ExtendedError] = []
  ) {
    self.id = id
    self.role = role
    self.server = server
    self.serverName = serverName
    self.transport = transport
    self.name = name
    self.type = type
    self.clientSubnet = clientSubnet
    self.startedMs = startedMs
    self.durationMs = durationMs
    self.ageS = ageS
    self.failure = failure
    self.rcode = rcode
    self.isAuthoritative = isAuthoritative
    self.isContested = isContested
    self.answers = answers
    self.authority = authority
    self.extendedErrors = extendedErrors
  }

  package struct Record: Codable, Hashable, Sendable {
    /// The owner, in lower case without a trailing dot.
    package var name: String
    package var type: String
    package var ttlS: UInt32
    /// Presentation form: an address, a name, or escaped text (RFC 1035 section 5.1).
    package var data: String

    package init(name: String, type: String, ttlS: UInt32, data: String) {
      self.name = name
      self.type = type
      self.ttlS = ttlS
      self.data = data
    }
  }

  /// What the server says about its own failure (RFC 8914).
  package struct ExtendedError: Codable, Hashable, Sendable {
    package var code: UInt16
    package var text: String

    package init(code: UInt16, text: String) {
      self.code = code
      self.text = text
    }
  }
}

package import Evidence
package import Wire

/// One question, and in what part it is asked.
package struct DNSQuery: Sendable {
  package var name: DNSName
  package var type: RecordType
  package var role: DNSExchange.Role
  /// The name of the server asked, where a delegation gave it.
  package var serverName: String?
  /// The network to ask on behalf of (RFC 7871).
  package var clientSubnet: ClientSubnet?
  /// Whether an answer that another target's question brought will do.
  ///
  /// Not where answers are compared with each other.
  package var isShareable = false

  package init(
    _ name: DNSName, _ type: RecordType, as role: DNSExchange.Role, serverName: String? = nil,
    clientSubnet: ClientSubnet? = nil, isShareable: Bool = false
  ) {
    self.name = name
    self.type = type
    self.role = role
    self.serverName = serverName
    self.clientSubnet = clientSubnet
    self.isShareable = isShareable
  }

  /// Whether the server is to find the answer elsewhere; those of a delegation are asked for what
  /// they know themselves.
  var recursionDesired: Bool {
    role != .parent && role != .authoritative
  }

  /// The message, with a random id.
  func message(withEDNS: Bool) -> DNSMessage {
    var message = DNSMessage.query(
      id: .random(in: .min ... .max), name: name, type: type, recursionDesired: recursionDesired,
      clientSubnet: clientSubnet)
    if !withEDNS {
      message.edns = nil
    }
    return message
  }
}

extension DNSMessage {
  /// Whether this message answers `query` and not another question.
  ///
  /// A server that could not even read the question may leave it out.
  func answers(_ query: DNSMessage) -> Bool {
    guard isResponse, id == query.id, opcode == query.opcode else { return false }
    if questions.isEmpty {
      return ![.noError, .nameError].contains(responseCode)
    }
    return questions == query.questions
  }
}

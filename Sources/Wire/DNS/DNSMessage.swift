/// A DNS message (RFC 1035 section 4), with EDNS lifted out of the additional section.
package struct DNSMessage: Hashable, Sendable {
  package var id: UInt16
  package var isResponse: Bool
  /// 4 bits; 0 is a query.
  package var opcode: UInt8
  package var isAuthoritative: Bool
  package var isTruncated: Bool
  package var recursionDesired: Bool
  package var recursionAvailable: Bool
  /// RFC 4035 section 3.2.3.
  package var isAuthenticData: Bool
  /// RFC 4035 section 3.2.2.
  package var isCheckingDisabled: Bool
  /// 12 bits; the upper 8 travel in the OPT record.
  package var rcode: UInt16
  package var questions: [Question]
  package var answers: [Record]
  package var authority: [Record]
  /// Without the OPT record.
  package var additional: [Record]
  package var edns: EDNS?

  package init(
    id: UInt16, isResponse: Bool = false, opcode: UInt8 = 0, isAuthoritative: Bool = false,
    isTruncated: Bool = false, recursionDesired: Bool = false, recursionAvailable: Bool = false,
    isAuthenticData: Bool = false, isCheckingDisabled: Bool = false, rcode: UInt16 = 0,
    questions: [Question] = [], answers: [Record] = [], authority: [Record] = [],
    additional: [Record] = [], edns: EDNS? = nil
  ) {
    self.id = id
    self.isResponse = isResponse
    self.opcode = opcode
    self.isAuthoritative = isAuthoritative
    self.isTruncated = isTruncated
    self.recursionDesired = recursionDesired
    self.recursionAvailable = recursionAvailable
    self.isAuthenticData = isAuthenticData
    self.isCheckingDisabled = isCheckingDisabled
    self.rcode = rcode
    self.questions = questions
    self.answers = answers
    self.authority = authority
    self.additional = additional
    self.edns = edns
  }

  /// One question about the Internet class, with EDNS.
  ///
  /// - Parameters:
  ///   - id: Chosen at random by the caller; this module has no randomness.
  ///   - name: What is asked about.
  ///   - type: What is asked for.
  ///   - recursionDesired: Whether the server is to find the answer elsewhere.
  ///   - clientSubnet: The network to ask on behalf of (RFC 7871).
  ///   - udpPayload: Octets of UDP payload to announce; 1232 avoids fragments.
  /// - Returns: The question, ready to be encoded.
  package static func query(
    id: UInt16, name: DNSName, type: RecordType, recursionDesired: Bool,
    clientSubnet: ClientSubnet? = nil, udpPayload: UInt16 = 1232
  ) -> DNSMessage {
    DNSMessage(
      id: id, recursionDesired: recursionDesired,
      questions: [Question(name: name, type: type)],
      edns: EDNS(udpPayload: udpPayload, options: clientSubnet.map { [$0.option] } ?? []))
  }

  package var responseCode: ResponseCode {
    get { ResponseCode(rawValue: rcode) }
    set { rcode = newValue.rawValue }
  }

  /// What the server says about its answer (RFC 8914); empty without EDNS.
  package var extendedErrors: [ExtendedError] { edns?.extendedErrors ?? [] }
}

/// What a message asks (RFC 1035 section 4.1.2).
package struct Question: Hashable, Sendable {
  package var name: DNSName
  package var type: RecordType
  /// 1 is the Internet.
  package var `class`: UInt16

  package init(name: DNSName, type: RecordType, class: UInt16 = 1) {
    self.name = name
    self.type = type
    self.class = `class`
  }
}

/// The type of a resource record; an open set kept by IANA.
package struct RecordType: RawRepresentable, Hashable, Sendable {
  package var rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  package static let a = RecordType(rawValue: 1)
  package static let ns = RecordType(rawValue: 2)
  package static let cname = RecordType(rawValue: 5)
  package static let soa = RecordType(rawValue: 6)
  package static let ptr = RecordType(rawValue: 12)
  package static let mx = RecordType(rawValue: 15)
  package static let txt = RecordType(rawValue: 16)
  package static let aaaa = RecordType(rawValue: 28)
  package static let dname = RecordType(rawValue: 39)
  package static let opt = RecordType(rawValue: 41)
  package static let svcb = RecordType(rawValue: 64)
  package static let https = RecordType(rawValue: 65)
  package static let any = RecordType(rawValue: 255)

  /// The name zone files use; `TYPE123` for a type without one here (RFC 3597 section 5).
  package var mnemonic: String {
    switch self {
    case .a: "A"
    case .ns: "NS"
    case .cname: "CNAME"
    case .soa: "SOA"
    case .ptr: "PTR"
    case .mx: "MX"
    case .txt: "TXT"
    case .aaaa: "AAAA"
    case .dname: "DNAME"
    case .opt: "OPT"
    case .svcb: "SVCB"
    case .https: "HTTPS"
    case .any: "ANY"
    default: "TYPE\(rawValue)"
    }
  }
}

/// The response code of a message: 12 bits, the upper 8 of them from EDNS (RFC 6895 section 2.3).
package struct ResponseCode: RawRepresentable, Hashable, Sendable {
  package var rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  package static let noError = ResponseCode(rawValue: 0)
  package static let formatError = ResponseCode(rawValue: 1)
  package static let serverFailure = ResponseCode(rawValue: 2)
  package static let nameError = ResponseCode(rawValue: 3)
  package static let notImplemented = ResponseCode(rawValue: 4)
  package static let refused = ResponseCode(rawValue: 5)
  package static let badVersion = ResponseCode(rawValue: 16)
  package static let badCookie = ResponseCode(rawValue: 23)

  /// The name people know the code by; `RCODE24` for one without a name.
  package var mnemonic: String {
    switch rawValue {
    case 0...11: Self.lowMnemonics[Int(rawValue)]
    case 16: "BADVERS"
    case 23: "BADCOOKIE"
    default: "RCODE\(rawValue)"
    }
  }

  private static let lowMnemonics = [
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
    "NXRRSET", "NOTAUTH", "NOTZONE", "DSOTYPENI",
  ]
}

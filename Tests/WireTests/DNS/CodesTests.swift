import Testing
import Wire

@Suite("The codes of the DNS")
struct CodesTests {
  @Test("have the mnemonics of IANA's registry")
  func mnemonics() {
    let types: [RecordType] = [
      .a, .ns, .cname, .soa, .ptr, .mx, .txt, .aaaa, .dname, .opt, .svcb, .https, .any,
    ]
    #expect(
      types.map(\.mnemonic) == [
        "A", "NS", "CNAME", "SOA", "PTR", "MX", "TXT", "AAAA", "DNAME", "OPT", "SVCB", "HTTPS",
        "ANY",
      ])
    #expect(types.map(\.rawValue) == [1, 2, 5, 6, 12, 15, 16, 28, 39, 41, 64, 65, 255])
    let codes: [ResponseCode] = [
      .noError, .formatError, .serverFailure, .nameError, .notImplemented, .refused, .badVersion,
      .badCookie,
    ]
    #expect(
      codes.map(\.mnemonic) == [
        "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "BADVERS", "BADCOOKIE",
      ])
    #expect(codes.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 16, 23])
    #expect(ResponseCode(rawValue: 11).mnemonic == "DSOTYPENI")
  }

  @Test("have a number where they have no name")
  func numbers() {
    #expect(RecordType(rawValue: 123).mnemonic == "TYPE123")
    #expect(ResponseCode(rawValue: 24).mnemonic == "RCODE24")
    #expect(ResponseCode(rawValue: 12).mnemonic == "RCODE12")
  }

  @Test("stand in the message both as a number and as a code")
  func inMessage() {
    var message = DNSMessage(id: 1, rcode: 3)
    #expect(message.responseCode == .nameError)
    message.responseCode = .refused
    #expect(message.rcode == 5)
    #expect(message.extendedErrors.isEmpty)
  }
}

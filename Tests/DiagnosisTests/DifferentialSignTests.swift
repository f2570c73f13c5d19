import Evidence
import Testing

@testable import Diagnosis

@Suite("The comparison of a name with other names")
struct DifferentialSignTests {
  @Test(
    "convicts a name that is cut off where another gets through",
    arguments: [Failure.reset, .eof])
  func cutOff(failure: Failure) {
    #expect(Self.sign(target: [failure], control: nil).value == .nameKeyed)
    #expect(Self.sign(target: [.timeout, failure], control: nil).value == .nameKeyed)
  }

  @Test(
    "leaves open what silence means: the server may be slow, or this machine busy",
    arguments: [Failure.timeout, .connectTimeout, .connectUnreachable, .local])
  func silence(failure: Failure) {
    #expect(Self.sign(target: [failure, failure], control: nil).value == .undecided)
  }

  @Test("clears a name that got through once, and an address that fails for every name")
  func others() {
    #expect(Self.sign(target: [.reset, nil], control: nil).value == .none)
    #expect(Self.sign(target: [.reset], control: .reset).value == .addressWide)
  }

  private static func sign(target: [Failure?], control: Failure?) -> Sign<DifferentialFinding> {
    let asked = target.map { exchange(.target, $0) }
    return .differential(asked + [exchange(.controlAddress, control)])
  }

  private static func exchange(_ purpose: ProbePurpose, _ failure: Failure?) -> HTTPExchange {
    HTTPExchange(
      id: "http.1", purpose: purpose, scheme: .http,
      address: IPAddress(family: .v4, bits: 0x2F60_0001), port: 80, host: "example.cn",
      startedMs: 0, durationMs: 1, failure: failure, status: failure == nil ? 200 : nil)
  }
}

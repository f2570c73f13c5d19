import Evidence
import Observation
import Testing

@Suite("The plan of the probes")
struct ProbePlanTests {
  private static let address = IPAddress(family: .v4, bits: 0x2F60_0001)

  private static func plan(
    _ scheme: HTTPExchange.Scheme, named: Bool = true, samples: Int = 3
  ) -> ProbePlan {
    ProbePlan(
      question: ProbeQuestion(
        purpose: .target, scheme: scheme, address: address,
        host: named ? "example.cn" : address.hostText, serverName: named ? "example.cn" : nil),
      controlName: "abc.invalid", samples: samples)
  }

  /// Follows a plan against an address that answers each purpose the same way every time.
  private static func follow(
    _ plan: ProbePlan, _ answer: (ProbePurpose, Int) -> ProbePlan.Outcome
  ) -> [ProbePurpose] {
    var seen: [(purpose: ProbePurpose, outcome: ProbePlan.Outcome)] = []
    while seen.count < 100, let question = plan.next(after: seen) {
      let asked = seen.filter { $0.purpose == question.purpose }.count
      seen.append((question.purpose, answer(question.purpose, asked)))
    }
    return seen.map(\.purpose)
  }

  @Test("asks a site that answers twice over HTTP and once over TLS: injected answers race")
  func clean() {
    #expect(Self.follow(Self.plan(.http)) { _, _ in .answered } == [.target, .target])
    #expect(Self.follow(Self.plan(.https)) { _, _ in .answered } == [.target])
    #expect(Self.follow(Self.plan(.http, samples: 1)) { _, _ in .answered } == [.target])
  }

  @Test("puts controls between the samples of a name that is cut off")
  func cutOff() {
    for scheme in [HTTPExchange.Scheme.http, .https] {
      let asked = Self.follow(Self.plan(scheme)) { purpose, _ in
        purpose == .target ? .cutOff : .answered
      }
      #expect(asked == [.target, .controlAddress, .target, .controlName])
    }
  }

  @Test("asks for controls when only the second sample is cut off")
  func flapping() {
    let asked = Self.follow(Self.plan(.http)) { purpose, asked in
      purpose == .target && asked == 1 ? .cutOff : .answered
    }
    #expect(asked == [.target, .target, .controlAddress, .controlName])
  }

  @Test("waits out a silence twice at most")
  func unanswered() {
    #expect(
      Self.follow(Self.plan(.https)) { _, _ in .unanswered } == [.target, .controlAddress])
  }

  @Test("asks nothing more where no name was ever sent")
  func notConnected() {
    #expect(Self.follow(Self.plan(.http)) { _, _ in .notConnected } == [.target])
  }

  @Test("has no control for a bare address")
  func bareAddress() {
    #expect(Self.follow(Self.plan(.http, named: false)) { _, _ in .cutOff } == [.target])
  }

  @Test("ends after at most four questions, whatever comes back")
  func isBounded() {
    let outcomes: [ProbePlan.Outcome] = [.answered, .cutOff, .unanswered, .notConnected]
    for first in outcomes {
      for second in outcomes {
        for third in outcomes {
          for scheme in [HTTPExchange.Scheme.http, .https] {
            var count = 0
            let asked = Self.follow(Self.plan(scheme, samples: 10)) { _, _ in
              defer { count += 1 }
              return [first, second, third][count % 3]
            }
            #expect(asked.count <= 4)
          }
        }
      }
    }
  }

  @Test("names the controls so that only the name differs")
  func namesControls() throws {
    let plan = Self.plan(.https)
    let byAddress = try #require(plan.next(after: [(.target, .cutOff)]))
    #expect(byAddress.host == "47.96.0.1" && byAddress.serverName == nil)
    let byName = try #require(
      plan.next(after: [
        (.target, .cutOff), (.controlAddress, .answered), (.target, .cutOff),
      ]))
    #expect(byName.host == "abc.invalid" && byName.serverName == "abc.invalid")
    #expect(byName.address == byAddress.address && byName.port == byAddress.port)
  }
}

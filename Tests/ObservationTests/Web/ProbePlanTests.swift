import Evidence
import Observation
import TestSupport
import Testing

@Suite("The plan of the probes")
struct ProbePlanTests {
  typealias Outcome = ProbePlan.Outcome

  private static func plan(
    named: Bool = true, samples: Int = 3, ownPort: UInt16? = nil, further: [UInt16] = []
  ) -> ProbePlan {
    ProbePlan(
      address: IPAddress(family: .v4, bits: 0x2F60_0001), name: named ? "example.cn" : nil,
      controlName: "abc.invalid", samples: samples, ownPort: ownPort, furtherPorts: further)
  }

  /// Follows a plan against an address; answers come in the order of the questions.
  private static func follow(
    _ plan: ProbePlan, _ answer: (ProbeQuestion, Int) -> Outcome
  ) -> [ProbePlan.Step] {
    var steps: [ProbePlan.Step] = []
    func begin() { steps += plan.next(after: steps).map { ProbePlan.Step($0) } }
    begin()
    while steps.count < 100, let index = steps.firstIndex(where: { $0.outcome == nil }) {
      let question = steps[index].question
      let asked = steps[..<index].count {
        $0.question.purpose == question.purpose && $0.question.scheme == question.scheme
          && $0.question.port == question.port
      }
      let outcome = answer(question, asked)
      if outcome != .notConnected {
        steps[index].stage = .connected
        begin()
      }
      steps[index].stage = .ended(outcome)
      begin()
    }
    return steps
  }

  /// What was asked of one service, such as `target target control-address`.
  private static func asked(
    _ steps: [ProbePlan.Step], _ scheme: HTTPExchange.Scheme, _ port: UInt16? = nil
  ) -> String {
    steps.map(\.question).filter { $0.scheme == scheme && $0.port == port ?? scheme.standardPort }
      .map { $0.purpose.rawValue + ($0.offered.map { " " + $0.rawValue } ?? "") }
      .joined(separator: ", ")
  }

  @Test("at a first look puts one plain request and nothing else, whatever comes of it")
  func firstLook() {
    for outcome in Outcome.allCases {
      var plan = Self.plan(further: [8080])
      plan.isFirstLook = true
      let steps = Self.follow(plan) { _, _ in outcome }
      #expect(steps.count == 1 && Self.asked(steps, .http) == "target")
      plan.ownPort = 8443
      #expect(Self.follow(plan) { _, _ in outcome }.map(\.question.port) == [8443])
    }
  }

  // MARK: Plainly fine

  @Test("asks a site that answers twice over HTTP and once over TLS: injected answers race")
  func clean() {
    let steps = Self.follow(Self.plan()) { _, _ in .fine }
    #expect(steps.count == 3)
    #expect(Self.asked(steps, .http) == "target, target")
    #expect(Self.asked(steps, .https) == "target")
    let once = Self.follow(Self.plan(samples: 1)) { _, _ in .fine }
    #expect(once.count == 2)
  }

  @Test("puts the first questions at once, and repeats one as soon as its connection stands")
  func overlaps() {
    let plan = Self.plan()
    var steps = plan.next(after: []).map { ProbePlan.Step($0) }
    #expect(steps.map(\.question.scheme) == [.http, .https])
    #expect(plan.next(after: steps).isEmpty)
    steps[1].stage = .connected
    #expect(plan.next(after: steps).isEmpty)
    steps[0].stage = .connected
    #expect(plan.next(after: steps).map(\.scheme) == [.http])
  }

  @Test("knocks once at a port where no connection is to be had")
  func notConnected() {
    let steps = Self.follow(Self.plan()) { _, _ in .notConnected }
    #expect(steps.count == 2)
    // Nothing over HTTP, all well over HTTPS: is the old version cut off?
    let secure = Self.follow(Self.plan()) { question, _ in
      question.scheme == .http ? .notConnected : .fine
    }
    #expect(secure.count == 3)
    #expect(Self.asked(secure, .https) == "target, target TLSv1.2")
  }

  @Test("has no control for a bare address")
  func bareAddress() {
    let steps = Self.follow(Self.plan(named: false)) { _, _ in .cutOff }
    #expect(steps.count == 2)
  }

  // MARK: Not plainly fine

  @Test("asks target and controls in turn where plain HTTP is cut off")
  func cutOff() {
    let steps = Self.follow(Self.plan()) { question, _ in
      question.purpose == .target && question.scheme == .http ? .cutOff : .fine
    }
    #expect(
      Self.asked(steps, .http) == "target, target, control-address, target, control-name")
  }

  @Test("compares an odd page with what other names are shown")
  func oddPage() {
    let steps = Self.follow(Self.plan()) { question, _ in
      question.purpose == .target && question.scheme == .http ? .odd : .fine
    }
    #expect(Self.asked(steps, .http) == "target, target, control-address, control-name")
    #expect(Self.asked(steps, .https) == "target, target TLSv1.2")
  }

  @Test("asks for controls when only the second sample is odd")
  func flapping() {
    let steps = Self.follow(Self.plan()) { question, asked in
      question.scheme == .http && question.purpose == .target && asked == 1 ? .odd : .fine
    }
    #expect(Self.asked(steps, .http) == "target, target, control-address, control-name")
  }

  @Test("compares the versions of TLS where the handshake is cut off for the name alone")
  func versions() {
    let steps = Self.follow(Self.plan()) { question, _ in
      question.scheme == .https && question.purpose == .target ? .cutOff : .fine
    }
    #expect(
      Self.asked(steps, .https)
        == "target, control-address, target TLSv1.2, target TLSv1.3, control-name")
    let forAll = Self.follow(Self.plan()) { question, _ in
      question.scheme == .https ? .cutOff : .fine
    }
    #expect(Self.asked(forAll, .https) == "target, control-address, target, control-name")
  }

  @Test("compares the old version with a control where it alone is cut off, and asks again")
  func oldVersion() {
    let steps = Self.follow(Self.plan()) { question, _ in
      if question.scheme == .http { return question.purpose == .target ? .odd : .fine }
      return question.offered == .v12 && question.purpose == .target ? .cutOff : .fine
    }
    #expect(
      Self.asked(steps, .https)
        == "target, target TLSv1.2, control-address TLSv1.2, target TLSv1.2")
  }

  @Test("asks plainly where TLS meets what is neither TLS nor a page, and only there")
  func plainOn443() {
    let steps = Self.follow(Self.plan()) { question, _ in
      question.port == 443 && question.scheme == .https ? .foreign : .fine
    }
    #expect(Self.asked(steps, .http, 443) == "target")
    let page = Self.follow(Self.plan()) { question, _ in
      question.port == 443 ? .odd : .fine
    }
    #expect(Self.asked(page, .http, 443) == "")
    #expect(Self.asked(page, .https) == "target, control-address, target, control-name")
  }

  @Test("waits out a silence once for the name and once for the address")
  func unanswered() {
    let steps = Self.follow(Self.plan()) { _, _ in .unanswered }
    #expect(Self.asked(steps, .https) == "target, control-address")
    #expect(Self.asked(steps, .http) == "target, target, control-address")
  }

  @Test("goes on with further samples until the first page")
  func samples() {
    let silent = Self.follow(Self.plan(samples: 6)) { question, _ in
      question.scheme == .http && question.purpose == .target ? .cutOff : .fine
    }
    #expect(Self.asked(silent, .http).components(of: "target") == 6)
    let late = Self.follow(Self.plan(samples: 6)) { question, asked in
      guard question.scheme == .http, question.purpose == .target else { return .fine }
      return asked == 3 ? .odd : .cutOff
    }
    #expect(Self.asked(late, .http).components(of: "target") == 4)
  }

  // MARK: Ports

  @Test("asks a further port over HTTP, and over TLS where that is not answered")
  func furtherPorts() {
    let plain = Self.follow(Self.plan(further: [8080, 8443, 80])) { _, _ in .fine }
    #expect(plain.count == 5)
    let secure = Self.follow(Self.plan(further: [8443])) { question, _ in
      guard question.port == 8443 else { return .fine }
      if question.scheme == .http { return .odd }
      return question.purpose == .target ? .cutOff : .fine
    }
    #expect(Self.asked(secure, .http, 8443) == "target, control-address")
    #expect(Self.asked(secure, .https, 8443) == "target, control-address")
  }

  @Test("asks the URL's own port both ways, and compares only what neither answers")
  func ownPort() {
    let secure = Self.follow(Self.plan(ownPort: 8443)) { question, _ in
      question.port == 8443 && question.scheme == .http ? .odd : .fine
    }
    #expect(Self.asked(secure, .http, 8443) == "target, target")
    #expect(Self.asked(secure, .https, 8443) == "target")
    let blocked = Self.follow(Self.plan(ownPort: 8443)) { question, _ in
      question.port == 8443 && question.purpose == .target ? .cutOff : .fine
    }
    #expect(Self.asked(blocked, .http, 8443).hasPrefix("target, target, control-address"))
    #expect(Self.asked(blocked, .https, 8443).hasPrefix("target, control-address"))
  }

  // MARK: The questions

  @Test("names the controls so that only the name differs")
  func namesControls() throws {
    let steps = Self.follow(Self.plan()) { question, _ in
      question.purpose == .target ? .cutOff : .fine
    }
    for step in steps where step.question.purpose != .target {
      let question = step.question
      let isNamed = question.purpose == .controlName
      #expect(question.host == (isNamed ? "abc.invalid" : "47.96.0.1"))
      #expect(question.serverName == (isNamed ? "abc.invalid" : nil))
      #expect(question.path == "/")
    }
  }

  // MARK: The bound

  @Test(
    "sends one address no more than 16 requests, whatever comes back",
    arguments: [
      plan(), plan(samples: 10), plan(samples: 10, further: [8080, 8443]),
      plan(samples: 10, ownPort: 8443, further: [81, 82, 83, 84, 85, 86, 87, 88]),
      plan(named: false, samples: 10, further: Array(8000...8030)),
    ])
  func isBounded(_ plan: ProbePlan) {
    var most = 0
    // Every sequence of two kinds of outcome, of every pair of kinds.
    for first in Outcome.allCases {
      for second in Outcome.allCases where second != first {
        for bits in 0..<(1 << 5) {
          var count = 0
          let steps = Self.follow(plan) { _, _ in
            defer { count += 1 }
            return bits >> (count % 5) & 1 == 0 ? first : second
          }
          most = max(most, steps.count)
        }
      }
    }
    // And many of all kinds.
    var generator = SeededGenerator(seed: 16)
    for _ in 0..<300 {
      let steps = Self.follow(plan) { _, _ in
        Outcome.allCases.randomElement(using: &generator) ?? .fine
      }
      most = max(most, steps.count)
    }
    #expect(most <= Limits.requestsPerAddress)
    #expect(most > 3)
  }

  @Test("needs its bound for nothing but what the user adds")
  func ends() {
    // Every sequence of outcomes of the usual plan, answered in order, ends by itself.
    var longest = 0
    var pending: [[Outcome]] = [[]]
    while let outcomes = pending.popLast() {
      var isOpen = false
      var index = 0
      let steps = Self.follow(Self.plan()) { question, _ in
        // One service after the other, so that the sequences stay few.
        guard question.scheme == .https else { return .odd }
        defer { index += 1 }
        if index < outcomes.count { return outcomes[index] }
        isOpen = isOpen || index == outcomes.count
        return .notConnected
      }
      longest = max(longest, steps.count)
      if isOpen, outcomes.count < 6 { pending += Outcome.allCases.map { outcomes + [$0] } }
    }
    #expect(longest < Limits.requestsPerAddress)
  }
}

extension String {
  fileprivate func components(of word: String) -> Int {
    split(separator: ", ").count { $0 == word }
  }
}

import Evidence
import Testing

@testable import Diagnosis

@Suite("The names for people")
struct LabelTests {
  private static func isHan(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value > 0x2E80 }
  }

  private func expectNames(_ texts: [Text], sourceLocation: SourceLocation = #_sourceLocation) {
    for text in texts {
      #expect(!text.en.isEmpty && !Self.isHan(text.en), sourceLocation: sourceLocation)
      #expect(Self.isHan(text.zh), "\(text.en)", sourceLocation: sourceLocation)
    }
    #expect(Set(texts.map(\.en)).count == texts.count, sourceLocation: sourceLocation)
    #expect(Set(texts.map(\.zh)).count == texts.count, sourceLocation: sourceLocation)
  }

  @Test("are there in both languages for every value, and tell all of them apart")
  func labels() {
    expectNames(Status.allCases.map(\.label))
    expectNames(Certainty.allCases.map(\.label))
    expectNames(SideEffect.allCases.map(\.label))
    expectNames(CauseID.allCases.map(\.title))
    expectNames(Target.Problem.allCases.map(\.reason))
    let strengths = Cause.catalogue.flatMap(\.rules).map(\.strength)
    expectNames(Set(strengths).map(\.label))
  }

  @Test("say a text in the language asked for")
  func languages() {
    let text = Text(en: "found", zh: "有记录")
    #expect(text(in: .en) == "found" && text(in: .zh) == "有记录")
    #expect(Text.list(["a", "b"]) == Text(en: "a, b", zh: "a、b"))
    #expect(Text.aside("x") == Text(en: " (x)", zh: "（x）"))
    #expect(Text.aside(nil) == Text(verbatim: ""))
  }

  @Test("of a provider are its own, or the id of one nobody knows")
  func providers() {
    #expect(Providers.name(of: "alibaba").en == "Alibaba Cloud")
    #expect(Providers.name(of: "somebody") == Text(verbatim: "somebody"))
  }

  @Test("of documents are their titles")
  func documents() {
    #expect(Documents.title(of: "D-10") == Documents.document("D-10")?.title)
    #expect(Documents.title(of: "D-10") != nil && Documents.title(of: "X-1") == nil)
  }

  @Test("of causes lead to the cause")
  func causes() {
    for id in CauseID.allCases {
      #expect(Cause.cause(id).id == id)
    }
  }

  @Test("put the certainties in order: possible, likely, confirmed")
  func certainties() {
    #expect(Certainty.possible < .likely && Certainty.likely < .confirmed)
    #expect(!(Certainty.likely < .likely) && !(Certainty.confirmed < .possible))
  }

  @Test("say of each input why it is no target")
  func invalid() {
    for problem in Target.Problem.allCases {
      let seen = Seen(target: Target(kind: .invalid, problem: problem), places: [])
      #expect(seen.verdict.cause == .invalidTarget)
      #expect(seen.verdict.summary.en.contains(problem.reason.en))
    }
  }
}

@Suite("The accounts' details")
struct AccountDetailTests {
  typealias Records = RecordSignsTests

  @Test("name the port that the URL names, where nothing answers")
  func port() {
    let seen = Seen.open().with {
      $0.target.port = 8443
      $0.plain = []
      $0.hello = []
      $0.port = (8443, .fails(.connectRefused))
    }
    #expect(seen.verdict.cause == .serverUnreachable)
    #expect(seen.verdict.summary.en.hasPrefix("Nothing answers at 47.95.63.10:8443:"))
    let standard = seen.with {
      $0.target.port = nil
      $0.port = nil
      $0.plain = [.fails(.connectRefused)]
    }
    #expect(standard.verdict.summary.en.hasPrefix("Nothing answers at 47.95.63.10:"))
    #expect(!standard.verdict.summary.en.contains("47.95.63.10:8"))
  }

  @Test("say of a name that does not resolve what else its records say")
  func unresolved() {
    func remarks(_ fact: RecordFact) -> [String] {
      Seen(dns: [Seen.dns(.dnsNoData)], places: [], records: [fact]).verdict.remarks.map(\.en)
    }
    #expect(remarks(Records.registry(.absent)).contains { $0.contains("not filed either") })
    let cancelled = Records.filed(Records.ago(days: 9), cancelled: Records.ago(days: 2))
    #expect(remarks(cancelled).contains { $0.contains("cancelled") })
    #expect(remarks(Records.filed(Records.ago(days: 9))).isEmpty)
  }

  @Test("print no command with a name that a shell would read")
  func commands() {
    func commands(_ domain: String?, provider: String = "alibaba") -> [String] {
      let seen = Seen.blocked().with {
        $0.target.registrable = domain
        $0.places = [Seen.place("47.95.63.10", .mainland, provider)]
        $0.plain = [Seen.Answer(status: 403, headers: ["Server": "ADM/2.1.1"], title: "非法阻断222")]
      }
      #expect(seen.verdict.cause == .blockedUndecided)
      return seen.verdict.remedy.compactMap(\.command)
    }
    let sound = commands("xn--fsqu00a_9.cn")
    #expect(sound.contains("icpdiag records add xn--fsqu00a_9.cn --absent"))
    #expect(
      sound.contains("icpdiag records add xn--fsqu00a_9.cn --provider alibaba --access absent"))
    for hostile in ["", "-x.cn", "a;b.cn", "a b.cn", "$(a).cn", "备.cn", "A.cn", "a`b.cn", "a/b.cn"]
    {
      #expect(commands(hostile).isEmpty, "\(hostile)")
    }
    #expect(commands(nil).isEmpty)
    #expect(!commands("example.cn", provider: "a;b").contains { $0.contains(";") })
  }

  @Test("say of an address without a route that there is none")
  func noRoute() {
    let seen = Seen(
      target: Target(kind: .address, ascii: "47.95.63.10"), plain: [], hello: [],
      vantage: Vantage(hasIPv4Route: false))
    #expect(seen.verdict.cause == .vantageUnusable)
    #expect(seen.verdict.summary.en.hasPrefix("This machine has no route to 47.95.63.10"))
  }
}

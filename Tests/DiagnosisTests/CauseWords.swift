import Evidence

@testable import Diagnosis

/// What a cause says, and in which cases: the text of `fixtures/golden/causes`.
///
/// Made by a walk over made-up cases, so that every word that depends on anything stands there with
/// what it depends on.
struct CauseWords {
  /// A text as a verdict tells it, with how it comes there.
  private struct Utterance: Hashable, Comparable {
    let part: String
    let text: String

    static func < (left: Self, right: Self) -> Bool {
      (left.part, left.text) < (right.part, right.text)
    }
  }

  /// The cases in which something is so: how many, and the values that each dimension takes there.
  private struct Extent {
    private(set) var count = 0
    private(set) var values: [UInt128]

    init(_ dimensions: Int) { values = [UInt128](repeating: 0, count: dimensions) }

    mutating func add(_ marks: [CausePoint.Mark]) {
      count += 1
      for mark in marks {
        while values.count <= mark.dimension { values.append(0) }
        values[mark.dimension] |= 1 << UInt128(mark.value)
      }
    }
  }

  private var utterances: [CauseID: [Utterance: Extent]] = [:]
  private var dimensions: [CausePoint.Dimension] = []

  static let whole = CauseWords()

  private init() {
    var judged: (situation: Situation, outcomes: [Outcome])?
    var utterances: [CauseID: [Utterance: Extent]] = [:]
    func note(_ cause: CauseID, _ part: String, _ text: String, _ point: CausePoint) {
      utterances[cause, default: [:]][Utterance(part: part, text: text), default: Extent(18)]
        .add(point.marks)
    }
    let dimensions = CausePoint.walk { point in
      let situation = point.subject.situation
      if judged?.situation != situation {
        judged = (situation, Cause.catalogue.map { $0.judge(situation) })
      }
      guard let outcomes = judged?.outcomes else { return }
      var isFirst = true
      for (cause, outcome) in zip(Cause.catalogue, outcomes) {
        switch outcome {
        case .established(let certainty, let rule):
          note(cause.id, "1 holds", "\(rule): \(certainty.rawValue)", point)
          guard isFirst else { continue }
          isFirst = false
          for (part, text) in Self.told(cause, point.subject) {
            note(cause.id, part, text, point)
          }
        case .undetermined:
          note(cause.id, "8 left open; needs", Self.both(cause.needs(point.subject)), point)
        case .excluded:
          guard let why = cause.exclusion(point.subject) else { continue }
          note(cause.id, "9 ruled out, because", Self.both(why), point)
        }
      }
    }
    self.utterances = utterances
    self.dimensions = dimensions
  }

  private static func told(_ cause: Cause, _ subject: Case) -> [(String, String)] {
    let account = cause.account(subject)
    return [
      ("2 summary", both(account.summary)),
      ("3 remarks", account.remarks.map(both).joined(separator: "\n")),
      ("4 to do", account.remedy.map(step).joined(separator: "\n")),
      ("5 sources", account.sources.joined(separator: ", ")),
      ("6 side effects", account.sideEffects.map(\.rawValue).joined(separator: ", ")),
      ("6 again", account.recheckAfter.map(\.rfc3339) ?? ""),
      ("7 request", account.request.map(both) ?? ""),
      ("7 status", cause.status(in: subject.situation).rawValue),
    ].filter { !$0.1.isEmpty }
  }

  private static func both(_ text: Text) -> String { "\(text.en)\n\(text.zh)" }

  private static func step(_ step: Verdict.Step) -> String {
    ["- \(both(step.text))", step.url.map { "<\($0)>" }, step.command.map { "`\($0)`" }]
      .compactMap(\.self).joined(separator: "\n")
  }

  /// Everything that one cause says.
  func page(of cause: CauseID) -> String {
    let all = utterances[cause] ?? [:]
    var lines = ["# \(cause.rawValue)"]
    var part = ""
    for (utterance, extent) in all.sorted(by: { $0.key < $1.key }) {
      if utterance.part != part {
        part = utterance.part
        lines += ["", "## \(part.drop { $0.isNumber || $0 == " " })"]
      }
      let whole = all.filter { $0.key.part == part }.map(\.value)
      lines += ["", utterance.text, "", "*\(condition(extent, among: whole))*"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The dimensions whose values tell these cases from the others of the same part.
  private func condition(_ extent: Extent, among whole: [Extent]) -> String {
    func values(_ extent: Extent, _ place: Int) -> UInt128 {
      place < extent.values.count ? extent.values[place] : 0
    }
    let telling = dimensions.indices.filter { place in
      let own = values(extent, place)
      guard own != 0 else { return false }
      // What is always said is told with what it holds for, where that is little.
      return whole.count == 1
        ? own.nonzeroBitCount <= 8 : own != whole.reduce(0) { $0 | values($1, place) }
    }
    // One finding or detail is changed in one kind of place only.
    let isOfChange = telling.contains { !Self.ofSituation.contains(dimensions[$0].name) }
    let words = telling.filter { !isOfChange || !Self.fixed.contains(dimensions[$0].name) }.map {
      place in
      let own = values(extent, place)
      let names = dimensions[place].values.indices.filter { own & 1 << UInt128($0) != 0 }
        .map { dimensions[place].values[$0] }
      return "\(dimensions[place].name): \(names.joined(separator: ", "))"
    }
    return (["\(extent.count) case\(extent.count == 1 ? "" : "s")"] + words)
      .joined(separator: "; ")
  }

  private static let fixed: Set = ["place", "instance", "records", "block"]
  private static let ofSituation = fixed.union(["reach", "wire", "filing"])
}

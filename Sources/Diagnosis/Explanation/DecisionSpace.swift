/// The whole reduced space, and which rule names the verdict at each point of it.
///
/// The age of the records is left out: it lowers certainties and decides nothing else.
enum DecisionSpace {
  /// Every point, those of names that resolve first.
  static let situations: [Situation] = {
    var situations: [Situation] = []
    for reach in Reach.allCases.reversed() {
      for place in PlaceFinding.allCases {
        for wire in Wire.allCases {
          for filing in Filing.allCases {
            for instance in InstanceFinding.allCases {
              var situation = Situation(
                reach: reach, place: place, wire: wire, filing: filing, instance: instance)
              situations.append(situation)
              // What an assumption can bring about besides.
              situation.blockWouldEnd = filing.letsIn
              if situation.isReleased { situations.append(situation) }
            }
          }
        }
      }
    }
    return situations
  }()

  /// The situations whose verdict the rule names: no earlier cause holds, nor an earlier rule.
  static func situations(of rule: Rule) -> [Situation] {
    byRule[rule.id] ?? []
  }

  private static let byRule = Dictionary(grouping: situations) { decide($0).rule }
}

extension Rule {
  /// The reduced findings under which the rule names the verdict: for each that matters, its values;
  /// none for a rule that looks at none.
  package var conditions: [(finding: String, values: [String])] {
    let situations = DecisionSpace.situations(of: self)
    guard !situations.isEmpty else { return [] }
    func values<Value: CaseIterable & RawRepresentable<String> & Hashable>(
      _ finding: String, _ value: (Situation) -> Value
    ) -> (finding: String, values: [String])? {
      let seen = Set(situations.map(value))
      guard seen.count < Value.allCases.count else { return nil }
      return (finding, Value.allCases.filter(seen.contains).map(\.rawValue))
    }
    return [
      values("reach", \.reach), values("place", \.place), values("wire", \.wire),
      values("filing", \.filing), values("instance", \.instance),
    ].compactMap(\.self)
  }
}

/// The whole reduced space, and which rule names the verdict at each point of it.
///
/// The age of the records is left out: it lowers certainties and decides nothing else.
enum DecisionSpace {
  /// Walks every point, those of names that resolve first, until the body returns true.
  static func first(where isWanted: (Situation) -> Bool) -> Situation? {
    for reach in Reach.allCases.reversed() {
      for place in PlaceFinding.allCases {
        for wire in Wire.allCases {
          for filing in Filing.allCases {
            for instance in InstanceFinding.allCases {
              var situation = Situation(
                reach: reach, place: place, wire: wire, filing: filing, instance: instance)
              if isWanted(situation) { return situation }
              // What an assumption can bring about besides.
              situation.blockWouldEnd = filing.letsIn
              if situation.isReleased, isWanted(situation) { return situation }
            }
          }
        }
      }
    }
    return nil
  }

  /// The situations whose verdict the rule names: no earlier cause holds, nor an earlier rule.
  static func situations(of rule: Rule) -> [Situation] {
    byRule[rule.id] ?? []
  }

  private static let byRule: [String: [Situation]] = {
    var byRule: [String: [Situation]] = [:]
    _ = first { situation in
      for cause in Cause.catalogue {
        guard let rule = cause.rules.first(where: { $0.holds(situation) }) else { continue }
        byRule[rule.id, default: []].append(situation)
        break
      }
      return false
    }
    return byRule
  }()
}

extension Rule {
  /// The reduced findings under which the rule names the verdict: for each that matters, its values.
  package var conditions: [(finding: String, values: [String])] {
    let situations = DecisionSpace.situations(of: self)
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

package import Diagnosis

/// How far a list has come, in one line that is drawn again and again.
package enum ProgressWords {
  /// - Parameters:
  ///   - done: Inputs that are done.
  ///   - total: About how many there are.
  ///   - perSecond: The pace.
  ///   - secondsLeft: What is left at this pace.
  ///   - causes: The ids of the causes so far with their counts, the most frequent first.
  ///   - language: The language of the words.
  /// - Returns: The line, without an end.
  package static func line(
    done: Int, total: Int?, perSecond: Double?, secondsLeft: Int?,
    causes: [(cause: String, count: Int)], in language: Language
  ) -> String {
    var parts: [Text] = []
    if let total, total > done {
      parts.append(
        Text(
          en: "\(grouped(done)) of about \(grouped(total))",
          zh: "已完成 \(grouped(done))，共约 \(grouped(total))"))
    } else {
      parts.append(Text(en: "\(grouped(done)) done", zh: "已完成 \(grouped(done))"))
    }
    if let perSecond {
      let rate = perSecond >= 10 ? grouped(Int(min(perSecond, 1e9))) : tenth(perSecond)
      parts.append(Text(en: "\(rate)/s", zh: "每秒 \(rate)"))
    }
    if let secondsLeft {
      let time = duration(secondsLeft)
      parts.append(Text(en: "\(time.en) left", zh: "剩余约 \(time.zh)"))
    }
    parts += causes.prefix(4).map { Text(verbatim: "\($0.cause) \(grouped($0.count))") }
    return parts.map { $0(in: language) }.joined(separator: " · ")
  }

  /// The counts of a list that has ended, in one line.
  ///
  /// - Parameters:
  ///   - inputs: How many there were.
  ///   - seconds: How long it took.
  ///   - statuses: How many came to each status, in the order to name them.
  ///   - secondPasses: How many were asked a second time.
  ///   - language: The language of the words.
  /// - Returns: The line, without an end.
  package static func summary(
    inputs: Int, seconds: Double, statuses: [(status: Status, count: Int)], secondPasses: Int,
    in language: Language
  ) -> String {
    let time =
      seconds < 10
      ? Text(en: "\(tenth(seconds)) s", zh: "\(tenth(seconds)) 秒")
      : duration(Int(min(seconds, 1e9)))
    let counts = statuses.filter { $0.count > 0 }.map { entry in
      let label = entry.status.label
      return Text(
        en: "\(label.en.lowercased()) \(grouped(entry.count))",
        zh: "\(label.zh) \(grouped(entry.count))")
    }
    let list = Text(
      en: counts.map(\.en).joined(separator: ", "), zh: counts.map(\.zh).joined(separator: "，"))
    let again =
      secondPasses > 0
      ? Text(
        en: "; asked twice: \(grouped(secondPasses))", zh: "；其中复测 \(grouped(secondPasses))")
      : Text(verbatim: "")
    return Text(
      en: "\(grouped(inputs)) \(inputs == 1 ? "target" : "targets") in \(time.en): "
        + "\(list.en)\(again.en)",
      zh: "\(grouped(inputs)) 个目标，用时 \(time.zh)：\(list.zh)\(again.zh)")(in: language)
  }

  /// Digits in groups of three.
  private static func grouped(_ number: Int) -> String {
    var groups: [Substring] = []
    var digits = String(number)[...]
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  private static func tenth(_ number: Double) -> String {
    let tenths = Int((min(number, 1e9) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func duration(_ seconds: Int) -> Text {
    switch seconds {
    case ..<100: Text(en: "\(seconds) s", zh: "\(seconds) 秒")
    case ..<6_000: Text(en: "\((seconds + 59) / 60) min", zh: "\((seconds + 59) / 60) 分钟")
    default: Text(en: "\((seconds + 3_599) / 3_600) h", zh: "\((seconds + 3_599) / 3_600) 小时")
    }
  }
}

internal import Diagnosis
internal import Evidence

/// One line of text for each target, between the run and its end.
extension WatchedTarget {
  /// The values in their order, a tab between them; texts hold neither tabs nor line ends.
  package var line: String {
    let visit = self.visit.map {
      "\($0.status) \($0.isSecure ? 1 : 0) \($0.redirects) \($0.ipProtocol) \($0.version ?? "-")"
    }
    let values: [String] = [
      name, status.rawValue, cause.rawValue, certainty.rawValue,
      opens.map { $0 ? "1" : "0" } ?? "-", Self.text(startedAt), "\(durationS)",
      lookUpS.map { "\($0)" } ?? "-", visit ?? "-", tlsVersion ?? "-", Self.text(certificateEnd),
      Self.text(recheckAfter), Self.text(since), warnings.joined(separator: " "), summary,
    ]
    return values.joined(separator: "\t") + "\n"
  }

  /// Reads what ``line`` gave, with or without its line end; `nil` for anything else.
  package init?(line: Substring) {
    let values = (line.last == "\n" ? line.dropLast() : line)
      .split(separator: "\t", omittingEmptySubsequences: false)
    guard values.count == 15, let status = Status(rawValue: String(values[1])),
      let cause = CauseID(rawValue: String(values[2])),
      let certainty = Certainty(rawValue: String(values[3])),
      let startedAt = Self.moment(values[5]), let durationS = Double(values[6])
    else { return nil }
    name = String(values[0])
    self.status = status
    self.cause = cause
    self.certainty = certainty
    opens = values[4] == "-" ? nil : values[4] == "1"
    self.startedAt = startedAt
    self.durationS = durationS
    lookUpS = Double(values[7])
    visit = Visit(words: values[8].split(separator: " "))
    tlsVersion = values[9] == "-" ? nil : String(values[9])
    certificateEnd = Self.moment(values[10])
    recheckAfter = Self.moment(values[11])
    since = Self.moment(values[12])
    warnings = values[13].split(separator: " ").map(String.init)
    summary = String(values[14])
  }

  private static func text(_ moment: Timestamp?) -> String {
    moment.map { "\($0.secondsSinceEpoch)" } ?? "-"
  }

  private static func moment(_ text: Substring) -> Timestamp? {
    Int64(text).map { Timestamp(secondsSinceEpoch: $0) }
  }
}

extension WatchedTarget.Visit {
  fileprivate init?(words: [Substring]) {
    guard words.count == 5, let status = Int(words[0]), let redirects = Int(words[2]),
      let ipProtocol = Int(words[3])
    else { return nil }
    self.init(
      status: status, isSecure: words[1] == "1", redirects: redirects,
      version: words[4] == "-" ? nil : String(words[4]), ipProtocol: ipProtocol)
  }
}

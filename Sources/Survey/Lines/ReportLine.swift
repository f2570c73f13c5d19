/// What of a finished report is needed without reading all of it: whose it is, and its outcome.
package struct ReportLine: Sendable {
  package static let schemaID = "icpdiag.report/1"

  package let input: String
  package let index: Int
  package let meta: String?
  /// The stage it was made at (`evidence.request.stage`); `nil` where the report does not say.
  package let stage: String?
  package let outcome: Outcome

  /// Fails for what is no report.
  ///
  /// - Parameter octets: One line, with or without its end.
  package init?(_ octets: ArraySlice<UInt8>) {
    // The cheapest test first: lists hold names.
    guard octets.first == UInt8(ascii: "{"), let line = JSONValue(octets),
      line["schema"]?.text == Self.schemaID, let input = line["input"]?.text,
      let index = line["index"]?.integer, let status = line["status"]?.text,
      let verdict = line["verdict"], let cause = verdict["cause"]?.text,
      let certainty = verdict["certainty"]?.text, [status, cause, certainty].allSatisfy(\.isID)
    else { return nil }
    self.input = input
    self.index = index
    meta = line["meta"]?.text
    stage = line["evidence"]?["request"]?["stage"]?.text
    outcome = Outcome(
      status: status, cause: cause, certainty: certainty,
      isWithoutNetwork: line["findings"]?["vantage"]?.text == "no-network",
      durationS: line["duration_s"]?.number ?? 0)
  }
}

extension String {
  /// Whether it may be a public name, which is printed without a look at what is in it.
  var isID: Bool {
    (1...64).contains(utf8.count)
      && utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }
}

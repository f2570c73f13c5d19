/// What came back from those who are to be told, when it was tried out.
package struct NoticeTrial: Encodable, Sendable {
  package static let schemaID = "icpdiag.notify-test/1"

  struct Result: Encodable {
    var name: String
    var type: String
    var delivered: Bool
    /// The service's answer, or why there is none.
    var answer: String
  }

  private let schema = Self.schemaID
  private(set) var results: [Result] = []

  package init() {}

  package mutating func add(_ sink: NoticeSink, _ result: Swift.Result<String, NoticeFailure>) {
    let (delivered, answer) =
      switch result {
      case .success(let answer): (true, answer)
      case .failure(let failure): (false, failure.message)
      }
    results.append(
      Result(
        name: sink.name, type: sink.form.rawValue, delivered: delivered, answer: answer))
  }

  package var isSuccess: Bool { results.allSatisfy(\.delivered) }

  /// One line of JSON.
  package var json: [UInt8] { Notice.line(self) }

  /// A line for each.
  package var text: String {
    let names = results.map { "\($0.name) (\($0.type))" }
    let width = names.map(\.count).max() ?? 0
    return zip(names, results).map { name, result in
      let pad = String(repeating: " ", count: width - name.count)
      return "\(name)\(pad)  \(result.delivered ? "told" : "NOT told"): \(result.answer)"
    }.joined(separator: "\n")
  }
}

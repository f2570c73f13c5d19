internal import FoundationEssentials

/// How a service says in its answer's JSON whether it took a message: these answer every request
/// with the status 200.
struct ServiceCode {
  /// 0 for a success; `nil` when the answer is not what the service would say.
  private let code: Int?
  private let text: String

  private enum Value: Decodable {
    case number(Int)
    case flag(Bool)
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .other
      }
    }
  }

  /// - Parameters:
  ///   - body: The answer's.
  ///   - key: Where it says whether it was one: a number that is 0, or a flag that is set.
  ///   - text: Where it says why.
  init(_ body: [UInt8], key: String, text: String) {
    let members = try? JSONDecoder().decode([String: Value].self, from: Data(body))
    switch members?[key] {
    case .number(let number): code = number
    case .flag(let flag): code = flag ? 0 : 1
    default: code = nil
    }
    if case .text(let words) = members?[text] {
      self.text = words
    } else {
      self.text = ""
    }
  }

  /// - Parameter passing: Codes that another attempt may not meet again.
  /// - Returns: The service's words.
  /// - Throws: ``NoticeFailure`` when it has refused, or is not the service.
  func judged(passing: Set<Int>) throws(NoticeFailure) -> String {
    guard let code else {
      throw NoticeFailure("the answer is not that of such a service", isLasting: true)
    }
    guard code == 0 else {
      throw NoticeFailure(
        "refused with \(code)\(text.isEmpty ? "" : ": \(text)")", isLasting: !passing.contains(code)
      )
    }
    return text
  }
}

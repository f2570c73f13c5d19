package import Diagnosis
package import Evidence

/// How one file was brought into the store.
package struct ImportReport: Encodable {
  package enum Outcome: String, Encodable, Sendable {
    case taken
    case dryRun = "dry-run"
    case alreadyThere = "already-there"
    /// A line was refused, and the import was a strict one.
    case refused
    /// Not one line could be taken.
    case nothingTaken = "nothing-taken"
    /// The file as a whole could not be read.
    case unreadable
  }

  package struct Refusal: Encodable, Sendable {
    package var line: Int
    package var path: String?
    package var reason: String

    package init(line: Int, path: String?, reason: String) {
      self.line = line
      self.path = path
      self.reason = reason
    }
  }

  package var file: String
  package var outcome: Outcome
  package var importId: Int64?
  package var kind: String?
  /// How many records of each sort were taken.
  package var taken: RecordCounts
  package var refused: Int
  package var refusals: [Refusal]
  package var isCompletenessWithdrawn: Bool
  package var error: String?

  package init(
    file: String, outcome: Outcome, importID: Int64? = nil, kind: String? = nil,
    taken: RecordCounts = RecordCounts(), refused: Int = 0, refusals: [Refusal] = [],
    isCompletenessWithdrawn: Bool = false, error: String? = nil
  ) {
    self.file = file
    self.outcome = outcome
    importId = importID
    self.kind = kind
    self.taken = taken
    self.refused = refused
    self.refusals = refusals
    self.isCompletenessWithdrawn = isCompletenessWithdrawn
    self.error = error
  }

  package func json() -> String { OrderedJSON.encode(self) }

  /// One line, and a second where something needs saying.
  package func text(in language: Language) -> String {
    let say = Words(language)
    let name = SafeText(outside: file, limit: 200)
    let sorts: [(Int, SafeText)] = [
      (taken.filings, say("filings", "备案")), (taken.access, say("access", "接入")),
      (taken.orders, say("orders", "订单")), (taken.absent, say("absent", "无记录")),
      (taken.failed, say("failed look-ups", "查询失败")),
      (taken.instances, say("instances", "实例")), (taken.cdn, say("CDN domains", "CDN 域名")),
    ]
    let counts = say.clauses(sorts.map { $0.0 > 0 ? "\($0.0) \($0.1)" : nil })
    let what = counts.isEmpty ? say("nothing", "无内容") : counts
    let by = kind.map { say(" (read as \(outside: $0))", "（按 \(outside: $0) 读取）") } ?? ""
    let rest: SafeText =
      refused > 0 ? say("; \(refused) lines refused", "；\(refused) 行未采用") : ""
    let colon = say(": ", "：")
    var line: SafeText =
      switch outcome {
      case .taken: name + colon + say("took \(what)", "已导入 \(what)") + by + rest
      case .dryRun: name + colon + say("would take \(what)", "将导入 \(what)") + by + rest
      case .alreadyThere:
        name + colon + say("already in the store, nothing to do", "内容已在库中，无需重复导入") + by
      case .refused:
        name + colon
          + say(
            "nothing taken, \(refused) lines were refused (--strict)",
            "未导入：有 \(refused) 行无法采用（--strict）") + by
      case .nothingTaken:
        name + colon
          + say("nothing taken, all \(refused) lines were refused", "未导入：\(refused) 行全部无法采用")
          + by
      case .unreadable: name + colon + say("nothing taken", "未导入")
      }
    if isCompletenessWithdrawn {
      line =
        line
        + say(
          "; kept as incomplete, because a refused line may name a domain",
          "；因有未采用的行，不再视为完整列表")
    }
    return line.string + "\n"
  }
}

import Engine
import Evidence

@testable import Monitor

extension Notice {
  static let blocked = Notice(
    id: "41", target: "example.cn", owner: "web <team>", provider: "alibaba",
    from: State(cause: "accessible", status: "ok"),
    to: State(cause: "not-filed", status: "blocked"),
    at: Timestamp(secondsSinceEpoch: 1_795_317_000),
    since: Timestamp(secondsSinceEpoch: 1_795_317_000), certainty: "confirmed",
    summaryEn: "Not filed & blocked.", summaryZh: "未备案。", remedyEn: "File it.",
    remedyZh: "办理备案。", url: "https://beian.aliyun.com/")

  static let opened = Notice(
    id: "42", target: "example.cn", from: State(cause: "not-filed", status: "blocked"),
    to: State(cause: "accessible", status: "ok"), at: Timestamp(secondsSinceEpoch: 1_795_320_600),
    since: Timestamp(secondsSinceEpoch: 1_795_320_600), certainty: "confirmed",
    summaryEn: "It opens.", summaryZh: "可以访问。")
}

extension SecretReader {
  /// Secrets out of a list of variables and files.
  static func fixed(_ variables: [String: String], files: [String: String] = [:]) -> SecretReader {
    SecretReader(environment: { variables[$0] }, file: { files[$0].map { Array($0.utf8) } })
  }
}

extension NoticeSink {
  /// A sink of a server on loopback.
  init(
    _ form: Form, port: Int, path: String = "/", secret: String? = nil,
    language: Language = .english
  ) {
    self.init(
      name: form.rawValue, form: form,
      url: .text(Secret("http://127.0.0.1:\(port)\(path)")),
      secret: secret.map { .text(Secret($0)) })
    self.language = language
  }
}

extension Courier {
  /// A courier whose pauses take no time worth mentioning.
  static func hasty(attempts: Int = 4, secrets: SecretReader = .fixed([:])) -> Courier {
    var manner = Manner(userAgent: "icpdiag/test")
    manner.attempts = attempts
    manner.firstPause = 0.001
    manner.longestPause = 0.004
    return Courier(manner, secrets: secrets, milliseconds: { 1_790_000_000_123 })
  }

  /// Delivers on a loop of its own.
  func deliver(_ notice: Notice, to sink: NoticeSink) async throws -> Result<String, NoticeFailure>
  {
    let shard = try Shard()
    let result = await shard.run { shard -> Result<String, NoticeFailure> in
      do throws(NoticeFailure) {
        return .success(try await deliver(notice, to: sink, on: shard))
      } catch {
        return .failure(error)
      }
    }
    await shard.stop()
    return result
  }
}

/// One request that brings a notice to a service.
struct NoticeRequest: Sendable, Equatable {
  var url: NoticeURL
  /// What is posted; `nil` makes it a GET.
  var body: [UInt8]?
  var fields: [Field] = []

  struct Field: Sendable, Equatable {
    var name: String
    var value: String
  }

  /// A posted piece of JSON.
  init(posting json: [UInt8], to url: NoticeURL) {
    self.url = url
    body = json
    fields = [Field(name: "Content-Type", value: "application/json; charset=utf-8")]
  }

  /// A request that says everything in its address.
  init(_ url: NoticeURL, isPost: Bool) {
    self.url = url
    body = isPost ? [] : nil
  }
}

/// What a request is made of, the secrets read.
struct NoticeLetter {
  let notice: Notice
  let url: NoticeURL
  let secret: Secret?
  let language: NoticeSink.Language
  /// Milliseconds since 1970-01-01T00:00:00Z: services refuse signatures of another hour.
  let sentAtMilliseconds: Int64

  var text: NoticeText { NoticeText(notice, in: language) }
  var sentAtSeconds: Int64 { sentAtMilliseconds / 1000 }
  /// Whether the site opens; what cannot be judged does not count as open.
  var isUp: Bool { ["ok", "at-risk"].contains(notice.to.status) }
}

/// What a service answered.
struct NoticeAnswer: Sendable, Equatable {
  var status: Int
  var body: [UInt8]
  /// Seconds that it asks to be left alone (RFC 9110 section 10.2.3).
  var retryAfterSeconds: Int?
}

/// A form that notices take: how a service is asked, and how it says that it has understood.
protocol NoticeForm {
  /// - Throws: ``NoticeFailure`` when there is something wrong with its address or its secret.
  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest

  /// What the service said in its own words beside the status.
  ///
  /// - Parameter answer: One whose status is a success.
  /// - Returns: The words for people.
  /// - Throws: ``NoticeFailure`` when the notice did not get through.
  static func reading(_ answer: NoticeAnswer) throws(NoticeFailure) -> String
}

extension NoticeForm {
  static func reading(_ answer: NoticeAnswer) throws(NoticeFailure) -> String { "" }
}

extension NoticeSink.Form {
  var type: any NoticeForm.Type {
    switch self {
    case .webhook: WebhookForm.self
    case .dingtalk: DingTalkForm.self
    case .feishu: FeishuForm.self
    case .wecom: WeComForm.self
    case .slack: SlackForm.self
    case .uptimeKuma: UptimeKumaForm.self
    case .gatus: GatusForm.self
    }
  }
}

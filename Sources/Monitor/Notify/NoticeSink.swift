internal import Digest

/// Somebody who is told: where, in which form, in which language, and of what.
package struct NoticeSink: Sendable, Equatable {
  /// The forms that are known; public names.
  package enum Form: String, CaseIterable, Sendable {
    case webhook, dingtalk, feishu, wecom, slack
    case uptimeKuma = "uptime-kuma"
    case gatus

    /// Whether the service takes a secret beside its address.
    var takesSecret: Bool {
      switch self {
      case .webhook, .dingtalk, .feishu, .gatus: true
      case .wecom, .slack, .uptimeKuma: false
      }
    }
  }

  package enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh"
  }

  package var name: String
  package var form: Form
  package var url: SecretSource
  package var secret: SecretSource?
  package var language = Language.english
  /// The statuses to tell of; empty: all.
  package var statuses: [String] = []

  package init(name: String, form: Form, url: SecretSource, secret: SecretSource? = nil) {
    self.name = name
    self.form = form
    self.url = url
    self.secret = secret
  }

  /// What the store knows it by: another address makes it another one, and of two configurations
  /// that share the store and a name neither sends what is the other's.
  package var key: String {
    let digest = ContentDigest()
    digest.update(Array("\(form.rawValue) \(url.identity)".utf8))
    return "\(name) \(digest.hexadecimal()?.prefix(16) ?? "")"
  }

  /// Whether it wants to know of a change to this status.
  ///
  /// Somebody who was told of a trouble is told of its end too.
  package func wants(from: String?, to: String) -> Bool {
    statuses.isEmpty || statuses.contains(to) || from.map(statuses.contains) == true
  }
}

internal import Evidence

/// What was understood of a configuration, or what is wrong with it: the answer of `--validate`.
///
/// Of addresses and secrets it says where they come from; of an address also its host.
package struct ConfigSummary: Encodable, Sendable {
  package static let schemaID = "icpdiag.check-config/1"

  struct Expected: Encodable {
    var provider: String?
    var entity: String?
    var owner: String?
  }

  struct Sink: Encodable {
    var name: String
    var type: String
    /// Scheme and host; `nil` where the address is not to be had on this machine.
    var to: String?
    var url: String
    var secret: String?
    var lang: String
    var only: [String]
    /// What is missing for a delivery from here.
    var missing: [String]
  }

  struct Flaw: Encodable {
    var line: Int?
    var path: String
    var message: String
    var remedy: String
  }

  var schema = Self.schemaID
  var config: String
  package let isSound: Bool
  /// Those of the file itself.
  var targets: Int?
  var input: String?
  var defaults: Expected?
  var hysteresis: Hysteresis?
  var retention: [String: Int]?
  var warnDays: Int?
  var records: [String] = []
  var notify: [Sink] = []
  var flaws: [Flaw] = []
  var flawsOmitted = 0

  private enum CodingKeys: String, CodingKey {
    case schema, config, targets, input, defaults, hysteresis, retention, records, notify, flaws
    case isSound = "sound"
    case warnDays = "warn_days"
    case flawsOmitted = "flaws_omitted"
  }

  /// - Parameters:
  ///   - config: What was read.
  ///   - secrets: Where its addresses and secrets are looked for.
  package init(_ config: CheckConfig, secrets: SecretReader) {
    self.config = config.file
    isSound = true
    targets = config.targets.count
    input = config.input
    let expected = config.defaults
    defaults = Expected(
      provider: expected.provider, entity: expected.entity, owner: expected.owner)
    hysteresis = config.hysteresis
    retention = ["days": config.retention.days, "reports": config.retention.reports]
    warnDays = config.warnDays
    records = config.records
    notify = config.sinks.map { Sink($0, secrets) }
  }

  package init(_ flaws: ConfigFlaws, file: String) {
    config = file
    isSound = false
    self.flaws = flaws.flaws.map {
      Flaw(line: $0.line, path: $0.path, message: $0.message, remedy: $0.remedy)
    }
    flawsOmitted = flaws.omitted
  }

  /// One line of JSON.
  package var json: [UInt8] { Notice.line(self) }

  /// A line for each thing that was understood.
  ///
  /// - Parameter shown: Makes words of the file fit to be shown.
  /// - Returns: The lines, without an end behind the last.
  package func text(_ shown: (String) -> String) -> String {
    var rows: [(String, String)] = []
    let listed = input.map { "and those of \($0)" }
    let own = (targets ?? 0) > 0 ? String(targets ?? 0) : nil
    rows.append(("targets", [own, listed].compactMap(\.self).joined(separator: ", ")))
    let expected = [
      defaults?.provider.map { "provider \($0)" }, defaults?.entity.map { "entity \($0)" },
      defaults?.owner.map { "owner \($0)" },
    ].compactMap(\.self)
    if !expected.isEmpty { rows.append(("expected", expected.joined(separator: ", "))) }
    if let hysteresis {
      rows.append(("a change", "counts when seen in \(hysteresis.agree) of \(hysteresis.of) runs"))
    }
    if let retention {
      rows.append(
        ("kept", "\(retention["days"] ?? 0) days, \(retention["reports"] ?? 0) reports a target"))
    }
    if let warnDays { rows.append(("warned", "\(warnDays) days before something is due")) }
    for file in records { rows.append(("records", file)) }
    for sink in notify { rows.append(("notify", sink.text)) }
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { label, text in
      "  \(label)\(String(repeating: " ", count: width - label.count))  \(shown(text))"
    }
    return (["\(shown(config)): sound"] + lines).joined(separator: "\n")
  }
}

extension ConfigSummary.Sink {
  fileprivate init(_ sink: NoticeSink, _ secrets: SecretReader) {
    name = sink.name
    type = sink.form.rawValue
    url = sink.url.description
    secret = sink.secret?.description
    lang = sink.language.rawValue
    only = sink.statuses
    missing = []
    do throws(NoticeFailure) {
      to = NoticeURL(try secrets.read(sink.url).revealed)?.shown
      if to == nil { missing.append("the \(url) holds no address of http or https") }
    } catch {
      missing.append(error.message)
    }
    do throws(NoticeFailure) {
      if let source = sink.secret { _ = try secrets.read(source) }
    } catch {
      missing.append(error.message)
    }
  }

  fileprivate var text: String {
    var parts = ["\(name): \(type)\(to.map { " to \($0)" } ?? ""), url: \(url)"]
    if let secret { parts.append("secret: \(secret)") }
    if !only.isEmpty { parts.append("only \(only.joined(separator: ", "))") }
    parts.append(lang)
    return (parts + missing.map { "missing here: \($0)" }).joined(separator: ", ")
  }
}

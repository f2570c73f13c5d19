internal import Evidence
internal import Yams

extension CheckConfig {
  private static let keys = [
    "targets", "input", "defaults", "hysteresis", "retention", "warn_days", "records", "notify",
  ]

  /// A configuration of what can be used of a file.
  init(_ root: Node, _ file: String, _ reading: inout ConfigReading) {
    self.init(file: file)
    let place = ConfigNode(node: root, path: "")
    var list: ConfigNode? = place
    if case .sequence = root {
      // The list alone, in YAML.
    } else {
      guard
        let members = reading.members(
          place, known: Self.keys, remedy: "write 'targets:' and below it '- example.cn'")
      else { return }
      list = members["targets"]
      input = reading.path(members["input"])
      defaults = Expectation(members["defaults"], &reading)
      hysteresis = Hysteresis(members["hysteresis"], &reading) ?? hysteresis
      retention = Retention(members["retention"], &reading) ?? retention
      warnDays = reading.integer(members["warn_days"], 0...365) ?? warnDays
      let files = reading.list(
        members["records"], limit: Self.recordsLimit, remedy: "write 'records: [filings.json]'")
      records = files.compactMap { reading.path($0) }
      sinks = NoticeSink.list(members["notify"], &reading)
      if list == nil, members["input"] == nil {
        reading.note(
          place, "names no targets", "add 'targets:' and below it '- example.cn', or 'input: FILE'")
      }
    }
    readTargets(list, &reading)
  }

  private mutating func readTargets(_ list: ConfigNode?, _ reading: inout ConfigReading) {
    var lines: [String: Int] = [:]
    let items = reading.list(
      list, limit: Self.targetLimit,
      remedy: "write 'targets:' and below it '- example.cn', one a line")
    for item in items {
      guard let target = CheckTarget(item, &reading) else { continue }
      let key = reading.words.key(target.input) ?? target.input
      if let first = lines.updateValue(item.line ?? 0, forKey: key) {
        reading.note(
          item, "the target '\(ConfigReading.shown(target.input))' is there twice",
          "remove this or that of line \(first)")
      }
      targets.append(target)
    }
  }
}

extension CheckConfig.CheckTarget {
  private static let keys = [
    "target", "provider", "addresses", "entity", "owner", "hysteresis",
  ]
  static let remedy = "write a domain, a URL or an address, such as example.cn"

  fileprivate init?(_ place: ConfigNode, _ reading: inout ConfigReading) {
    var expectation = Expectation()
    var hysteresis: Hysteresis?
    var name: ConfigNode? = place
    if case .mapping = place.node {
      guard let members = reading.members(place, known: Self.keys, remedy: Self.remedy) else {
        return nil
      }
      name = members["target"]
      if name == nil {
        reading.note(place, "has no 'target'", "add 'target: example.cn'")
      }
      expectation = Expectation(members, &reading)
      hysteresis = Hysteresis(members["hysteresis"], &reading)
    }
    guard let name, let input = reading.text(name, limit: 4096, remedy: Self.remedy) else {
      return nil
    }
    guard reading.words.key(input) != nil else {
      reading.note(name, "'\(ConfigReading.shown(input))' is no target", Self.remedy)
      return nil
    }
    self.init(
      input: input, expectation: expectation, hysteresis: hysteresis, line: place.line)
  }
}

extension Expectation {
  /// What is expected of all targets.
  fileprivate init(_ place: ConfigNode?, _ reading: inout ConfigReading) {
    let members = place.flatMap {
      reading.members(
        $0, known: ["provider", "entity", "owner"], remedy: "write 'defaults: {provider: alibaba}'")
    }
    self.init(members ?? [:], &reading)
  }

  fileprivate init(_ members: [String: ConfigNode], _ reading: inout ConfigReading) {
    let blocks = reading.list(
      members["addresses"], limit: 1000, remedy: "write 'addresses: [203.0.113.9]'")
    self.init(
      provider: reading.word(
        members["provider"], "provider", among: reading.words.providers),
      entity: reading.text(members["entity"], remedy: "write the name of the filing's holder"),
      owner: reading.text(members["owner"], remedy: "write who looks after it"),
      addresses: blocks.compactMap { Self.block($0, &reading) })
  }

  private static func block(_ place: ConfigNode, _ reading: inout ConfigReading) -> IPPrefix? {
    let remedy = "write it like 203.0.113.9 or 203.0.113.0/24"
    guard let text = reading.text(place, remedy: remedy) else { return nil }
    guard let block = IPPrefix(text) else {
      reading.note(
        place, "'\(ConfigReading.shown(text))' is no address and no block of addresses", remedy)
      return nil
    }
    return block
  }
}

extension Hysteresis {
  fileprivate init?(_ place: ConfigNode?, _ reading: inout ConfigReading) {
    guard let place,
      let members = reading.members(
        place, known: ["agree", "of"], remedy: "write 'hysteresis: {agree: 2, of: 3}'")
    else { return nil }
    let agree = reading.integer(members["agree"], 1...Self.most)
    let of = reading.integer(members["of"], 1...Self.most) ?? agree ?? 1
    if let agree, agree > of {
      reading.note(place, "agree is greater than of", "write 'hysteresis: {agree: 2, of: 3}'")
    }
    self.init(agree: agree ?? 1, of: of)
  }
}

extension Retention {
  fileprivate init?(_ place: ConfigNode?, _ reading: inout ConfigReading) {
    guard let place,
      let members = reading.members(
        place, known: ["days", "reports"], remedy: "write 'retention: {days: 400, reports: 50}'")
    else { return nil }
    self.init()
    days = reading.integer(members["days"], 1...36_500) ?? days
    reports = reading.integer(members["reports"], 2...10_000) ?? reports
  }
}

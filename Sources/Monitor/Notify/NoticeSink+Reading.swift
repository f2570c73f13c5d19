internal import Yams

extension NoticeSink {
  private static let keys = ["name", "type", "url", "secret", "lang", "only"]

  /// Reads the `notify` of a configuration.
  static func list(_ place: ConfigNode?, _ reading: inout ConfigReading) -> [NoticeSink] {
    let items = reading.list(
      place, limit: CheckConfig.sinkLimit,
      remedy: "write 'notify:' and below it '- {name: ops, type: webhook, url: {env: OPS_URL}}'")
    var names: Set<String> = []
    return items.compactMap { item in
      guard let sink = NoticeSink(item, &reading) else { return nil }
      if !names.insert(sink.name).inserted {
        reading.note(item, "the name '\(sink.name)' is there twice", "give each its own name")
      }
      return sink
    }
  }

  private init?(_ place: ConfigNode, _ reading: inout ConfigReading) {
    guard
      let members = reading.members(
        place, known: Self.keys, remedy: "write '{name: ops, type: webhook, url: {env: OPS_URL}}'")
    else { return nil }
    let name = Self.name(members["name"], place, &reading)
    let form = reading.word(members["type"], "type", among: Form.allCases.map(\.rawValue))
      .flatMap(Form.init(rawValue:))
    if members["type"] == nil {
      reading.note(
        place, "has no 'type'",
        "add one of \(ConfigReading.list(Form.allCases.map(\.rawValue)))")
    }
    let url = Self.address(members["url"], place, &reading)
    let secret = Self.secret(members["secret"], of: form, place, &reading)
    let language = reading.word(
      members["lang"], "language", among: Language.allCases.map(\.rawValue))
    let only = reading.list(members["only"], limit: 16, remedy: "write 'only: [blocked]'")
    let statuses = only.compactMap {
      reading.word($0, "status", among: reading.words.statuses)
    }
    guard let name, let form, let url else { return nil }
    self.init(name: name, form: form, url: url, secret: secret)
    self.language = language.flatMap(Language.init(rawValue:)) ?? .english
    self.statuses = statuses
  }

  private static func name(
    _ place: ConfigNode?, _ sink: ConfigNode, _ reading: inout ConfigReading
  ) -> String? {
    let remedy = "write a short name of letters, digits, '-', '_' and '.', such as 'name: ops'"
    guard let place else {
      reading.note(sink, "has no 'name'", remedy)
      return nil
    }
    guard let name = reading.text(place, limit: 64, remedy: remedy) else { return nil }
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
      default: false
      }
    }
    guard isPlain else {
      reading.note(place, "'\(ConfigReading.shown(name))' is no such name", remedy)
      return nil
    }
    return name
  }

  /// The address, which may stand in the file itself.
  private static func address(
    _ place: ConfigNode?, _ sink: ConfigNode, _ reading: inout ConfigReading
  ) -> SecretSource? {
    guard let place else {
      reading.note(sink, "has no 'url'", "add 'url: {env: NAME}' or 'url: {file: PATH}'")
      return nil
    }
    guard case .scalar = place.node else { return source(place, &reading) }
    let remedy = "write 'url: https://…', or keep it out of this file: 'url: {env: NAME}'"
    guard let text = reading.text(place, limit: 4096, remedy: remedy) else { return nil }
    // Whatever is wrong with it, it is not repeated: there may be a token in it.
    guard NoticeURL(text) != nil else {
      reading.note(place, "is no address of http or https", remedy)
      return nil
    }
    return .text(Secret(text))
  }

  private static func secret(
    _ place: ConfigNode?, of form: Form?, _ sink: ConfigNode, _ reading: inout ConfigReading
  ) -> SecretSource? {
    guard let place else {
      if form == .gatus {
        reading.note(
          sink, "gatus needs the token of its external endpoint",
          "add 'secret: {env: NAME}' or 'secret: {file: PATH}'")
      }
      return nil
    }
    if let form, !form.takesSecret {
      reading.note(
        place, "\(form.rawValue) has no secret beside its url",
        "remove it; keep the url itself out of this file with 'url: {env: NAME}'")
    }
    if case .scalar = place.node {
      reading.note(
        place, "a secret stands in the configuration itself",
        "write 'secret: {env: NAME}' or 'secret: {file: PATH}'")
      return nil
    }
    return source(place, &reading)
  }

  private static func source(
    _ place: ConfigNode, _ reading: inout ConfigReading
  ) -> SecretSource? {
    let remedy = "write '{env: NAME}' or '{file: PATH}'"
    guard let members = reading.members(place, known: ["env", "file"], remedy: remedy) else {
      return nil
    }
    guard members.count == 1 else {
      reading.note(place, members.isEmpty ? "says nothing" : "says two things", remedy)
      return nil
    }
    if let place = members["env"] {
      let remedy = "write the name of an environment variable, such as OPS_URL"
      guard let name = reading.text(place, limit: 256, remedy: remedy) else { return nil }
      // It is not repeated: who took the variable for its value has written a secret here.
      guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
        reading.note(place, "is no name of an environment variable", remedy)
        return nil
      }
      return .environment(name)
    }
    // It may be there only where the check runs, so that it is missing is said when it is used.
    let pathRemedy = "write the path of a file, such as /run/keys/ops"
    guard let file = members["file"],
      let path = reading.text(file, limit: 4096, remedy: pathRemedy)
    else { return nil }
    guard !path.contains("://") else {
      reading.note(file, "is an address and no path of a file", pathRemedy)
      return nil
    }
    return .file(reading.resolved(path))
  }
}

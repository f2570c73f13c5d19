internal import Yams

/// What a configuration may name, as the rest of the program knows it.
package struct ConfigWords: Sendable {
  package var providers: [String]
  package var statuses: [String]
  /// What an input is kept under, the same for all its spellings; `nil` for what is no target.
  package var key: @Sendable (String) -> String?
  /// Whether a file can be read, by its path.
  package var isReadable: @Sendable (String) -> Bool

  package init(
    providers: [String], statuses: [String], key: @escaping @Sendable (String) -> String?,
    isReadable: @escaping @Sendable (String) -> Bool
  ) {
    self.providers = providers
    self.statuses = statuses
    self.key = key
    self.isReadable = isReadable
  }
}

/// Reads the values of a configuration one by one, and notes every flaw on the way.
///
/// Each reader returns `nil`, or what it could use, once it has noted what is wrong: the next value
/// is read all the same, so that all flaws are told at once.
struct ConfigReading {
  let file: String
  let words: ConfigWords
  private(set) var flaws: [ConfigFlaw] = []
  private(set) var omitted = 0

  init(_ file: String, _ words: ConfigWords) {
    self.file = file
    self.words = words
  }

  mutating func note(_ place: ConfigNode, _ message: String, _ remedy: String) {
    note(
      ConfigFlaw(
        file: file, line: place.line, path: place.path, message: message, remedy: remedy))
  }

  mutating func note(_ flaw: ConfigFlaw) {
    guard flaws.count < ConfigFlaws.most else { return omitted += 1 }
    flaws.append(flaw)
  }

  // MARK: Containers

  /// The members of a map whose keys are known; a key that is not is most likely misspelt.
  mutating func members(
    _ place: ConfigNode, known: [String], remedy: String
  ) -> [String: ConfigNode]? {
    guard case .mapping(let mapping) = place.node else {
      note(place, "is \(place.kind), not a map", remedy)
      return nil
    }
    var members: [String: ConfigNode] = [:]
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key, known.contains(scalar.string) else {
        noteKey(ConfigNode(node: key, path: place.path), known)
        continue
      }
      let member = place.member(scalar.string, value)
      // `key:` with nothing behind it is a key that is not there.
      if !member.isNull { members[scalar.string] = member }
    }
    return members
  }

  private mutating func noteKey(_ key: ConfigNode, _ known: [String]) {
    guard case .scalar(let scalar) = key.node else {
      return note(key, "a key that is \(key.kind)", "write one of \(Self.list(known))")
    }
    let word = Self.shown(scalar.string)
    if let near = Likeness.nearest(to: scalar.string, among: known) {
      note(key, "the key '\(word)' is not known here", "did you mean '\(near)'?")
    } else {
      note(key, "the key '\(word)' is not known here", "write one of \(Self.list(known))")
    }
  }

  /// The items of a list, none of a value that is no list.
  mutating func list(_ place: ConfigNode?, limit: Int, remedy: String) -> [ConfigNode] {
    guard let place else { return [] }
    guard case .sequence(let sequence) = place.node else {
      note(place, "is \(place.kind), not a list", remedy)
      return []
    }
    if sequence.count > limit {
      note(place, "has \(sequence.count) items", "at most \(limit) are read from here")
    }
    return sequence.prefix(limit).enumerated().map { index, item in
      ConfigNode(node: item, path: "\(place.path)[\(index)]")
    }
  }

  // MARK: Scalars

  /// A text of one line.
  mutating func text(_ place: ConfigNode?, limit: Int = 512, remedy: String) -> String? {
    guard let place else { return nil }
    guard case .scalar(let scalar) = place.node, !place.isNull else {
      note(place, "is \(place.kind), not a text", remedy)
      return nil
    }
    let text = scalar.string
    guard !text.isEmpty, text.utf8.count <= limit else {
      note(place, text.isEmpty ? "is empty" : "is longer than \(limit) octets", remedy)
      return nil
    }
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      note(place, "holds a line break or another control character", remedy)
      return nil
    }
    return text
  }

  mutating func integer(_ place: ConfigNode?, _ range: ClosedRange<Int>) -> Int? {
    let remedy = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let place, let text = text(place, remedy: remedy) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      note(place, "'\(Self.shown(text))' is no such number", remedy)
      return nil
    }
    return value
  }

  /// One of the words of a closed list.
  mutating func word(_ place: ConfigNode?, _ what: String, among known: [String]) -> String? {
    let remedy = "write one of \(Self.list(known))"
    guard let place, let text = text(place, remedy: remedy) else { return nil }
    if let word = known.first(where: { $0 == text.lowercased() }) { return word }
    let near = Likeness.nearest(to: text, among: known)
    note(
      place, "unknown \(what) '\(Self.shown(text))'",
      near.map { "did you mean '\($0)'?" } ?? remedy)
    return nil
  }

  /// The file that a path stands for, which is relative to the folder of the configuration.
  mutating func path(_ place: ConfigNode?) -> String? {
    guard let place, let text = text(place, limit: 4096, remedy: "write the path of a file") else {
      return nil
    }
    let path = resolved(text)
    guard words.isReadable(path) else {
      note(
        place, "the file '\(Self.shown(path))' cannot be read",
        "paths are relative to the folder of this file; correct it or make the file")
      return nil
    }
    return path
  }

  /// A path as the rest of the program can open it.
  func resolved(_ path: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return "\(file[...slash])\(path)"
  }

  // MARK: Words

  static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  /// A word of the file as a message may repeat it.
  static func shown(_ text: String) -> String {
    text.count > 60 ? "\(text.prefix(59))…" : text
  }
}

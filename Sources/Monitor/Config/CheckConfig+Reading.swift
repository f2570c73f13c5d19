internal import Evidence
internal import Yams

extension CheckConfig {
  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - octets: The whole file; of one that is longer than ``octetLimit`` the beginning.
  ///   - file: Its path, for errors and for the paths in it.
  ///   - words: What it may name.
  /// - Returns: The configuration, when nothing is wrong with it.
  /// - Throws: ``ConfigFlaws``, all of them at once.
  package static func read(
    _ octets: [UInt8], file: String, _ words: ConfigWords
  ) throws(ConfigFlaws) -> CheckConfig {
    guard isMap(octets) else {
      var config = CheckConfig(file: file)
      config.isPlainList = true
      config.input = file
      return config
    }
    guard octets.count <= octetLimit else {
      throw ConfigFlaws(
        file, nil, "is longer than \(octetLimit) octets",
        "put the targets into a list of their own, one a line, and name it with 'input: FILE'")
    }
    guard let text = String(validating: octets, as: UTF8.self) else {
      throw ConfigFlaws(
        file, nil, "is not written in UTF-8", "iconv -f GB18030 -t UTF-8 FILE > NEW")
    }
    var reading = ConfigReading(file, words)
    let config = CheckConfig(try root(of: text, file), file, &reading)
    guard reading.flaws.isEmpty else {
      var flaws = ConfigFlaws(flaws: reading.flaws, omitted: reading.omitted)
      flaws.flaws.sort { ($0.line ?? 0) < ($1.line ?? 0) }
      throw flaws
    }
    return config
  }

  /// Whether a text is a configuration: its first line that says something is that of a map, or of
  /// a list in YAML.
  ///
  /// No target looks like that: behind the colon of a URL comes a slash, behind that of a port a
  /// digit, and between the brackets of one stands an address.
  package static func isMap(_ octets: some Sequence<UInt8>) -> Bool {
    let lines = Array(octets.prefix(64 << 10)).split(separator: UInt8(ascii: "\n"))
    for line in lines {
      let text = String(decoding: line, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      guard let first = text.first, first != "#" else { continue }
      switch first {
      case "{", "\"", "'": return true
      case "[": return IPAddress(String(text.dropFirst().prefix { $0 != "]" })) == nil
      default: break
      }
      if text.hasPrefix("- ") || text.hasPrefix("---") || text.hasPrefix("%YAML") { return true }
      let key = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      // What stands behind a tab of a list is carried along with the target.
      let rest = text.dropFirst(key.count).drop { $0 == " " }
      return !key.isEmpty && rest.first == ":" && rest.dropFirst().first?.isWhitespace ?? true
    }
    return false
  }

  private static func root(of text: String, _ file: String) throws(ConfigFlaws) -> Node {
    // The parser compares keys deeply before it hands anything out, and a few aliases can stand for
    // more than any memory holds, so it must not see any.
    if let line = AliasSearch.line(in: text) {
      throw ConfigFlaws(
        file, line, "an alias or an anchor stands here",
        "write the value out, or put it between quotes")
    }
    do {
      guard let node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
        throw ConfigFlaws(file, nil, "is empty", "name targets: 'targets: [example.cn]'")
      }
      return node
    } catch let flaws as ConfigFlaws {
      throw flaws
    } catch {
      throw ConfigFlaws(error, file, text)
    }
  }
}

extension ConfigFlaws {
  package init(_ file: String, _ line: Int?, _ message: String, _ remedy: String) {
    self.init(flaws: [ConfigFlaw(file: file, line: line, message: message, remedy: remedy)])
  }

  /// What the parser says.
  fileprivate init(_ error: any Error, _ file: String, _ text: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(
        file, mark.line, "not valid YAML: \(problem)",
        "check the indentation and the quotes around this line")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      // The parser names the line of the map; the second such line in it is the one to look at.
      let lines = text.utf8.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).enumerated().filter {
        $0.offset + 1 >= context.mark.line
          && Substring($0.element).drop { $0.isWhitespace || $0 == "-" || $0 == "{" }
            .hasPrefix("\(key):")
      }
      let line = lines.count > 1 ? lines[1].offset + 1 : context.mark.line
      self.init(file, line, "the key '\(key)' is there twice", "remove one")
    default:
      self.init(file, nil, "cannot be read as YAML", "check its indentation and its quotes")
    }
  }
}

extension CheckConfig {
  /// What is wrong with a plain list of targets, one a line.
  ///
  /// - Parameters:
  ///   - octets: The list; of one that is longer than ``octetLimit`` the beginning.
  ///   - file: Its path.
  ///   - words: Tells what a target is.
  /// - Throws: ``ConfigFlaws``: the lines that are no targets.
  package static func check(
    list octets: [UInt8], file: String, _ words: ConfigWords
  ) throws(ConfigFlaws) {
    var reading = ConfigReading(file, words)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = octets.dropFirst(octets.starts(with: mark) ? mark.count : 0)
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // The last line of a beginning may be the half of one.
    if octets.count > octetLimit { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let first = line.first { ![UInt8(ascii: " "), 0x09, 0x0D].contains($0) }
      guard let first, first != UInt8(ascii: "#") else { continue }
      // What stands behind the first tab is carried along with the target.
      let text = String(decoding: line.prefix { $0 != 0x09 }, as: UTF8.self)
      guard words.key(text) == nil else { continue }
      reading.note(
        ConfigFlaw(
          file: file, line: index + 1,
          message: "'\(ConfigReading.shown(text.filter { !$0.isNewline }))' is no target",
          remedy: CheckTarget.remedy))
    }
    guard reading.flaws.isEmpty else {
      throw ConfigFlaws(flaws: reading.flaws, omitted: reading.omitted)
    }
  }
}

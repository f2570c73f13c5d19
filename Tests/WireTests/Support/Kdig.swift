import Testing
import Wire

/// What `kdig` prints about the answer to a question.
struct KdigAnswer {
  /// The mnemonic of the response code.
  var status: String
  /// Answers, authority and additional records.
  var sections: [[ZoneLine]]

  /// Reads the output of `+noall +header +answer +authority +additional`.
  init(_ output: String) throws {
    let lines = output.split(separator: "\n").map(String.init)
    let header = try #require(lines.first { $0.contains("->>HEADER<<-") })
    status = String(try #require(header.firstMatch(of: /status: (\w+);/)).1)
    let flags = try #require(lines.first { $0.hasPrefix(";; Flags:") })
    let counts = try #require(
      flags.firstMatch(of: /ANSWER: (\d+); AUTHORITY: (\d+); ADDITIONAL: (\d+)/))
    var records = try lines.filter { !$0.hasPrefix(";") }
      .map { try #require(ZoneLine($0), "\($0)") }[...]
    sections = try [counts.1, counts.2].map { try #require(Int($0)) }.map { count in
      defer { records = records.dropFirst(count) }
      return Array(records.prefix(count))
    }
    sections.append(Array(records))
    // kdig counts the OPT record, and does not print it among the others.
    try #require(
      sections.map(\.count) == [counts.1, counts.2].compactMap { Int($0) } + [
        (Int(counts.3) ?? 0) - 1
      ])
  }
}

extension NameServer {
  /// Asks a question by `kdig`, over TCP so that nothing is cut.
  ///
  /// `isGeneric` asks for the data as RFC 3597 text, for types that our codec does not take apart.
  func kdig(_ name: String, _ type: RecordType, isGeneric: Bool) throws -> KdigAnswer {
    let arguments =
      ["@127.0.0.1", "-p", String(port), "+tcp", "+edns", "+noall", "+header", "+answer"]
      + ["+authority", "+additional"] + (isGeneric ? ["+generic"] : []) + [name, type.mnemonic]
    let text = try #require(ChildProcess.output(of: Self.programs[1], arguments))
    // +generic writes the type by its number too.
    return try KdigAnswer(text.replacing("TYPE\(type.rawValue)\t", with: "\(type.mnemonic)\t"))
  }
}

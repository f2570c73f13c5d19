/// Something wrong in a configuration: where, what, and what to write instead.
package struct ConfigFlaw: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  /// From 1; `nil` for what is wrong with the file as a whole.
  package var line: Int?
  /// Such as `targets[1].provider`; empty for the whole file.
  package var path: String
  package var message: String
  package var remedy: String

  package init(file: String, line: Int?, path: String = "", message: String, remedy: String) {
    self.file = file
    self.line = line
    self.path = path
    self.message = message
    self.remedy = remedy
  }

  /// In one line: `check.yaml:3: targets[1].provider: unknown provider 'x'; write alibaba`.
  package var description: String {
    [line.map { "\(file):\($0)" } ?? file, path, "\(message); \(remedy)"].filter { !$0.isEmpty }
      .joined(separator: ": ")
  }
}

/// Everything that is wrong in a configuration, in the order of its lines.
package struct ConfigFlaws: Error, Sendable {
  /// Those that are kept; a file of another kind is wrong in every line.
  package static let most = 100

  package internal(set) var flaws: [ConfigFlaw]
  /// How many more there are.
  package internal(set) var omitted = 0
}

/// A scheduled check, as everything that runs one by a timer wants it described.
package struct ScheduledCheck: Sendable {
  /// The name of units, objects and files.
  package var name: String
  /// Where the program is.
  package var program: String
  /// Where the configuration is.
  package var config: String
  /// When it runs, in the words of what runs it.
  package var schedule: String
  /// Who runs it; `nil` leaves that to what runs it.
  package var user: String?
  /// Further options of the check.
  package var options: [String]

  package init(
    name: String, program: String, config: String, schedule: String, user: String? = nil,
    options: [String] = []
  ) {
    self.name = name
    self.program = program
    self.config = config
    self.schedule = schedule
    self.user = user
    self.options = options
  }

  /// The command, word by word.
  ///
  /// - Parameter store: Where the store is.
  /// - Returns: The program and its arguments.
  func command(store: String) -> [String] {
    [program, "check", "--config", config, "--store", store, "--json"] + options
  }
}

internal import Evidence

/// Steps that note what a look-up shows, each with the command to paste into a shell.
enum RecordCommand {
  /// That the registry has no filing.
  static func unfiled(_ subject: Case, _ text: Text, url: String? = nil) -> Verdict.Step? {
    step(subject, text, url: url, "--absent")
  }

  /// That it has one, with a date to fill in.
  static func filed(_ subject: Case, _ text: Text) -> Verdict.Step? {
    step(subject, text, "--filed --approved YYYY-MM-DD")
  }

  /// That the provider's console does not list the domain.
  static func withoutAccess(_ subject: Case, _ text: Text, url: String? = nil) -> Verdict.Step? {
    access(subject, text, url: url, "absent")
  }

  /// That it does.
  static func withAccess(_ subject: Case, _ text: Text) -> Verdict.Step? {
    access(subject, text, url: nil, "active")
  }

  private static func access(
    _ subject: Case, _ text: Text, url: String?, _ state: String
  ) -> Verdict.Step? {
    guard let provider = subject.provider, provider.isShellSafe else { return nil }
    return step(subject, text, url: url, "--provider \(provider) --access \(state)")
  }

  /// The step, without a command where a name could mean something to the shell: what is printed
  /// here gets pasted.
  private static func step(
    _ subject: Case, _ text: Text, url: String? = nil, _ options: String
  ) -> Verdict.Step? {
    guard let domain = subject.target.registrable else { return nil }
    let command = domain.isShellSafe ? "icpdiag records add \(domain) \(options)" : nil
    return Verdict.Step(text, url: url, command: command)
  }
}

extension String {
  /// Letters, digits and inner punctuation of names: nothing that a shell would read.
  var isShellSafe: Bool {
    !isEmpty && !hasPrefix("-")
      && utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

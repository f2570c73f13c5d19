/// What names, paths and schedules may look like that go into files for others.
enum DeployNames {
  /// A DNS label (RFC 1123 section 2.1), as Kubernetes wants names, and systemd and cron take them.
  static func isLabel(_ text: String) -> Bool {
    text.utf8.allSatisfy { octet in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) || octet == UInt8(ascii: "-")
    } && !text.isEmpty && text.utf8.count <= 63 && !text.hasPrefix("-") && !text.hasSuffix("-")
  }

  /// A name of a user as Debian's adduser takes it; nobody owns what nobody else should read.
  static func isUser(_ text: String) -> Bool {
    text != "nobody" && text.wholeMatch(of: /[a-z_][a-z0-9_-]{0,31}/) != nil
  }

  /// One line of ASCII, so that nothing of it begins another.
  static func isPrintable(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  /// A path that means the same wherever it is read, on one line.
  static func isAbsolute(_ path: String) -> Bool {
    path.hasPrefix("/") && path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}

/// How texts stand in a manifest.
package enum KubernetesText {
  /// JSON's strings are YAML's too.
  static func quoted(_ text: String) -> String { OrderedJSON.encode(text) }

  /// Text in which Kubernetes finds no variable: of two dollar signs it makes one.
  static func literal(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
  }

  /// What a file is called in a secret that is made of it (`--from-file`): the last part of its path.
  package static func key(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What every pod of icpdiag has: it needs no rights and no word from the cluster.
  static let pod = """
    restartPolicy: Never
    automountServiceAccountToken: false
    enableServiceLinks: false
    # Time to finish what is in flight.
    terminationGracePeriodSeconds: 60
    securityContext:
      runAsNonRoot: true
      runAsUser: 65532
      runAsGroup: 65532
      fsGroup: 65532
      seccompProfile: {type: RuntimeDefault}
    """

  /// What every container of it has.
  static let container = """
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: {drop: [ALL]}
    """

  static func indented(_ text: String, by count: Int) -> String {
    let blank = String(repeating: " ", count: count)
    return text.split(separator: "\n").map { blank + $0 }.joined(separator: "\n")
  }

  /// A whole file as a value: line by line for people where YAML gives it back exactly, else quoted.
  ///
  /// - Parameters:
  ///   - file: Its text.
  ///   - count: How far its lines are indented.
  /// - Returns: What stands behind the key.
  static func block(_ file: String, by count: Int) -> String {
    let isPlain =
      file.hasSuffix("\n") && !file.hasSuffix("\n\n")
      && file.first.map { !$0.isWhitespace && $0 != "\u{FEFF}" } == true
      && file.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0x0A, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
          0x10000...0x10FFFF:
          true
        default: false
        }
      }
    guard isPlain else { return quoted(file) }
    let blank = String(repeating: " ", count: count)
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return "|\n" + lines.map { $0.isEmpty ? "" : blank + $0 }.joined(separator: "\n")
  }
}

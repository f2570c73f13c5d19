/// Where the user's data lives: `$XDG_DATA_HOME/icpdiag`, or `~/.local/share/icpdiag` (XDG Base
/// Directory Specification 0.8, which also says to ignore a value that is no absolute path).
package enum DataFolder {
  /// The folder's path.
  ///
  /// - Parameter environment: The value of an environment variable.
  /// - Returns: `nil` when neither `XDG_DATA_HOME` nor `HOME` tells.
  package static func path(environment: (String) -> String?) -> String? {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") {
      return "\(data)/icpdiag"
    }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/.local/share/icpdiag"
  }
}

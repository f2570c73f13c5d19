internal import Yams

/// A value of a configuration together with where it stands.
struct ConfigNode {
  let node: Node
  /// Such as `targets[1].provider`; empty for the whole file.
  let path: String

  var line: Int? { node.mark?.line }

  /// What it is, for people; never its text, which may be a secret in the wrong place.
  var kind: String {
    switch node {
    case .mapping: "a map"
    case .sequence: "a list"
    case .scalar: isNull ? "empty" : "a single value"
    case .alias: "an alias"
    }
  }

  /// Whether it is there in name only: `key:` with nothing behind it.
  var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  func member(_ key: String, _ value: Node) -> ConfigNode {
    ConfigNode(node: value, path: path.isEmpty ? key : "\(path).\(key)")
  }
}

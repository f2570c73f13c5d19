/// Files of the top-level `fixtures` folder, which a package's resources cannot reach.
enum Fixture {
  static func path(_ name: String) -> String {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/\(root)/fixtures/\(name)"
  }
}

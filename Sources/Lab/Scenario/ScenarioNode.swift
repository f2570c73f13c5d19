internal import Evidence
internal import Wire

/// A value of a scenario file together with the path to it, so that every error says where.
struct ScenarioNode {
  let value: JSONValue
  let file: String
  /// Such as `sites.127.1.0.10.http`; empty for the whole file.
  let path: String

  func error(_ problem: String, remedy: String) -> LabError {
    LabError(.scenario, "\(file): \(path.isEmpty ? "the file" : path) \(problem)", remedy: remedy)
  }

  private func mismatch(_ expected: String) -> LabError {
    error("is \(value.kind)", remedy: "write \(expected)")
  }

  // MARK: Scalars

  func string() throws(LabError) -> String {
    guard case .string(let text) = value else { throw mismatch("a string") }
    return text
  }

  func bool() throws(LabError) -> Bool {
    guard case .bool(let flag) = value else { throw mismatch("true or false") }
    return flag
  }

  func integer(_ range: ClosedRange<Int>) throws(LabError) -> Int {
    guard case .number(let number) = value, let integer = Int(exactly: number),
      range.contains(integer)
    else { throw mismatch("a whole number from \(range.lowerBound) to \(range.upperBound)") }
    return integer
  }

  func name() throws(LabError) -> DNSName {
    let text = try string()
    guard let name = DNSName(text) else {
      throw error(
        "is '\(text)', no domain name",
        remedy: "write ASCII (A-labels), labels of 1 to 63 octets, \\DDD for odd octets")
    }
    return name
  }

  func address() throws(LabError) -> IPAddress {
    let text = try string()
    guard let address = IPAddress(text) else {
      throw error("is '\(text)', no IP address", remedy: "write it like 127.1.0.10 or ::1")
    }
    return address
  }

  func prefix() throws(LabError) -> IPPrefix {
    let text = try string()
    guard let prefix = IPPrefix(text) else {
      throw error(
        "is '\(text)', no block of addresses", remedy: "write it like 127.16.0.0/26 or 127.1.0.10")
    }
    return prefix
  }

  /// One of the values of a closed enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _: Choice.Type = Choice.self
  ) throws(LabError) -> Choice where Choice.RawValue == String {
    let text = try string()
    guard let choice = Choice(rawValue: text) else {
      throw error(
        "is '\(text)'",
        remedy: "write one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  // MARK: Containers

  func list() throws(LabError) -> [ScenarioNode] {
    guard case .list(let items) = value else { throw mismatch("a list") }
    return items.enumerated().map { index, item in
      ScenarioNode(value: item, file: file, path: "\(path)[\(index)]")
    }
  }

  /// The list's items, or the one value that stands for a list of one.
  func oneOrMore() throws(LabError) -> [ScenarioNode] {
    if case .list = value { return try list() }
    return [self]
  }

  /// The members of an object with free keys, in the order of the keys.
  func members() throws(LabError) -> [(key: ScenarioNode, value: ScenarioNode)] {
    guard case .object(let members) = value else { throw mismatch("an object") }
    return members.sorted { $0.key < $1.key }.map { key, value in
      let path = path.isEmpty ? key : "\(path).\(key)"
      return (
        ScenarioNode(value: .string(key), file: file, path: path),
        ScenarioNode(value: value, file: file, path: path)
      )
    }
  }

  /// The members of an object whose keys are known; a key that is not is an error, since it is
  /// most likely misspelt.
  func object(_ known: [String]) throws(LabError) -> ScenarioObject {
    var members: [String: ScenarioNode] = [:]
    for (key, value) in try self.members() {
      let name = try key.string()
      guard known.contains(name) else {
        throw key.error("is not known here", remedy: "use " + known.joined(separator: ", "))
      }
      members[name] = value
    }
    return ScenarioObject(node: self, members: members)
  }
}

/// An object of a scenario file; `nil`, and an empty list, stand for a member that is not there.
struct ScenarioObject {
  let node: ScenarioNode
  let members: [String: ScenarioNode]

  subscript(_ key: String) -> ScenarioNode? { members[key] }

  func string(_ key: String) throws(LabError) -> String? {
    try members[key]?.string()
  }

  func bool(_ key: String) throws(LabError) -> Bool? {
    try members[key]?.bool()
  }

  func integer(_ key: String, _ range: ClosedRange<Int>) throws(LabError) -> Int? {
    try members[key]?.integer(range)
  }

  /// What `read` makes of the member.
  func optional<Value>(
    _ key: String, _ read: (ScenarioNode) throws(LabError) -> Value
  ) throws(LabError) -> Value? {
    guard let member = members[key] else { return nil }
    return try read(member)
  }

  func list(_ key: String) throws(LabError) -> [ScenarioNode] {
    try members[key]?.list() ?? []
  }

  func oneOrMore(_ key: String) throws(LabError) -> [ScenarioNode] {
    try members[key]?.oneOrMore() ?? []
  }

  func members(_ key: String) throws(LabError) -> [(key: ScenarioNode, value: ScenarioNode)] {
    try members[key]?.members() ?? []
  }

  func require(_ key: String) throws(LabError) -> ScenarioNode {
    guard let member = members[key] else {
      throw node.error("has no '\(key)'", remedy: "add it")
    }
    return member
  }
}

internal import Evidence
internal import Wire

extension Scenario {
  /// Reads the text of a scenario file; `file` is for messages only.
  package init(text: [UInt8], file: String) throws(LabError) {
    let root = ScenarioNode(
      value: try JSONValue(text: text, file: file), file: file, path: "")
    let object = try root.object([
      "schema", "title", "targets", "names", "name_servers", "sites", "places", "records",
    ])
    let schema = try object.require("schema")
    guard try schema.string() == Self.schemaID else {
      throw schema.error("is no version known here", remedy: "write \"\(Self.schemaID)\"")
    }
    title = try object.string("title") ?? ""
    for node in try object.list("targets") {
      targets.append(try ScenarioTarget(node))
    }
    for node in try object.list("places") {
      places.append(try PlaceRow(node))
    }
    if let node = object["names"] {
      names = try NameTable(node)
    }
    try readNameServers(object["name_servers"])
    try readSites(object["sites"])
    try readRecords(object["records"])
  }

  private mutating func readNameServers(_ node: ScenarioNode?) throws(LabError) {
    guard let node else { return }
    for (key, value) in try node.members() {
      nameServers[try key.loopbackAddress()] = try NameServer(value)
    }
  }

  private mutating func readSites(_ node: ScenarioNode?) throws(LabError) {
    guard let node else { return }
    for (key, value) in try node.members() {
      let block = try key.prefix()
      let (site, place) = try Site.read(value)
      guard block.last.bits - block.first.bits < UInt128(Self.addressLimit - sites.count) else {
        throw key.error(
          "has too many addresses", remedy: "a lab has at most \(Self.addressLimit) of them")
      }
      for bits in block.first.bits...block.last.bits {
        let address = IPAddress(family: block.first.family, bits: bits)
        guard address.isLoopback else { throw key.notLoopback() }
        guard sites.updateValue(site, forKey: address) == nil else {
          throw key.error("is there twice", remedy: "leave one of the sites out")
        }
      }
      if var place {
        place.block = try key.string()
        places.append(place)
      }
    }
  }

  /// Each address costs two listening sockets.
  private static let addressLimit = 1024

  private mutating func readRecords(_ node: ScenarioNode?) throws(LabError) {
    guard let node else { return }
    for (key, value) in try node.members() {
      let name = try key.string()
      guard name.hasSuffix(".json"), !name.hasPrefix("."), !name.contains("/") else {
        throw key.error("is no name for a records file", remedy: "write it like records.json")
      }
      records[name] = value.value
    }
  }
}

extension ScenarioNode {
  func loopbackAddress() throws(LabError) -> IPAddress {
    let address = try address()
    guard address.isLoopback else { throw notLoopback() }
    return address
  }

  func notLoopback() -> LabError {
    error(
      "lies outside this machine",
      remedy: "use 127.0.0.0/8 or ::1, and say in 'place' where it stands for")
  }

  func milliseconds() throws(LabError) -> Int {
    try integer(0...600_000)
  }
}

extension ScenarioTarget {
  init(_ node: ScenarioNode) throws(LabError) {
    if case .string(let target) = node.value {
      self.init(target: target)
      return
    }
    let object = try node.object(["target", "expect", "certainty", "status", "note"])
    self.init(
      target: try object.require("target").string(),
      expect: try object.string("expect"),
      certainty: try object.string("certainty"),
      status: try object.string("status"),
      note: try object.string("note"))
  }
}

extension PlaceRow {
  init(_ node: ScenarioNode) throws(LabError) {
    let object = try node.object(["cidr", "provider", "region", "area"])
    _ = try object.optional("cidr") { cidr throws(LabError) in try cidr.prefix() }
    self.init(
      block: try object.string("cidr") ?? "",
      provider: try object.string("provider") ?? "",
      region: try object.string("region") ?? "",
      area: try object.require("area").string())
    for text in [provider, region, area]
    where text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: ",") }) {
      throw node.error("has a comma or a control character", remedy: "leave it out")
    }
  }
}

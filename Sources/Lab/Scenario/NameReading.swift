internal import Evidence
internal import Wire

extension NameTable {
  init(_ node: ScenarioNode) throws(LabError) {
    for (key, value) in try node.members() {
      let entry = try NameEntry(value)
      let text = try key.string()
      if text.hasPrefix("*.") {
        let parent = ScenarioNode(
          value: .string(String(text.dropFirst(2))), file: key.file, path: key.path)
        wildcards[try parent.name()] = entry
      } else {
        exact[try key.name()] = entry
      }
    }
  }
}

extension NameEntry {
  init(_ node: ScenarioNode) throws(LabError) {
    let object = try node.object([
      "a", "aaaa", "cname", "txt", "ttl", "answer", "truncated", "extended_error", "delay_ms",
      "injected", "refuses_edns", "delegation", "subnets", "note",
    ])
    for item in try object.oneOrMore("a") {
      v4.append(try item.block(.v4))
    }
    for item in try object.oneOrMore("aaaa") {
      v6.append(try item.block(.v6))
    }
    cname = try object["cname"]?.name()
    for item in try object.oneOrMore("txt") {
      text.append(Array(try item.string().utf8))
    }
    ttl = UInt32(try object.integer("ttl", 0...0x7FFF_FFFF) ?? 60)
    failure = try object["answer"]?.choice()
    isTruncated = try object.bool("truncated") ?? false
    extendedError = try object.optional("extended_error", ExtendedError.init)
    delayMilliseconds = try object["delay_ms"]?.milliseconds() ?? 0
    for item in try object.oneOrMore("injected") {
      injected.append(try item.address())
    }
    refusesEDNS = try object.bool("refuses_edns") ?? false
    delegation = try object.optional("delegation", DelegatedServer.list)
    for (key, value) in try object.members("subnets") {
      subnets.append((try key.prefix(), try NameEntry(value)))
    }
  }
}

extension ScenarioNode {
  fileprivate func block(_ family: IPAddress.Family) throws(LabError) -> IPPrefix {
    let block = try prefix()
    guard block.first.family == family else {
      throw error("is of the other family", remedy: "IPv4 belongs into 'a', IPv6 into 'aaaa'")
    }
    guard block.last.bits - block.first.bits <= 0xFFFF else {
      throw error("is too large a block", remedy: "65536 addresses are enough for any lab")
    }
    return block
  }
}

extension ExtendedError {
  fileprivate init(_ node: ScenarioNode) throws(LabError) {
    let object = try node.object(["code", "text"])
    self.init(
      code: UInt16(try object.require("code").integer(0...0xFFFF)),
      text: try object.string("text") ?? "")
  }
}

extension DelegatedServer {
  fileprivate static func list(_ node: ScenarioNode) throws(LabError) -> [DelegatedServer] {
    var servers: [DelegatedServer] = []
    for (key, value) in try node.members() {
      let address: IPAddress? = value.value == .null ? nil : try value.loopbackAddress()
      servers.append(DelegatedServer(name: try key.name(), address: address))
    }
    return servers
  }
}

extension NameServer {
  init(_ node: ScenarioNode) throws(LabError) {
    let object = try node.object(["role", "zones", "names", "note"])
    role = try object["role"]?.choice() ?? .resolver
    for item in try object.list("zones") {
      zones.append(try item.name())
    }
    if let names = object["names"] {
      overrides = try NameTable(names)
    }
  }
}

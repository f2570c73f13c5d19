package import Evidence

/// A server that answers DNS questions.
package struct NameServer: Hashable, Sendable {
  package var address: IPAddress
  /// The interface of a link-local address (RFC 4007 section 11).
  package var zone: String?
  /// `nil` for the standard port, which a port map may change.
  package var port: UInt16?

  package init(address: IPAddress, zone: String? = nil, port: UInt16? = nil) {
    self.address = address
    self.zone = zone
    self.port = port
  }

  /// Reads `223.5.5.5`, `223.5.5.5:5353`, `2400:3200::1`, `[2400:3200::1]:53` and `fe80::1%eth0`.
  package init?(_ text: String) {
    var host = text[...]
    var portText: Substring?
    if host.first == "[" {
      guard let end = host.firstIndex(of: "]") else { return nil }
      let rest = host[host.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return nil }
      portText = rest.isEmpty ? nil : rest.dropFirst()
      host = host[..<end].dropFirst()
      guard host.contains(":") else { return nil }
    } else if let colon = host.firstIndex(of: ":"), colon == host.lastIndex(of: ":") {
      portText = host[host.index(after: colon)...]
      host = host[..<colon]
    }
    let parts = host.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
    guard let bare = parts.first, let address = IPAddress(String(bare)), bare.first != "[" else {
      return nil
    }
    self.address = address
    if parts.count == 2 {
      guard address.family == .v6, !parts[1].isEmpty else { return nil }
      zone = String(parts[1])
    }
    if let portText {
      guard let port = UInt16(portText), port > 0, portText.first != "+" else { return nil }
      self.port = port
    }
  }

  /// The port to connect to: `portMap` replaces a standard port, not one that was written out.
  package func port(by portMap: [UInt16: UInt16]) -> UInt16 {
    port ?? portMap[53] ?? 53
  }

  /// Address and port as evidence names them, such as `223.5.5.5:53`.
  package func description(by portMap: [UInt16: UInt16]) -> String {
    let host = zone.map { "[\(address)%\($0)]" } ?? address.hostText
    return "\(host):\(port(by: portMap))"
  }
}

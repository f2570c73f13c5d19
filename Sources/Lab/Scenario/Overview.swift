internal import Evidence

extension Scenario {
  /// The targets in columns: what to diagnose, the cause to expect, and why.
  package var targetList: String {
    let width = targets.map(\.target.count).max() ?? 0
    return targets.map { target in
      let columns = [
        target.target + String(repeating: " ", count: width - target.target.count),
        target.expect ?? "", target.note ?? "",
      ]
      return columns.filter { !$0.isEmpty }.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// What runs where, for people.
  package func overview(ports: LabPorts, folder: String) -> String {
    var lines = [title.isEmpty ? "icpdiag lab" : title]
    lines.append(
      "ports: DNS \(ports.dns), HTTP \(ports.http) for 80, HTTPS \(ports.https) for 443")
    lines.append("files: \(folder)")
    for (address, server) in nameServers.sorted(by: { $0.key < $1.key }) {
      lines.append("\(address): name server (\(server.role.rawValue))")
    }
    let shown = 64
    let served = sites.sorted { $0.key < $1.key }
    for (address, site) in served.prefix(shown) {
      let gateway = site.gateway.map { ", gateway \($0.page.rawValue)" } ?? ""
      lines.append(
        "\(address): http \(site.http.rawValue), https \(site.https.rawValue)\(gateway)")
    }
    if served.count > shown {
      lines.append("and \(served.count - shown) more addresses")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

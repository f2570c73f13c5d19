internal import Engine
package import Evidence

/// How a lab is set up on this machine.
package struct LabSettings: Sendable {
  /// 0: any free port.
  package var dnsPort: UInt16 = 0
  package var httpPort: UInt16 = 0
  package var httpsPort: UInt16 = 0
  /// Where the files go; `nil` makes a folder that goes with the lab.
  package var folder: String?
  /// What relative times in the records count from.
  package var now: Timestamp
  /// How long a client may take for a question, a head or a handshake, in seconds.
  package var clientSeconds = 10.0
  package var connectionLimit = 20_000

  package init(now: Timestamp) {
    self.now = now
  }

  /// Settings as of this moment.
  package init() {
    self.init(now: .now)
  }
}

package struct LabPorts: Hashable, Sendable {
  package var dns: UInt16 = 0
  package var http: UInt16 = 0
  package var https: UInt16 = 0
  /// What stands for 8080; 0 where no site has it.
  package var http8080: UInt16 = 0
}

/// A lab that serves, until ``stop()``.
package final class RunningLab: Sendable {
  package let resolver: IPAddress
  package let ports: LabPorts
  package let folder: LabFolder
  private let recordsNames: [String]
  private let log: LabLog
  let shard: Shard
  private let serving: Task<Void, Never>

  init(
    resolver: IPAddress, ports: LabPorts, folder: LabFolder, recordsNames: [String], log: LabLog,
    shard: Shard, serving: Task<Void, Never>
  ) {
    self.resolver = resolver
    self.ports = ports
    self.folder = folder
    self.recordsNames = recordsNames
    self.log = log
    self.shard = shard
    self.serving = serving
  }

  /// The options that make the tool see the lab instead of the world.
  package var options: [String] {
    [
      "--resolver", "\(resolver.hostText):\(ports.dns)",
      "--port-map",
      "53=\(ports.dns),80=\(ports.http),443=\(ports.https)"
        + (ports.http8080 > 0 ? ",8080=\(ports.http8080)" : ""),
      "--places", folder.path(of: LabFile.places),
    ] + recordsNames.flatMap { ["--records", folder.path(of: $0)] }
  }

  /// The targets worth diagnosing, one a line.
  package var targetsPath: String { folder.path(of: LabFile.targets) }

  /// The certificate of the authority that signed the sites'.
  package var authorityPath: String { folder.path(of: LabFile.authority) }

  /// What the lab was asked so far, in order; the first 10,000 events.
  package var events: [LabEvent] { log.events }

  /// How many connections each site took so far.
  package var connections: [IPAddress: Int] { log.connections }

  /// Ends every connection, releases the ports and removes the files.
  package func stop() async {
    await shard.stop()
    await serving.value
    folder.remove()
  }
}

/// The names of the files a lab writes beside the records.
enum LabFile {
  static let places = "places.csv"
  static let targets = "targets.txt"
  static let authority = "ca.pem"
}

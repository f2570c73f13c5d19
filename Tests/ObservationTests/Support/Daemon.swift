import Engine
import Evidence
import Foundation
import Observation
import Testing
import Wire

/// A name server of the distribution, run for a test in a directory of its own.
final class Daemon: Sendable {
  static let knot = "/usr/sbin/knotd"
  static let unbound = "/usr/sbin/unbound"
  static let kdig = "/usr/bin/kdig"

  static func areInstalled(_ programs: String...) -> Bool {
    programs.allSatisfy(FileManager.default.isExecutableFile(atPath:))
  }

  private let process = Process()
  private let directory: URL

  private init(
    _ program: String, _ arguments: [String], files: [String: String]
  ) throws {
    directory = FileManager.default.temporaryDirectory
      .appending(path: "icpdiag-dns-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for (name, text) in files {
      let text = text.replacing("@DIRECTORY@", with: directory.path)
      try Data(text.utf8).write(to: directory.appending(path: name))
    }
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Knot DNS with zones, by name.
  static func knot(
    _ address: String, port: UInt16, zones: [String: String]
  ) async throws -> Daemon {
    var files: [String: String] = [:]
    var list = ""
    for (index, zone) in zones.sorted(by: { $0.key < $1.key }).enumerated() {
      files["\(index).zone"] = zone.value
      list += "  - domain: \(zone.key)\n    file: \(index).zone\n"
    }
    files["knot.conf"] = """
      server:
        rundir: "@DIRECTORY@"
        listen: \(address)@\(port)
        udp-workers: 1
        tcp-workers: 1
        background-workers: 1
      database:
        storage: "@DIRECTORY@"
      template:
        - id: default
          storage: "@DIRECTORY@"
          journal-content: none
          semantic-checks: off
      zone:
      \(list)
      """
    let daemon = try Daemon(knot, ["--config", "knot.conf"], files: files)
    try await daemon.awaitAnswer(from: address, port: port)
    return daemon
  }

  /// Unbound, which resolves each zone at one server.
  static func unbound(
    _ address: String, port: UInt16, stubs: [String: String]
  ) async throws -> Daemon {
    var configuration = """
      server:
        interface: \(address)@\(port)
        access-control: 127.0.0.0/8 allow
        username: ""
        chroot: ""
        directory: "@DIRECTORY@"
        pidfile: ""
        use-syslog: no
        do-daemonize: no
        num-threads: 1
        module-config: "iterator"
        do-not-query-localhost: no
        do-ip6: no
      remote-control:
        control-enable: no

      """
    for (zone, server) in stubs {
      configuration += "stub-zone:\n  name: \(zone)\n  stub-addr: \(server)@\(port)\n"
    }
    let daemon = try Daemon(
      unbound, ["-d", "-c", "unbound.conf"], files: ["unbound.conf": configuration])
    try await daemon.awaitAnswer(from: address, port: port)
    return daemon
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: directory)
  }

  private func awaitAnswer(from address: String, port: UInt16) async throws {
    let server = try #require(NameServer("\(address):\(port)"))
    let shard = try Shard()
    let isUp = await shard.run { shard in
      let deadline = MonotonicTime.now.adding(seconds: 30)
      let client = DNSClient(origin: .now)
      let query = DNSQuery(.root, .ns, as: .control)
      while process.isRunning, MonotonicTime.now < deadline {
        let reply = await client.ask(query, of: server, until: deadline, on: shard)
        if reply.message != nil { return true }
        // Refused at once while nobody listens: leave the server some of the processor.
        _ = await shard.sleep(until: .now.adding(seconds: 0.02))
      }
      return false
    }
    await shard.stop()
    try #require(isUp, "\(process.executableURL?.path ?? "") does not answer")
  }
}

extension Loopback {
  /// A port that nobody has taken on any of the addresses.
  static func freePort(on addresses: [String]) -> UInt16? {
    (20_000...30_000).shuffled().lazy.map { UInt16($0) }.first { port in
      addresses.allSatisfy { address in
        [SOCK_DGRAM, SOCK_STREAM].allSatisfy { type in
          guard let descriptor = bound(type, to: address, port: port) else { return false }
          close(descriptor)
          return true
        }
      }
    }
  }
}

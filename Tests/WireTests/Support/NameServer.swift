import Foundation
import Testing
import Wire

/// Knot DNS on a port of 127.0.0.1 with a zone of every kind of record, hostile octets included.
///
/// Asked both by this package's codec and by `kdig`, so that the two can be compared.
final class NameServer: Sendable {
  static let programs = ["/usr/sbin/knotd", "/usr/bin/kdig"]

  static var isInstalled: Bool {
    programs.allSatisfy(FileManager.default.isExecutableFile(atPath:))
  }

  let port: UInt16
  private let process: ChildProcess
  private let directory: URL

  /// Starts the server and waits until it answers for its zone.
  init() throws {
    port = try #require(LoopbackSocket.freePort())
    directory = FileManager.default.temporaryDirectory
      .appending(path: "icpdiag-knot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(Self.zone.utf8).write(to: directory.appending(path: "wire.zone"))
    let configuration = directory.appending(path: "knot.conf")
    try Data(Self.configuration(directory: directory.path, port: port).utf8).write(
      to: configuration)
    process = try #require(ChildProcess(Self.programs[0], ["--config", configuration.path]))
    do {
      try waitUntilAnswering()
    } catch {
      stop()
      throw error
    }
  }

  private func waitUntilAnswering() throws {
    let question = DNSMessage.query(
      id: 1, name: try #require(DNSName("wire.example")), type: .soa, recursionDesired: false)
    let deadline = ContinuousClock.now + .seconds(30)
    while try ask(question, over: .udp, timeoutSeconds: 1)?.responseCode != .noError {
      try #require(ContinuousClock.now < deadline, "knotd does not answer")
      // Refused at once while nobody listens: leave the server some of the processor.
      usleep(20_000)
    }
  }

  func stop() {
    process.stop()
    try? FileManager.default.removeItem(at: directory)
  }

  /// Asks one question and decodes the answer; `nil` when none came.
  func ask(
    _ message: DNSMessage, over transport: LoopbackSocket.Transport, timeoutSeconds: Int = 10
  ) throws -> DNSMessage? {
    guard let socket = LoopbackSocket(transport, port: port, timeoutSeconds: timeoutSeconds) else {
      return nil
    }
    let question = message.encoded()
    switch transport {
    case .udp:
      guard socket.send(question) else { return nil }
      let octets = socket.receive()
      return octets.isEmpty ? nil : try DNSMessage(decoding: octets)
    case .tcp:
      let length = [UInt8(question.count >> 8), UInt8(question.count & 0xFF)]
      guard socket.send(length + question) else { return nil }
      var octets: [UInt8] = []
      while octets.count < 2 || octets.count < 2 + Int(octets[0]) << 8 + Int(octets[1]) {
        let part = socket.receive()
        guard !part.isEmpty else { return nil }
        octets += part
      }
      return try DNSMessage(decoding: Array(octets[2...]))
    }
  }

  private static func configuration(directory: String, port: UInt16) -> String {
    """
    server:
      rundir: "\(directory)"
      listen: 127.0.0.1@\(port)
      edns-client-subnet: on
    database:
      storage: "\(directory)"
    template:
      - id: default
        storage: "\(directory)"
        journal-content: none
        semantic-checks: off
    zone:
      - domain: wire.example
        file: wire.zone

    """
  }

  private static let zone =
    ##"""
    $ORIGIN wire.example.
    $TTL 300
    @ 3600 IN SOA ns1 hostmaster\.cn 2026070901 7200 900 1209600 86400
    @ IN NS ns1
    @ IN NS ns2.example.net.
    ns1 IN A 192.0.2.53
    ns1 IN AAAA 2001:db8::53
    www 60 IN A 192.0.2.1
    www 60 IN A 192.0.2.2
    www IN AAAA 2001:db8:0:0:1::1
    www IN AAAA ::ffff:192.0.2.1
    www IN AAAA ::
    www IN AAAA 2001:db8:1:2:3:4:5:6
    Alias IN CNAME Www
    chain IN CNAME alias
    out IN CNAME target.example.net.
    old IN DNAME new.example.net.
    mail IN MX 10 mx1
    mail IN MX 20 mx2.example.net.
    mail IN MX 0 .
    1.2.0.192 IN PTR www
    text IN TXT "plain" "" "two words" "quote \" and backslash \\ ; ( )"
    hostile IN TXT "\027[31mred\007\000\255" "\228\184\173\230\150\135"
    \027\[31m\.x\000\032\@\$ IN A 192.0.2.66
    svc IN HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1
    odd IN TYPE65280 \# 4 deadbeef
    odd IN TYPE65281 \# 0
    *.wild IN A 192.0.2.99

    """##
    + (1...60).map { "many IN TXT \"record \($0) of more than a datagram can carry\"\n" }.joined()
}

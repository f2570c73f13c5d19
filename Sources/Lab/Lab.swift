internal import Engine
internal import Evidence
internal import Glibc
internal import Wire

/// The loopback stand-in for name servers, a provider's gateway and web servers.
///
/// Everything runs in this process, on one thread, on ports that need no rights.
package enum Lab {
  /// Brings `scenario` to life.
  ///
  /// - Throws: ``LabError`` when the scenario contradicts itself, a port is taken or a file cannot
  ///   be written.
  package static func start(
    _ scenario: Scenario, _ settings: LabSettings = LabSettings()
  ) async throws(LabError) -> RunningLab {
    raiseDescriptorLimit()
    var scenario = scenario
    let resolver = scenario.resolver
    scenario.nameServers[resolver, default: NameServer()].role = .resolver
    let authority = try CertificateAuthority()
    let log = LabLog()
    let population = Population(limit: settings.connectionLimit)
    var ports = LabPorts()
    let names = try namePorts(scenario, resolver, settings, log, &ports)
    let webs = try webPorts(scenario, settings, authority, log, &ports)
    let folder = try files(of: scenario, settings, authority)
    let shard: Shard
    do {
      shard = try Shard()
    } catch {
      folder.remove()
      throw LabError(
        .resource, "\(error.operation) failed: \(CommonPort.text(error.code))",
        remedy: "close other programs")
    }
    // The one unstructured task: it lasts from here to RunningLab.stop(), which waits for it.
    // It begins on the loop's own thread: the shared ones may be busy with the lab's clients.
    let serving = Task(executorPreference: shard.executor) {
      await shard.run { shard in
        await serve(names, webs, population, on: shard)
      }
    }
    return RunningLab(
      resolver: resolver, ports: ports, folder: folder,
      recordsNames: scenario.records.keys.sorted(), log: log, shard: shard, serving: serving)
  }

  /// Runs `body` beside a lab, and stops the lab whatever becomes of it.
  package static func with<Value: Sendable>(
    _ scenario: Scenario, _ settings: LabSettings = LabSettings(),
    _ body: (RunningLab) async throws -> Value
  ) async throws -> Value {
    let lab = try await start(scenario, settings)
    let result: Result<Value, any Error>
    do {
      result = .success(try await body(lab))
    } catch {
      result = .failure(error)
    }
    await lab.stop()
    return try result.get()
  }

  // MARK: Ports

  private struct Listener<Port: Sendable>: Sendable {
    let port: Port
    let socket: Socket
    let kind: Socket.Kind
    /// Sockets that are needed beside it as long as it lives.
    var companions: [Socket] = []
  }

  private static func namePorts(
    _ scenario: Scenario, _ resolver: IPAddress, _ settings: LabSettings, _ log: LabLog,
    _ ports: inout LabPorts
  ) throws(LabError) -> [Listener<NamePort>] {
    let answering = Answering(scenario, resolver: resolver)
    let servers = scenario.nameServers.sorted { $0.key < $1.key }
    let wanted = servers.flatMap { [($0.key, Socket.Kind.stream), ($0.key, .datagram)] }
    let (port, sockets) = try CommonPort.bind(wanted, port: settings.dnsPort)
    ports.dns = port
    var listeners: [Listener<NamePort>] = []
    for (index, (address, kind)) in wanted.enumerated() {
      guard let server = scenario.nameServers[address] else { continue }
      if kind == .stream {
        try listen(sockets[index])
      }
      let namePort = NamePort(
        address: address, server: server, answering: answering, log: log,
        patience: settings.clientSeconds)
      listeners.append(Listener(port: namePort, socket: sockets[index], kind: kind))
    }
    return listeners
  }

  private static func webPorts(
    _ scenario: Scenario, _ settings: LabSettings, _ authority: borrowing CertificateAuthority,
    _ log: LabLog, _ ports: inout LabPorts
  ) throws(LabError) -> [Listener<WebPort>] {
    let sites = scenario.sites.sorted { $0.key < $1.key }
    let certificateNames = scenario.certificateNames()
    var plain: [(WebPort, Site)] = []
    var secure: [WebPort] = []
    for (address, site) in sites {
      let plan = site.certificate
      let tls =
        site.https == .serve
        ? try authority.issue(
          plan,
          names: plan.names.isEmpty
            ? (certificateNames[address] ?? []) + [address.description] : plan.names)
        : nil
      let port = WebPort(
        address: address, endpoint: site.http, tls: nil, isTLSPort: false,
        response: Response(site.content), gateway: site.gateway, log: log,
        patience: settings.clientSeconds)
      plain.append((port, site))
      secure.append(
        port.with(site.https, tls: tls, response: site.secureContent.map { Response($0) }))
    }
    let further = plain.compactMap { port, site in site.http8080.map { port.with($0) } }
    let http = try open(plain.map(\.0), on: settings.httpPort)
    let https = try open(secure, on: settings.httpsPort)
    let http8080 = try open(further, on: 0)
    ports.http = http.number
    ports.https = https.number
    ports.http8080 = http8080.number
    return http.listeners + https.listeners + http8080.listeners
  }

  /// Has every port listen on one number, each in its way.
  private static func open(
    _ ports: [WebPort], on number: UInt16
  ) throws(LabError) -> (number: UInt16, listeners: [Listener<WebPort>]) {
    let (number, sockets) = try CommonPort.bind(
      ports.map { ($0.address, Socket.Kind.stream) }, port: number)
    var listeners: [Listener<WebPort>] = []
    for (port, socket) in zip(ports, sockets) {
      var companions: [Socket] = []
      switch port.endpoint {
      // It stays bound, so that no other program listens there.
      case .refused: break
      case .unanswered:
        companions = try fillBacklog(of: socket, at: port.address, port: number)
      default: try listen(socket)
      }
      listeners.append(
        Listener(port: port, socket: socket, kind: .stream, companions: companions))
    }
    return (number, listeners)
  }

  private static func listen(_ socket: Socket) throws(LabError) {
    do throws(EngineError) {
      try socket.listen(backlog: 4096)
    } catch {
      throw LabError(
        .resource, "cannot listen: \(CommonPort.text(error.code))", remedy: "choose another port")
    }
  }

  // MARK: Serving

  private static func serve(
    _ names: [Listener<NamePort>], _ webs: [Listener<WebPort>], _ population: Population,
    on shard: isolated Shard
  ) async {
    await withDiscardingTaskGroup { group in
      for name in names {
        group.addTask {
          guard name.kind == .stream else {
            return await name.port.serveDatagrams(name.socket, on: shard)
          }
          await Acceptor(socket: name.socket, population: population).run(on: shard) {
            await name.port.serveStream($0, on: $1)
          }
        }
      }
      for web in webs where web.port.endpoint != .refused && web.port.endpoint != .unanswered {
        group.addTask {
          await Acceptor(socket: web.socket, population: population).run(on: shard) {
            await web.port.serve($0, on: $1)
          }
        }
      }
    }
    // Ports that nothing accepts on must stay as they are until the end.
    withExtendedLifetime(webs) {}
  }
}

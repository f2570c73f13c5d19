internal import Engine
internal import Evidence
internal import Glibc
internal import Wire

// What a lab needs before it can serve.

extension Scenario {
  /// The address to give to `--resolver`: the first server with that role, or 127.0.0.1.
  var resolver: IPAddress {
    let named = nameServers.filter { $0.value.role == .resolver }.keys.min()
    return named ?? IPAddress(family: .v4, bits: 0x7F00_0001)
  }

  /// For each site the names that lead to it and can stand in a certificate.
  func certificateNames() -> [IPAddress: [String]] {
    var found: [IPAddress: [String]] = [:]
    let entries =
      names.exact.map { (name: $0, prefix: "", entry: $1) }
      + names.wildcards.map { (name: $0, prefix: "*.", entry: $1) }
    for (name, prefix, entry) in entries.sorted(by: { $0.name.description < $1.name.description }) {
      let text = prefix + name.description
      guard CertificateAuthority.isPlain(text) else { continue }
      for address in sites.keys where leads(entry, to: address) {
        found[address, default: []].append(text)
      }
    }
    return found
  }

  private func leads(_ entry: NameEntry, to address: IPAddress) -> Bool {
    var entry = entry
    // As many aliases as a client follows.
    for _ in 0..<16 {
      guard let target = entry.cname else { break }
      guard let next = names.entry(of: target) else { return false }
      entry = next
    }
    let views = [entry] + entry.subnets.map(\.entry)
    return views.contains { view in (view.v4 + view.v6).contains { $0.contains(address) } }
  }
}

extension Lab {
  /// Writes what the tool is to read beside the network.
  static func files(
    of scenario: Scenario, _ settings: LabSettings, _ authority: borrowing CertificateAuthority
  ) throws(LabError) -> LabFolder {
    var folder = try LabFolder(at: settings.folder)
    do throws(LabError) {
      let rows = scenario.places.map { "\($0.block),\($0.provider),\($0.region),\($0.area)\n" }
      try folder.write(
        Array((["cidr,provider,region,area\n"] + rows).joined().utf8), to: LabFile.places)
      let targets = scenario.targets.map { "\($0.target)\t\($0.expect ?? "")\n" }
      try folder.write(Array(targets.joined().utf8), to: LabFile.targets)
      try folder.write(authority.pem(), to: LabFile.authority)
      for (name, document) in scenario.records {
        try folder.write(document.recordsText(name: name, now: settings.now), to: name)
      }
      return folder
    } catch {
      folder.remove()
      throw error
    }
  }

  /// Makes a port that takes no connection: its backlog is full from the start, and the kernel
  /// drops every further SYN.
  ///
  /// - Returns: The connections that fill it; they must live as long as the port.
  static func fillBacklog(
    of socket: Socket, at address: IPAddress, port: UInt16
  ) throws(LabError) -> [Socket] {
    do throws(EngineError) {
      try socket.listen(backlog: 0)
      // The kernel lets one more in than it is told.
      let filler = try Socket(.stream, at: address, port: 0)
      _ = unsafe address.withSocketAddress(port: port) { pointer, length in
        unsafe connect(filler.descriptor, pointer, length)
      }
      return [filler]
    } catch {
      throw LabError(
        .resource, "cannot fill a backlog: \(CommonPort.text(error.code))",
        remedy: "use 'silent' instead of 'unanswered'")
    }
  }

  /// Allows as many descriptors as the system lets this process have.
  static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

extension Timestamp {
  /// This moment by the system's clock.
  static var now: Timestamp {
    Timestamp(secondsSinceEpoch: Int64(time(nil)))
  }
}

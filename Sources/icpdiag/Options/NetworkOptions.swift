internal import ArgumentParser
internal import Diagnosis
internal import Engine
internal import Evidence
internal import Observation
internal import Wire

/// How the network is asked.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A name server to ask instead of the system's; several are compared.",
      valueName: "addr[:port]"))
  var resolver: [String] = []

  @Option(
    help: ArgumentHelp(
      "Ask on behalf of a network (EDNS Client Subnet), to see what another region is told.",
      valueName: "cidr"))
  var clientSubnet: [String] = []

  @Option(
    help: ArgumentHelp(
      "What if the name resolved to this address: probe it, such as the server behind a CDN or "
        + "the one to move to. May be given several times.", valueName: "ip"))
  var at: [String] = []

  @Option(
    help: ArgumentHelp(
      "A further port to probe beside 80 and 443: over HTTP, and over TLS where that is not "
        + "answered.", valueName: "n"))
  var alsoPort: [UInt16] = []

  @Option(
    help: ArgumentHelp(
      "Connect elsewhere than to the standard ports, as the lab needs it: 80=8080,443=8443.",
      valueName: "a=b,…"))
  var portMap: PortMap?

  @Option(
    help: ArgumentHelp(
      "How often an undecided probe is repeated: injected answers race the real ones.",
      valueName: "n"))
  var samples = 3

  @Flag(name: .customShort("4"), help: "IPv4 only.")
  var ipv4Only = false

  @Flag(name: .customShort("6"), help: "IPv6 only.")
  var ipv6Only = false

  @Option(help: ArgumentHelp("Seconds for each step on the network.", valueName: "s"))
  var timeout = 4.0

  @Option(help: ArgumentHelp("Seconds for each target.", valueName: "s"))
  var deadline = 15.0

  @Flag(
    help: ArgumentHelp(
      "Make TLS handshakes the long way: keys as OpenSSL 3.0 decodes them, a context for each; "
        + "the findings are the same."))
  var noTLSFastpath = false

  @Option(
    help: ArgumentHelp(
      "The provider the site is meant to be hosted at (alibaba, tencent, huawei …); by default "
        + "that of the address.", valueName: "id"))
  var provider: String?

  func validate() throws {
    if ipv4Only, ipv6Only { throw ValidationError("choose one of -4 and -6") }
    guard (0.05...600).contains(timeout), (0.05...3_600).contains(deadline) else {
      throw ValidationError("--timeout takes 0.05 to 600 seconds, --deadline 0.05 to 3600")
    }
    guard (1...10).contains(samples) else { throw ValidationError("--samples takes 1 to 10") }
    _ = try servers
    _ = try subnets
    _ = try providerID
    _ = try addresses
  }

  /// These options as the observer takes them.
  ///
  /// - Parameter now: The clock the rules are told to use.
  /// - Returns: The settings of every target of this run.
  /// - Throws: What is wrong with an option.
  func settings(now: Timestamp?) throws -> Observer.Settings {
    Observer.Settings(
      resolvers: try servers, comparesResolvers: !resolver.isEmpty,
      clientSubnets: try subnets,
      addressTypes: ipv4Only ? [.a] : ipv6Only ? [.aaaa] : [.a, .aaaa],
      portMap: portMap?.ports ?? [:], furtherPorts: alsoPort, samples: samples, timeout: timeout,
      deadline: deadline, userAgent: Version.userAgent, provider: try providerID, now: now,
      at: try addresses)
  }

  /// Sets what holds for the whole process; to be called before the first transfer.
  func applyToEngine() {
    if noTLSFastpath { TLSFastPath.use(false) }
  }

  /// Names such as `x.test` exist only where somebody's own resolver says so.
  var reader: TargetReader { TargetReader(permitsSpecialUse: !resolver.isEmpty) }

  private var providerID: String? {
    get throws { try Self.providerID(provider) }
  }

  /// The id of the provider that the user names.
  ///
  /// - Throws: What is wrong with the name.
  static func providerID(_ provider: String?) throws -> String? {
    guard let provider else { return nil }
    let id = provider.lowercased()
    guard Providers.provider(id) != nil else {
      throw ValidationError(
        "'\(provider)' is no provider known here; --provider takes one of "
          + Providers.all.map(\.id).joined(separator: ", "))
    }
    return id
  }

  /// Those of `--at`.
  private var addresses: [IPAddress] {
    get throws {
      guard at.count <= Limits.addresses else {
        throw ValidationError("--at can be given \(Limits.addresses) times")
      }
      var seen: Set<IPAddress> = []
      return try at.map { text in
        guard let address = IPAddress(text) else {
          throw ValidationError("'\(text)' is no address; write it like 203.0.113.9 or 2001:db8::1")
        }
        return address
      }.filter { seen.insert($0).inserted }
    }
  }

  private var servers: [NameServer] {
    get throws {
      guard !resolver.isEmpty else { return SystemResolvers.read() }
      return try resolver.map { text in
        guard let server = NameServer(text) else {
          throw ValidationError(
            "'\(text)' is no name server; write it like 223.5.5.5 or [2400:3200::1]:53")
        }
        return server
      }
    }
  }

  private var subnets: [ClientSubnet] {
    get throws {
      try clientSubnet.map { text in
        guard let prefix = IPPrefix(text),
          let subnet = ClientSubnet(
            address: prefix.first.octets, sourcePrefix: prefix.length)
        else {
          throw ValidationError("'\(text)' is no network; write it like 114.114.114.0/24")
        }
        return subnet
      }
    }
  }
}

/// The argument of `--port-map`.
struct PortMap: ExpressibleByArgument {
  let ports: [UInt16: UInt16]

  init?(argument: String) {
    var ports: [UInt16: UInt16] = [:]
    for pair in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = pair.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let from = UInt16(sides[0]), let to = UInt16(sides[1]), to > 0,
        ports.updateValue(to, forKey: from) == nil
      else { return nil }
    }
    self.ports = ports
  }
}

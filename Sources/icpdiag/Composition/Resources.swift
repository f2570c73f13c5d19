internal import Glibc
internal import Observation

/// What this machine lets a process have open, and how many targets that is enough for.
///
/// Targets that wait for each other's descriptors or ports would hold on to their own meanwhile, so
/// there must not be more of them at once than can have what they need.
enum Resources {
  /// The sockets of one target, in an inquiry or with a few addresses; each has a local port.
  ///
  /// The few targets that need more wait for others to end.
  static let socketsEach = 16

  /// Streams, the loops, the library's own, certificates being read.
  private static let spare = 32

  /// The descriptors that so many targets may need.
  private static func descriptors(for targets: Int) -> rlim_t {
    rlim_t(spare + socketsEach * targets)
  }

  /// Raises the soft limit as far as it may be raised and is needed, and bounds a number by it.
  ///
  /// - Parameters:
  ///   - wanted: Targets that are to be observed at once.
  ///   - complain: Told why it has to be fewer.
  /// - Returns: At least one, at most `wanted`.
  static func targets(upTo wanted: Int, complain: (String) -> Void = { _ in }) -> Int {
    let descriptors = openFiles(upTo: descriptors(for: wanted))
    let ports = localPorts
    let targets = targets(upTo: wanted, descriptors: descriptors, ports: ports)
    if targets < wanted {
      let isFiles = Self.targets(upTo: wanted, descriptors: descriptors, ports: .max) == targets
      let reason =
        isFiles
        ? "this process may have \(descriptors) files open (see 'ulimit -n')"
        : "this machine has \(ports) local ports (net.ipv4.ip_local_port_range)"
      complain("observes \(targets) at once in place of \(wanted): \(reason)")
    }
    return targets
  }

  static func targets(upTo wanted: Int, descriptors: Int, ports: Int) -> Int {
    max(1, min(wanted, (descriptors - spare) / socketsEach, ports / socketsEach))
  }

  private static func openFiles(upTo needed: rlim_t) -> Int {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard unsafe getrlimit(resource, &limit) == 0 else { return .max }
    let raised = min(limit.rlim_max, needed)
    if limit.rlim_cur < raised {
      var higher = limit
      higher.rlim_cur = raised
      if unsafe setrlimit(resource, &higher) == 0 { limit = higher }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// How many ports the system gives to sockets that name none (ip(7)).
  private static var localPorts: Int {
    let text = try? FileOctets.read("/proc/sys/net/ipv4/ip_local_port_range", limit: 100)
    let bounds = (text ?? []).split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard bounds.count == 2, bounds[0] <= bounds[1] else { return .max }
    return bounds[1] - bounds[0] + 1
  }
}

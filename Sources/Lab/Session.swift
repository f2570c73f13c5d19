internal import CSockets
internal import Engine
internal import Evidence
internal import Glibc
internal import Synchronization

extension RunningLab {
  /// Waits until someone asks the process to end (SIGINT, SIGTERM).
  ///
  /// - Parameter seconds: At most this long; `nil` for as long as it takes.
  package func serve(seconds: Double?) async {
    let deadline = seconds.map { MonotonicTime.now.adding(seconds: $0) } ?? .distantFuture
    let signals = Signals()
    while !signals.isInterrupted, await signals.next(until: deadline, on: shard) {}
  }

  /// Runs a command beside the lab, with `{options}`, `{targets}`, `{ca}` and `{folder}` in its
  /// arguments filled in.
  ///
  /// An interruption is passed on to it.
  ///
  /// - Returns: Its exit status; 128 and the signal's number when a signal ended it.
  /// - Throws: ``LabError`` when it cannot be started.
  package func run(_ command: [String]) async throws(LabError) -> Int32 {
    let arguments = command.flatMap { $0 == "{options}" ? options : [filledIn($0)] }
    let signals = Signals()
    let child = try Self.spawn(arguments)
    while true {
      var status: Int32 = 0
      let code = unsafe waitpid(child, &status, WNOHANG)
      guard code == 0 || code < 0 && errno == EINTR else {
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
      }
      if signals.takeInterruption() {
        kill(child, SIGTERM)
      }
      _ = await signals.next(until: .distantFuture, on: shard)
    }
  }

  private func filledIn(_ argument: String) -> String {
    let values = [
      ("{options}", options.joined(separator: " ")), ("{targets}", targetsPath),
      ("{ca}", authorityPath), ("{folder}", folder.path),
    ]
    return values.reduce(argument) { text, value in text.replacing(value.0, with: value.1) }
  }

  private static func spawn(_ arguments: [String]) throws(LabError) -> pid_t {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // The engine ignores SIGPIPE, which a shell's pipeline needs.
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    // The threads of Swift's pool block signals, and a child would inherit that.
    var blocked = sigset_t()
    unsafe sigemptyset(&blocked)
    unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let copies = unsafe arguments.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let code = unsafe posix_spawnp(
      &child, arguments.first ?? "", nil, &attributes, copies + [nil], environ)
    guard code == 0 else {
      throw LabError(
        .resource, "cannot run \(arguments.first ?? "nothing"): \(CommonPort.text(code))",
        remedy: "give a command after '--'")
    }
    return child
  }
}

/// The signals that concern a session, as readiness of a descriptor.
private struct Signals: ~Copyable {
  /// What a signal handler may touch: set before the handler is.
  private static let wake = Atomic<Int32>(-1)
  private static let interruptions = Atomic<Int>(0)

  private let descriptor: Int32

  init() {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    Self.wake.store(descriptor, ordering: .sequentiallyConsistent)
    Self.interruptions.store(0, ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM, SIGCHLD] {
      signal(number) { number in
        if number != SIGCHLD {
          Signals.interruptions.add(1, ordering: .sequentiallyConsistent)
        }
        var one: UInt64 = 1
        unsafe write(
          Signals.wake.load(ordering: .sequentiallyConsistent), &one, MemoryLayout<UInt64>.size)
      }
    }
  }

  deinit {
    for number in [SIGINT, SIGTERM, SIGCHLD] {
      signal(number, SIG_DFL)
    }
    close(descriptor)
  }

  var isInterrupted: Bool {
    Self.interruptions.load(ordering: .sequentiallyConsistent) > 0
  }

  func takeInterruption() -> Bool {
    Self.interruptions.exchange(0, ordering: .sequentiallyConsistent) > 0
  }

  /// Waits for the next signal.
  ///
  /// - Returns: Whether one came before the deadline.
  func next(until deadline: MonotonicTime, on shard: Shard) async -> Bool {
    let descriptor = descriptor
    let readiness = await shard.run { shard in
      await shard.wait(for: descriptor, .readable, until: deadline)
    }
    var count: UInt64 = 0
    unsafe read(descriptor, &count, MemoryLayout<UInt64>.size)
    return readiness == .ready
  }
}

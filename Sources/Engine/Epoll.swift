internal import CSockets
internal import Glibc

/// One epoll instance (epoll(7)): the only place that touches its structures.
@safe struct Epoll: ~Copyable {
  struct Event {
    let tag: UInt64
    let events: UInt32
  }

  static let readable = EPOLLIN.rawValue | EPOLLRDHUP.rawValue
  static let writable = EPOLLOUT.rawValue
  /// Disarmed after it has fired once, yet still registered.
  static let once = EPOLLONESHOT.rawValue

  private let descriptor: Int32

  init() throws(EngineError) {
    let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else { throw EngineError(operation: "epoll_create1", code: errno) }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Registers `watched`, or changes its registration.
  ///
  /// - Parameters:
  ///   - watched: The descriptor.
  ///   - events: What to wait for.
  ///   - tag: What its events will carry.
  ///   - isKnown: Whether it is likely to be registered; a wrong guess costs a system call.
  /// - Returns: 0, or why the kernel did not take it; it refuses closed descriptors, plain files,
  ///   and more than it has room for.
  @discardableResult
  func watch(_ watched: Int32, events: UInt32, tag: UInt64, isKnown: Bool = false) -> Int32 {
    let (first, second) =
      isKnown ? (EPOLL_CTL_MOD, EPOLL_CTL_ADD) : (EPOLL_CTL_ADD, EPOLL_CTL_MOD)
    if control(first, watched, events: events, tag: tag) { return 0 }
    guard errno == EEXIST || errno == ENOENT else { return errno }
    return control(second, watched, events: events, tag: tag) ? 0 : errno
  }

  private func control(_ operation: Int32, _ watched: Int32, events: UInt32, tag: UInt64) -> Bool {
    var event = unsafe epoll_event()
    unsafe event.events = events
    unsafe event.data.u64 = tag
    return unsafe epoll_ctl(descriptor, operation, watched, &event) == 0
  }

  func forget(_ watched: Int32) {
    epoll_ctl(descriptor, EPOLL_CTL_DEL, watched, nil)
  }

  /// Waits once, at most `milliseconds` (-1: for ever).
  func wait(milliseconds: Int32) -> [Event] {
    let capacity = 256
    return unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: capacity) {
      buffer in
      let count = unsafe epoll_wait(
        descriptor, buffer.baseAddress, Int32(capacity), milliseconds)
      return (0..<max(0, Int(count))).map { index in
        unsafe Event(tag: buffer[index].data.u64, events: buffer[index].events)
      }
    }
  }
}

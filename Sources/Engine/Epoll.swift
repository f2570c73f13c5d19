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
  /// - Returns: Whether the kernel took it; it refuses closed descriptors and plain files.
  @discardableResult
  func watch(_ watched: Int32, events: UInt32, tag: UInt64) -> Bool {
    var event = unsafe epoll_event()
    unsafe event.events = events
    unsafe event.data.u64 = tag
    return unsafe epoll_ctl(descriptor, EPOLL_CTL_ADD, watched, &event) == 0
      || epoll_ctl(descriptor, EPOLL_CTL_MOD, watched, &event) == 0
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

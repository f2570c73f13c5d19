internal import Glibc

/// A plain thread: Foundation's would be the only thing it is linked for.
package enum Thread {
  private final class Body {
    let run: () -> Void

    init(run: @escaping () -> Void) {
      self.run = run
    }
  }

  /// Runs `body` on a detached thread.
  ///
  /// - Returns: 0, or the error of `pthread_create`.
  package static func detach(_ body: sending @escaping () -> Void) -> Int32 {
    let context = unsafe Unmanaged.passRetained(Body(run: body))
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    if code == 0 {
      pthread_detach(thread)
    } else {
      unsafe context.release()
    }
    return code
  }
}

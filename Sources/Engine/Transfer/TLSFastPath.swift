internal import COpenSSL
internal import Synchronization

/// Whether handshakes are made the short way, in the whole process: they share a context
/// (``SharedContext``), and peers' public keys are decoded at once.
///
/// OpenSSL 3.0 looks for a decoder anew for every key, a third of a handshake's work; later versions
/// do not. The verdicts on certificates are the same either way.
package enum TLSFastPath {
  @safe private struct State {
    var isWanted = true
    var isLoaded = false
    /// `nil` where the library has no need of it, or no means to it.
    var engine: UnsafeMutableRawPointer?
  }

  private static let state = Mutex(State())

  /// Switches; on, unless this is called, from the first transfer on.
  package static func use(_ isWanted: Bool) {
    state.withLock { state in
      state.isWanted = isWanted
      apply(state)
    }
  }

  /// Whether nobody has switched it off.
  static var isWanted: Bool {
    state.withLock { $0.isWanted }
  }

  /// Whether this library gains by decoding keys at once.
  package static var isAvailable: Bool {
    // Major and minor version (OPENSSL_VERSION_NUMBER(3)).
    OpenSSL_version_num() >> 20 == 0x300
  }

  /// Whether keys are decoded at once.
  package static var isInUse: Bool {
    state.withLock { unsafe $0.engine != nil && $0.isWanted }
  }

  /// To be called once the library is there.
  static func load() {
    state.withLock { state in
      guard !state.isLoaded else { return }
      state.isLoaded = true
      unsafe state.engine = isAvailable ? icp_key_engine() : nil
      apply(state)
    }
  }

  private static func apply(_ state: State) {
    guard let engine = unsafe state.engine else { return }
    if state.isWanted {
      unsafe icp_key_engine_claim(engine)
    } else {
      unsafe icp_key_engine_release(engine)
    }
    ERR_clear_error()
  }
}

internal import COpenSSL

/// One TLS context (`SSL_CTX`) for all handshakes of a loop, in place of one for each connection.
///
/// Every handshake stays a full one: no session is kept, and what differs between connections, the
/// name and the versions, is set for each.
@safe final class SharedContext {
  private let context = unsafe icp_shared_context_new()

  deinit {
    unsafe icp_shared_context_free(context)
  }

  /// How often it was asked for; 0 for good where the linker takes the library's function.
  var uses: UInt { unsafe icp_shared_context_uses(context) }

  /// Makes it before it is needed; for the first of a process the library sets itself up as well.
  func prepare() {
    lend { unsafe SSL_CTX_free(SSL_CTX_new(TLS_client_method())) }
  }

  /// Runs `work`; the connections that libcurl secures meanwhile, on this thread, have this context.
  func lend(to work: () -> Void) {
    unsafe icp_shared_context_use(TLSFastPath.isWanted ? context : nil)
    work()
    icp_shared_context_use(nil)
  }
}

internal import COpenSSL

/// A server's certificate and key, ready for handshakes.
///
/// OpenSSL counts the references to a context and locks it, so it may be shared; Swift cannot be
/// told that of a pointer without switching its checks off, hence the address as a number.
@safe final class TLSContext: Sendable {
  private let address: UInt

  /// Takes copies of its own of both.
  init?(certificate: OpaquePointer, key: OpaquePointer) {
    guard let context = unsafe SSL_CTX_new(TLS_server_method()) else { return nil }
    address = UInt(bitPattern: context)
    unsafe icp_ssl_context_without_resumption(context)
    guard unsafe SSL_CTX_use_certificate(context, certificate) == 1,
      unsafe SSL_CTX_use_PrivateKey(context, key) == 1
    else { return nil }
  }

  deinit {
    unsafe SSL_CTX_free(OpaquePointer(bitPattern: address))
  }

  /// A new connection's state; `nil` when memory is short.
  func makeConnection() -> OpaquePointer? {
    unsafe OpaquePointer(bitPattern: address).flatMap { unsafe SSL_new($0) }
  }
}

internal import COpenSSL

/// Watches one TLS handshake from inside the library that makes it.
///
/// libcurl reports a failed handshake with one code and some words. OpenSSL's own callbacks tell an
/// alert from a close, from a reset, and from an answer that is not TLS; and they give the
/// certificate while the connection is alive.
@safe final class TLSWatch {
  enum End {
    case closed, reset
  }

  private(set) var facts = TLSFacts()
  /// When the connection was there, and the handshake began.
  private(set) var connectedAt: MonotonicTime?
  /// How the peer ended the connection during the handshake.
  private(set) var end: End?
  private var startedAt = MonotonicTime.distantFuture
  private var name = ""
  private var trust: TrustStore?
  /// Whose handshake it is: libcurl may still be closing an earlier one when the next is followed.
  private var connection: OpaquePointer?

  /// Forgets the handshake before.
  ///
  /// - Parameters:
  ///   - startedAt: The start of the transfer.
  ///   - name: The name the certificate is to cover; an address when no name is sent.
  func begin(at startedAt: MonotonicTime, name: String) {
    facts = TLSFacts()
    connectedAt = nil
    end = nil
    unsafe connection = nil
    self.startedAt = startedAt
    self.name = name
  }

  /// Follows the next handshake that is begun in `context`, an `SSL_CTX`; must outlive it.
  ///
  /// libcurl begins it in the same call of its own: nobody's comes in between, whoever else has the
  /// context.
  func follow(_ context: OpaquePointer, trust: TrustStore) {
    connectedAt = .now
    self.trust = trust
    unsafe trust.use(in: context)
    // A close without close_notify ends a body as any other close does.
    unsafe icp_ssl_context_accept_bare_close(context)
    unsafe SSL_CTX_set_ex_data(context, Self.next, Unmanaged.passUnretained(self).toOpaque())
    unsafe SSL_CTX_set_info_callback(context) { connection, event, value in
      guard let connection = unsafe connection, let watch = unsafe TLSWatch.of(connection) else {
        return
      }
      unsafe watch.take(event: event, value: value, of: connection)
    }
  }

  /// Where a context has who follows its next handshake, and a connection who follows it.
  private static let next = icp_ssl_context_new_index()
  private static let own = icp_ssl_new_index()

  private static func of(_ connection: OpaquePointer) -> TLSWatch? {
    if let known = unsafe SSL_get_ex_data(connection, own) {
      let watch = unsafe from(known)
      return unsafe watch.connection == connection ? watch : nil
    }
    let context = unsafe SSL_get_SSL_CTX(connection)
    guard let waiting = unsafe SSL_CTX_get_ex_data(context, next) else { return nil }
    unsafe SSL_set_ex_data(connection, own, waiting)
    unsafe SSL_CTX_set_ex_data(context, next, nil)
    let watch = unsafe from(waiting)
    unsafe watch.connection = unsafe connection
    return watch
  }

  private static func from(_ context: UnsafeMutableRawPointer) -> TLSWatch {
    unsafe Unmanaged.fromOpaque(context).takeUnretainedValue()
  }

  private func take(event: Int32, value: Int32, of connection: OpaquePointer) {
    switch event {
    case SSL_CB_HANDSHAKE_START where !facts.isComplete:
      unsafe watchOctets(of: connection)
    case SSL_CB_HANDSHAKE_DONE where !facts.isComplete:
      unsafe complete(connection)
    case SSL_CB_READ_ALERT where value >> 8 == SSL3_AL_FATAL:
      facts.alert = Int(value & 0xFF)
    default:
      break
    }
  }

  // MARK: The octets received

  private func watchOctets(of connection: OpaquePointer) {
    unsafe icp_bio_watch(
      SSL_get_rbio(connection),
      { bio, operation, octets, _, _, _, result, count in
        if operation == BIO_CB_READ | BIO_CB_RETURN, let watch = unsafe BIO_get_callback_arg(bio) {
          unsafe Unmanaged<TLSWatch>.fromOpaque(UnsafeRawPointer(watch)).takeUnretainedValue()
            .take(UnsafeRawBufferPointer(start: octets, count: count?.pointee ?? 0), result, bio)
        }
        // The operation's own result, unchanged.
        return Int(result)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func take(_ octets: UnsafeRawBufferPointer, _ result: Int32, _ bio: OpaquePointer?) {
    if result > 0 {
      let room = TLSFacts.firstOctetsLimit - facts.firstOctets.count
      unsafe facts.firstOctets.append(contentsOf: octets.prefix(max(0, room)))
    } else if end == nil, unsafe icp_bio_should_retry(bio) == 0 {
      // The first one counts: a socket that was reset reads as closed the next time.
      end = result == 0 ? .closed : .reset
    }
  }

  // MARK: The end of the handshake

  private func complete(_ connection: OpaquePointer) {
    unsafe icp_bio_watch(SSL_get_rbio(connection), nil, nil)
    facts.isComplete = true
    facts.milliseconds = MonotonicTime.now.milliseconds(since: startedAt)
    facts.version = unsafe String(cString: SSL_get_version(connection))
    facts.cipher = unsafe icp_ssl_cipher_name(connection).map { unsafe String(cString: $0) }
    guard let certificate = unsafe SSL_get1_peer_certificate(connection) else { return }
    defer { unsafe X509_free(certificate) }
    facts.certificate = unsafe CertificateFacts(
      certificate, name: name, verification: trust?.verdict(SSL_get_verify_result(connection)))
  }
}

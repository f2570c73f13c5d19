import COpenSSL

@testable import Engine

/// A certificate, made on the spot, and the server's TLS side with it.
struct TLSIdentity: Sendable {
  /// In PEM, as is the key.
  let certificate: String
  /// What a folder of authorities would call it (openssl-rehash(1)).
  let fileName: String
  var key: String

  enum Kind {
    case p256, p384
    case rsa(bits: Int)
  }

  /// - Parameters:
  ///   - names: DNS names, or addresses written as `IP:192.0.2.1`; none for an authority.
  ///   - lifetime: Seconds from now at which it starts and ends to be valid.
  ///   - kind: What key it is for.
  ///   - owner: Its subject's common name.
  ///   - issuer: Who vouches for it; `nil` for itself.
  init(
    names: [String], lifetime: ClosedRange<Int> = -3600...3600, kind: Kind = .p256,
    owner: String = "icpdiag test", issuer: TLSIdentity? = nil
  ) {
    let key = unsafe Self.newKey(kind)
    let certificate = unsafe X509_new()
    defer {
      unsafe X509_free(certificate)
      unsafe EVP_PKEY_free(key)
    }
    unsafe X509_set_version(certificate, 2)
    unsafe ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1)
    unsafe X509_gmtime_adj(X509_getm_notBefore(certificate), lifetime.lowerBound)
    unsafe X509_gmtime_adj(X509_getm_notAfter(certificate), lifetime.upperBound)
    let subject = unsafe X509_get_subject_name(certificate)
    let utf8 = Int32(0x1000)
    unsafe X509_NAME_add_entry_by_txt(subject, "O", utf8, "测试", -1, -1, 0)
    unsafe X509_NAME_add_entry_by_txt(subject, "CN", utf8, owner, -1, -1, 0)
    if let issuer {
      unsafe Self.withCertificate(issuer.certificate) {
        unsafe X509_set_issuer_name(certificate, X509_get_subject_name($0))
      }
    } else {
      unsafe X509_set_issuer_name(certificate, subject)
    }
    unsafe X509_set_pubkey(certificate, key)
    let list = names.map { $0.hasPrefix("IP:") ? $0 : "DNS:\($0)" }.joined(separator: ",")
    let extensions =
      names.isEmpty
      ? unsafe X509V3_EXT_conf_nid(nil, nil, NID_basic_constraints, "critical,CA:TRUE")
      : unsafe X509V3_EXT_conf_nid(nil, nil, NID_subject_alt_name, list)
    unsafe X509_add_ext(certificate, extensions, -1)
    unsafe X509_EXTENSION_free(extensions)
    if let issuer {
      unsafe Self.withKey(issuer.key) {
        precondition(unsafe X509_sign(certificate, $0, EVP_sha256()) > 0, "not signed")
      }
    } else {
      precondition(unsafe X509_sign(certificate, key, EVP_sha256()) > 0, "not signed")
    }
    fileName = unsafe "\(String(X509_subject_name_hash(certificate), radix: 16)).0"
    self.certificate = unsafe Self.pem { unsafe PEM_write_bio_X509($0, certificate) }
    self.key = unsafe Self.pem {
      unsafe PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil)
    }
  }

  private static func newKey(_ kind: Kind) -> OpaquePointer? {
    switch kind {
    case .p256: unsafe icp_p256_key()
    case .p384: unsafe icp_p384_key()
    case .rsa(let bits): unsafe icp_rsa_key(bits)
    }
  }

  /// Accepts a handshake on `peer` and plays `script` inside it.
  ///
  /// - Parameters:
  ///   - peer: The connection.
  ///   - agreesOnProtocol: Whether the first protocol that the client offers is taken (RFC 7301).
  ///   - groups: The curves to agree on a secret on, as OpenSSL names them; `nil` leaves its own.
  ///   - isOld: Whether it knows no TLS 1.3.
  ///   - script: What to do in the stream.
  func serve(
    _ peer: Peer, agreesOnProtocol: Bool = false, groups: String? = nil, isOld: Bool = false,
    _ script: (TLSStream) -> Void
  ) {
    let context = unsafe SSL_CTX_new(TLS_server_method())
    defer { unsafe SSL_CTX_free(context) }
    // It may show what no client should accept.
    unsafe SSL_CTX_set_security_level(context, 0)
    if isOld {
      unsafe icp_ssl_context_end_at(context, TLS1_2_VERSION)
    }
    if let groups {
      unsafe icp_ssl_context_agree_on(context, groups)
    }
    if agreesOnProtocol {
      unsafe SSL_CTX_set_alpn_select_cb(
        context,
        { _, chosen, length, offered, _, _ in
          guard let offered = unsafe offered else { return SSL_TLSEXT_ERR_NOACK }
          unsafe chosen?.pointee = offered + 1
          unsafe length?.pointee = offered.pointee
          return SSL_TLSEXT_ERR_OK
        }, nil)
    }
    unsafe Self.withCertificate(certificate) { unsafe SSL_CTX_use_certificate(context, $0) }
    unsafe Self.withKey(key) { unsafe SSL_CTX_use_PrivateKey(context, $0) }
    let connection = unsafe SSL_new(context)
    defer { unsafe SSL_free(connection) }
    unsafe SSL_set_fd(connection, peer.descriptor)
    guard unsafe SSL_accept(connection) == 1 else { return }
    script(unsafe TLSStream(connection))
  }

  private static func pem(_ write: (OpaquePointer?) -> Int32) -> String {
    let output = unsafe BIO_new(BIO_s_mem())
    defer { unsafe BIO_free(output) }
    guard unsafe write(output) == 1 else { return "" }
    var octets: UnsafeMutablePointer<CChar>?
    let count = unsafe icp_bio_contents(output, &octets)
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: octets, count: count), as: UTF8.self)
  }

  private static func withCertificate(_ pem: String, _ body: (OpaquePointer?) -> Void) {
    unsafe read(pem) { input in
      let certificate = unsafe PEM_read_bio_X509(input, nil, nil, nil)
      unsafe body(certificate)
      unsafe X509_free(certificate)
    }
  }

  private static func withKey(_ pem: String, _ body: (OpaquePointer?) -> Void) {
    unsafe read(pem) { input in
      let key = unsafe icp_old_key(PEM_read_bio_PrivateKey(input, nil, nil, nil))
      unsafe body(key)
      unsafe EVP_PKEY_free(key)
    }
  }

  private static func read(_ pem: String, _ body: (OpaquePointer?) -> Void) {
    let input = unsafe BIO_new(BIO_s_mem())
    defer { unsafe BIO_free(input) }
    unsafe BIO_puts(input, pem)
    unsafe body(input)
  }
}

/// The server's end of an established TLS connection.
@safe struct TLSStream {
  private let connection: OpaquePointer?

  init(_ connection: OpaquePointer?) {
    unsafe self.connection = unsafe connection
  }

  @discardableResult
  func receive() -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: 4096)
    let count = unsafe SSL_read(connection, &octets, Int32(octets.count))
    return Array(octets.prefix(Int(max(0, count))))
  }

  func send(_ text: String) {
    send(Array(text.utf8))
  }

  func send(_ octets: [UInt8]) {
    unsafe SSL_write(connection, octets, Int32(octets.count))
  }

  func close() {
    unsafe SSL_shutdown(connection)
  }
}

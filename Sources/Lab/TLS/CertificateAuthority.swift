internal import COpenSSL
internal import Glibc

/// The lab's own authority: made anew for each lab, its key never leaves memory.
@safe struct CertificateAuthority: ~Copyable {
  private let key: OpaquePointer
  private let certificate: OpaquePointer

  init() throws(LabError) {
    guard let key = unsafe icp_p256_key() else { throw Self.failed("no key could be made") }
    let lifetime = -Self.day...Self.day * 30
    guard
      let certificate = unsafe Self.blank(
        name: "icpdiag lab CA", serial: 1, key: key, valid: lifetime),
      unsafe X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1,
      unsafe icp_x509_extend(
        certificate, certificate, NID_basic_constraints, "critical,CA:TRUE") == 1,
      unsafe icp_x509_extend(
        certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign") == 1,
      unsafe icp_x509_extend(certificate, certificate, NID_subject_key_identifier, "hash") == 1,
      unsafe X509_sign(certificate, key, EVP_sha256()) > 0
    else {
      unsafe EVP_PKEY_free(key)
      throw Self.failed("no certificate of its own could be made")
    }
    unsafe self.key = key
    unsafe self.certificate = certificate
  }

  deinit {
    unsafe X509_free(certificate)
    unsafe EVP_PKEY_free(key)
  }

  /// The authority's certificate as PEM text, for `--cacert` and the like.
  func pem() -> [UInt8] {
    guard let bio = unsafe BIO_new(BIO_s_mem()) else { return [] }
    defer { unsafe BIO_free(bio) }
    unsafe PEM_write_bio_X509(bio, certificate)
    var text = [UInt8](repeating: 0, count: unsafe BIO_ctrl_pending(bio))
    let count = unsafe BIO_read(bio, &text, Int32(text.count))
    return Array(text.prefix(Int(max(0, count))))
  }

  /// A server's context with a fresh certificate for `names`, each a domain name or an address.
  func issue(_ plan: CertificatePlan, names: [String]) throws(LabError) -> TLSContext {
    guard let subject = names.first, names.allSatisfy(Self.isPlain) else {
      throw LabError(
        .scenario, "a certificate for \(names) cannot be made",
        remedy: "name letters, digits, dots, hyphens, colons and '*' only")
    }
    guard let key = unsafe icp_p256_key() else { throw Self.failed("no key could be made") }
    defer { unsafe EVP_PKEY_free(key) }
    let end = plan.isExpired ? -Self.day : Self.day * 30
    let alternatives = names.map { ($0.contains(":") || Self.isV4($0) ? "IP:" : "DNS:") + $0 }
    let signer = unsafe plan.isSelfSigned ? key : self.key
    guard
      let leaf = unsafe Self.blank(
        name: String(subject.prefix(64)), serial: Int64.random(in: 2...(.max)), key: key,
        valid: -Self.day * 60...end)
    else { throw Self.failed("no certificate could be made") }
    defer { unsafe X509_free(leaf) }
    let issuer = unsafe plan.isSelfSigned ? leaf : certificate
    guard unsafe X509_set_issuer_name(leaf, X509_get_subject_name(issuer)) == 1,
      unsafe icp_x509_extend(
        leaf, issuer, NID_subject_alt_name, alternatives.joined(separator: ",")) == 1,
      unsafe X509_sign(leaf, signer, EVP_sha256()) > 0,
      let context = unsafe TLSContext(certificate: leaf, key: key)
    else { throw Self.failed("no certificate for \(subject) could be made") }
    return context
  }

  private static let day = 86_400

  /// A version 3 certificate with subject, key and validity in seconds from now.
  private static func blank(
    name: String, serial: Int64, key: OpaquePointer, valid: ClosedRange<Int>
  ) -> OpaquePointer? {
    guard let certificate = unsafe X509_new() else { return nil }
    let isComplete =
      unsafe X509_set_version(certificate, 2) == 1
      && ASN1_INTEGER_set_int64(X509_get_serialNumber(certificate), serial) == 1
      && X509_gmtime_adj(X509_getm_notBefore(certificate), valid.lowerBound) != nil
      && X509_gmtime_adj(X509_getm_notAfter(certificate), valid.upperBound) != nil
      && X509_set_pubkey(certificate, key) == 1
      && X509_NAME_add_entry_by_txt(
        X509_get_subject_name(certificate), "CN", MBSTRING_ASC, name, -1, -1, 0) == 1
    guard isComplete else {
      unsafe X509_free(certificate)
      return nil
    }
    return unsafe certificate
  }

  /// Whether the name can stand in a certificate, and in OpenSSL's syntax for a list of names.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
          UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: ":"):
          true
        default: false
        }
      }
  }

  private static func isV4(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
  }

  private static func failed(_ problem: String) -> LabError {
    LabError(
      .resource, "OpenSSL: \(problem)", remedy: "check the installation of libssl and its memory")
  }
}

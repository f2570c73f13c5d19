internal import COpenSSL
internal import Glibc

extension CertificateFacts {
  /// DNS names kept; shared certificates of CDNs carry a hundred.
  private static let nameLimit = 100
  /// Octets of a subject or an issuer kept.
  private static let lineLimit = 512

  /// Reads an `X509`.
  ///
  /// - Parameters:
  ///   - certificate: The leaf.
  ///   - name: The name or the address it is to cover.
  ///   - verification: The verifier's result; `nil` when it had nothing to trust.
  init(_ certificate: OpaquePointer, name: String, verification: Int?) {
    subject = unsafe Self.line(X509_get_subject_name(certificate))
    issuer = unsafe Self.line(X509_get_issuer_name(certificate))
    names = unsafe Self.dnsNames(of: certificate)
    notBefore = unsafe Self.seconds(X509_get0_notBefore(certificate))
    notAfter = unsafe Self.seconds(X509_get0_notAfter(certificate))
    // Browsers stopped looking for names in the subject; so does RFC 9525 section 2.
    coversName =
      unsafe X509_check_ip_asc(certificate, name, 0) == 1
      || X509_check_host(
        certificate, name, name.utf8.count, UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT), nil) == 1
    isTrusted = verification.map { $0 == X509_V_OK }
    problem = verification.flatMap { code in
      code == X509_V_OK ? nil : unsafe String(cString: X509_verify_cert_error_string(code))
    }
    // What these calls disliked must not be taken for an error of the connection.
    ERR_clear_error()
  }

  /// `C = CN, O = …, CN = …`, in UTF-8.
  private static func line(_ name: OpaquePointer?) -> String {
    guard let name = unsafe name, let output = unsafe BIO_new(BIO_s_mem()) else { return "" }
    defer { unsafe BIO_free(output) }
    unsafe icp_x509_name_print(output, name)
    var octets: UnsafeMutablePointer<CChar>?
    let count = unsafe icp_bio_contents(output, &octets)
    return unsafe text(UnsafeRawBufferPointer(start: octets, count: max(0, count)))
  }

  private static func dnsNames(of certificate: OpaquePointer) -> [String] {
    guard let found = unsafe X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else {
      return []
    }
    let names = OpaquePointer(found)
    defer { unsafe GENERAL_NAMES_free(names) }
    var texts: [String] = []
    for index in 0..<(unsafe icp_general_names_count(names)) where texts.count < nameLimit {
      guard let name = unsafe icp_general_names_dns(names, index) else { continue }
      let octets = unsafe UnsafeRawBufferPointer(
        start: ASN1_STRING_get0_data(name), count: Int(max(0, ASN1_STRING_length(name))))
      texts.append(unsafe text(octets))
    }
    return texts
  }

  /// Hostile octets as a bounded text without control characters.
  private static func text(_ octets: UnsafeRawBufferPointer) -> String {
    unsafe String(
      decoding: octets.prefix(lineLimit).map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 },
      as: UTF8.self)
  }

  private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    var parts = unsafe tm()
    guard unsafe ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return unsafe Int64(timegm(&parts))
  }
}

internal import COpenSSL
internal import Glibc

/// Where the authorities that this machine trusts are.
package enum TrustSource: Hashable, Sendable {
  /// OpenSSL's own places, and what `SSL_CERT_FILE` and `SSL_CERT_DIR` say.
  case system
  /// A folder of certificates named by hash (openssl-rehash(1)); each is read when first needed.
  case folder(String)
  /// One PEM file, read whole.
  case bundle(String)
}

/// The trusted authorities of one loop, shared by its handshakes.
///
/// Put in place of libcurl's own list: that one is read anew for every connection when a folder is
/// set beside a bundle, 35 ms of CPU each time.
@safe final class TrustStore {
  private let store: OpaquePointer?
  /// Whether there is anything to trust.
  let isUsable: Bool

  init(_ source: TrustSource) {
    unsafe store = X509_STORE_new()
    switch source {
    case .system:
      unsafe X509_STORE_set_default_paths(store)
      isUsable =
        unsafe Self.hasContent(X509_get_default_cert_dir_env(), X509_get_default_cert_dir())
        || Self.hasContent(X509_get_default_cert_file_env(), X509_get_default_cert_file())
    case .folder(let path):
      isUsable = unsafe X509_STORE_load_path(store, path) == 1 && Self.hasContent(path)
    case .bundle(let path):
      isUsable = unsafe X509_STORE_load_file(store, path) == 1
    }
    ERR_clear_error()
  }

  deinit {
    unsafe X509_STORE_free(store)
  }

  func use(in context: OpaquePointer) {
    unsafe SSL_CTX_set1_cert_store(context, store)
  }

  /// Whether what the variable names, or the default where it is not set, holds something.
  private static func hasContent(
    _ variable: UnsafePointer<CChar>?, _ standard: UnsafePointer<CChar>?
  ) -> Bool {
    guard
      let path = unsafe variable.flatMap({ unsafe getenv($0) }).map({ unsafe UnsafePointer($0) })
        ?? standard
    else { return false }
    return unsafe hasContent(String(cString: path))
  }

  /// Whether `path` is a readable file, or a folder with an entry.
  private static func hasContent(_ path: String) -> Bool {
    guard let folder = unsafe opendir(path) else { return unsafe access(path, R_OK) == 0 }
    defer { unsafe closedir(folder) }
    // Beside "." and "..".
    return (0..<3).allSatisfy { _ in unsafe readdir(folder) != nil }
  }
}

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
    let folder: String?
    let file: String?
    switch source {
    case .system: (folder, file) = Self.systemPlaces
    case .folder(let path): (folder, file) = (path, nil)
    case .bundle(let path): (folder, file) = (nil, path)
    }
    var isUsable = false
    if let folder, Self.hasContent(folder) {
      isUsable = unsafe X509_STORE_load_path(store, folder) == 1
    }
    if let file, unsafe X509_STORE_load_file(store, file) == 1 {
      isUsable = true
    }
    self.isUsable = isUsable
    ERR_clear_error()
  }

  deinit {
    unsafe X509_STORE_free(store)
  }

  /// What a verifier's result says; `nil` when it had not all authorities to look at.
  func verdict(_ result: Int) -> Int? {
    guard isUsable else { return nil }
    // Authorities are read when first needed, which takes a descriptor.
    let lacksIssuer = result == Int(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY)
    return lacksIssuer && !Self.canOpenFiles ? nil : result
  }

  private static var canOpenFiles: Bool {
    let descriptor = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return !Shortage.isTold(by: errno) }
    close(descriptor)
    return true
  }

  func use(in context: OpaquePointer) {
    unsafe SSL_CTX_set1_cert_store(context, store)
  }

  /// Where OpenSSL would look, but for a file that only repeats the folder.
  ///
  /// Reading a bundle takes 35 ms of CPU, and its own way of adding these places reads the whole
  /// folder's listing for every issuer that is not there.
  private static var systemPlaces: (folder: String?, file: String?) {
    let folder =
      unsafe variable(X509_get_default_cert_dir_env())
      ?? String(cString: X509_get_default_cert_dir())
    let file =
      unsafe variable(X509_get_default_cert_file_env())
      ?? String(cString: X509_get_default_cert_file())
    let isRepeated =
      unsafe file.hasPrefix("\(folder)/")
      || file == String(cString: X509_get_default_cert_file())
    return (folder, isRepeated && hasContent(folder) ? nil : file)
  }

  private static func variable(_ name: UnsafePointer<CChar>?) -> String? {
    unsafe name.flatMap { unsafe getenv($0) }.map { unsafe String(cString: $0) }
  }

  /// Whether one of the folders, separated by colons, has an entry.
  private static func hasContent(_ folders: String) -> Bool {
    folders.split(separator: ":").contains { path in
      guard let folder = unsafe opendir(String(path)) else { return false }
      defer { unsafe closedir(folder) }
      // Beside "." and "..".
      return (0..<3).allSatisfy { _ in unsafe readdir(folder) != nil }
    }
  }
}

import Foundation

/// The gateways' answers, octet for octet, from the templates of facts 2.1.
enum BlockPages {
  /// Alibaba, old form (B-01): a head with CRLF, a body with bare LF.
  static let alibaba = load("page-crlf.bin")
  /// Tencent (B-03): neither length nor body, and the connection stays open.
  static let tencent = load("redirect.bin")
  /// ADM (B-04): bare LF everywhere, no newline at the end.
  static let adm = load("page-bare-lf.bin")

  /// Empty when the file is not there, which no test takes for a page.
  private static func load(_ name: String) -> [UInt8] {
    let folder = URL(filePath: #filePath).appending(path: "../../../../fixtures/wire/http")
    return (try? Data(contentsOf: folder.appending(path: name).standardizedFileURL))
      .map { [UInt8]($0) } ?? []
  }
}

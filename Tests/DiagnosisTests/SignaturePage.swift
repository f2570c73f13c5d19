import Evidence
import Foundation
import Testing

/// One answer of `fixtures/signatures/pages`, and what it must be taken for.
struct SignaturePage: CustomTestStringConvertible {
  /// The signature that the page is for.
  let signature: String
  let name: String
  let isNearMiss: Bool
  /// The signature that must match; `nil` where none may.
  let expected: String?
  let text: String
  let exchange: HTTPExchange

  var testDescription: String { "\(signature)/\(name)" }

  static let all: [SignaturePage] = {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/signatures/pages")
    let files = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "http" }
      .sorted { $0.path < $1.path }.compactMap(SignaturePage.init)
  }()

  private init?(_ file: URL) {
    name = file.deletingPathExtension().lastPathComponent
    signature = file.deletingLastPathComponent().lastPathComponent
    isNearMiss = name.hasPrefix("near-miss-")
    let other = name.split(separator: "=").dropFirst().first.map(String.init)
    expected = isNearMiss ? other : signature
    guard isNearMiss || name.hasPrefix("is-"),
      let text = try? String(contentsOf: file, encoding: .utf8),
      let exchange = HTTPExchange(answer: text)
    else {
      Issue.record("\(file.path) is no page of a signature")
      return nil
    }
    self.text = text
    self.exchange = exchange
  }
}

extension HTTPExchange {
  /// An answer as it stands on the wire, with LF for CRLF.
  init?(answer: String) {
    guard let end = answer.firstRange(of: "\n\n") else { return nil }
    let lines = answer[..<end.lowerBound].split(separator: "\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    let headers = lines.dropFirst().compactMap { line -> Header? in
      let sides = line.split(separator: ":", maxSplits: 1)
      guard sides.count == 2 else { return nil }
      return Header(name: String(sides[0]), value: sides[1].trimmingCharacters(in: .whitespaces))
    }
    let body = String(answer[end.upperBound...])
    let title = body.firstMatch(of: /<title>(.*?)<\/title>/).map { String($0.output.1) }
    let length = headers.first { $0.name == "Content-Length" }.flatMap { Int($0.value) } ?? 0
    self.init(
      id: "http.1", purpose: .target, scheme: .http,
      address: IPAddress(family: .v4, bits: 0x2F60_0001), port: 80, host: "example.cn",
      startedMs: 0, durationMs: 1, status: status, headers: headers, title: title, body: body,
      bodyBytes: max(length, body.utf8.count))
  }
}

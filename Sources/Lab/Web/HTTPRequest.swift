/// The head of a request, as far as a gateway or a small web server looks.
struct HTTPRequest: Equatable {
  var method: String
  /// Without the query.
  var path: String
  /// In lower case, without port, brackets and trailing dot; empty when the client names none.
  var host: String
  /// Whether another request may follow on the connection.
  var keepsAlive: Bool
  /// Octets of the head, the blank line included.
  var length: Int

  enum Reading: Equatable {
    case needMore, malformed, tooLong
    case request(HTTPRequest)
  }

  static let headLimit = 16 * 1024

  /// Reads the head at the start of `octets`; line feeds may be bare.
  static func read(_ octets: [UInt8]) -> Reading {
    guard let length = headLength(octets) else {
      return octets.count >= headLimit ? .tooLong : .needMore
    }
    let lines = octets[..<length].split(separator: UInt8(ascii: "\n")).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    guard let first = lines.first else { return .malformed }
    let words = first.split(separator: UInt8(ascii: " "))
    guard words.count == 3, words[2].starts(with: Array("HTTP/1.".utf8)) else {
      return .malformed
    }
    let target = words[1].prefix { $0 != UInt8(ascii: "?") }
    var request = HTTPRequest(
      method: String(decoding: words[0], as: UTF8.self),
      path: String(decoding: target, as: UTF8.self), host: "",
      keepsAlive: words[2].last == UInt8(ascii: "1"), length: length)
    for line in lines.dropFirst() {
      request.takeField(line)
    }
    return .request(request)
  }

  /// Octets up to the end of the first empty line.
  private static func headLength(_ octets: [UInt8]) -> Int? {
    let end = min(octets.count, headLimit)
    var index = 0
    var lineStart = 0
    while index < end {
      if octets[index] == UInt8(ascii: "\n") {
        let isEmpty =
          index == lineStart || index == lineStart + 1 && octets[lineStart] == UInt8(ascii: "\r")
        if isEmpty, lineStart > 0 { return index + 1 }
        lineStart = index + 1
      }
      index += 1
    }
    return nil
  }

  private mutating func takeField(_ line: ArraySlice<UInt8>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    // Names longer than these are not looked at.
    guard colon - line.startIndex <= 17 else { return }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    let value = String(decoding: line[(colon + 1)...], as: UTF8.self).lowercased()
    switch name {
    case "host":
      host = Self.bareHost(value)
    case "connection":
      keepsAlive = keepsAlive && !value.contains("close")
    case "content-length", "transfer-encoding":
      // A body is not read; the next request could not be found behind it.
      keepsAlive = false
    default: break
    }
  }

  /// The name in a Host field: no port, no brackets, no trailing dot, and only octets that a
  /// redirect may repeat.
  private static func bareHost(_ value: String) -> String {
    var text = value.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-._:[]".contains($0)) }
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      return String(text[text.index(after: text.startIndex)..<end].prefix(hostLimit))
    }
    if let colon = text.firstIndex(of: ":") {
      text = String(text[..<colon])
    }
    if text.hasSuffix(".") {
      text.removeLast()
    }
    return String(text.prefix(hostLimit))
  }

  private static let hostLimit = 253
}

/// What a web server says, written out once and sent many times.
final class Response: Sendable {
  /// One form for connections that go on, one for those that end.
  private let keeping: [UInt8]
  private let closing: [UInt8]
  private let bodyLength: Int
  let latencyMilliseconds: Int
  private let paths: [String: Response]
  private let hosts: [String: Response]

  init(_ content: Content) {
    let hasBody = content.status != 204 && content.status != 304
    let body = hasBody ? content.body : []
    var lines = ["HTTP/1.1 \(content.status) \(content.reason)"]
    func names(_ field: String) -> Bool {
      content.headers.contains { $0.lowercased().hasPrefix(field + ":") }
    }
    if !names("server") {
      lines.append("Server: nginx")
    }
    if hasBody, !names("content-type") {
      lines.append("Content-Type: " + content.contentType)
    }
    lines += content.headers
    if hasBody {
      lines.append("Content-Length: \(body.count)")
    }
    func octets(_ connection: String) -> [UInt8] {
      let head = (lines + ["Connection: \(connection)", "", ""]).joined(separator: "\r\n")
      return Array(head.utf8) + body
    }
    keeping = octets("keep-alive")
    closing = octets("close")
    bodyLength = body.count
    latencyMilliseconds = content.latencyMilliseconds
    paths = content.paths.mapValues { Response($0) }
    hosts = content.hosts.mapValues { Response($0) }
  }

  /// The response for a host and a path, the nearest that the content has.
  func response(for request: HTTPRequest) -> Response {
    let host = hosts[request.host] ?? self
    return host.paths[request.path] ?? host
  }

  func octets(for request: HTTPRequest) -> [UInt8] {
    let octets = request.keepsAlive ? keeping : closing
    return request.method == "HEAD" ? Array(octets.dropLast(bodyLength)) : octets
  }

  // What the server says about requests it cannot serve.

  static let malformed = failure(400, "Bad Request")
  static let tooLong = failure(431, "Request Header Fields Too Large")
  /// What nginx says to HTTP on its TLS port.
  static let plainHTTP = failure(400, "The plain HTTP request was sent to HTTPS port")

  private static func failure(_ status: Int, _ title: String) -> [UInt8] {
    var content = Content()
    content.status = status
    content.reason = status == 400 ? "Bad Request" : title
    content.body = Array(
      "<html><head><title>\(status) \(title)</title></head></html>\r\n".utf8)
    return Response(content).closing
  }
}

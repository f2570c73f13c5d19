internal import Evidence

extension Site {
  /// Reads a site and the place it stands for, whose block is filled in by the caller.
  static func read(_ node: ScenarioNode) throws(LabError) -> (Site, PlaceRow?) {
    let object = try node.object([
      "http", "https", "http_8080", "content", "https_content", "certificate", "gateway", "place",
      "note",
    ])
    var site = Site()
    site.http = try object["http"]?.choice() ?? .serve
    site.https = try object["https"]?.choice() ?? .serve
    site.http8080 = try object["http_8080"]?.choice()
    for (key, endpoint) in [("http", site.http), ("http_8080", site.http8080)] {
      if let node = object[key], endpoint == .plain || endpoint == .alert {
        throw node.error("is for 'https' only", remedy: "write it there")
      }
    }
    if let https = object["https"], site.https == .drip {
      throw https.error("is for 'http' only", remedy: "write 'silent'")
    }
    if let content = object["content"] {
      site.content = try Content(content)
    }
    site.secureContent = try object.optional("https_content", Content.init)
    if let certificate = object["certificate"] {
      site.certificate = try CertificatePlan(certificate)
    }
    site.gateway = try object.optional("gateway", Gateway.init)
    return (site, try object.optional("place", PlaceRow.init))
  }
}

extension Content {
  init(_ node: ScenarioNode) throws(LabError) {
    let object = try node.object([
      "status", "reason", "headers", "title", "body", "page", "quotes", "body_bytes", "charset",
      "encoding", "redirect", "latency_ms", "paths", "hosts", "note",
    ])
    let redirect = try object["redirect"]?.headerText()
    status =
      try object.integer("status", 200...599)
      ?? (redirect == nil ? 200 : 301)
    reason =
      try object["reason"]?.headerText()
      ?? Self.reason(status)
    for item in try object.list("headers") {
      headers.append(try item.headerText())
    }
    if let redirect {
      headers.append("Location: " + redirect)
    }
    body = try Self.body(object)
    if let charset = object["charset"] {
      let name = try charset.headerText()
      guard let encoded = body.encoded(in: name) else {
        throw charset.error("is '\(name)', which cannot hold the body", remedy: "write gbk")
      }
      body = encoded
      contentType = "text/html; charset=" + name
    }
    if let coding: ContentCoding = try object["encoding"]?.choice() {
      body = coding.encode(body)
      headers.append("Content-Encoding: " + coding.rawValue)
    }
    latencyMilliseconds = try object["latency_ms"]?.milliseconds() ?? 0
    for (key, value) in try object.members("paths") {
      paths[try key.string()] = try Content(value)
    }
    for (key, value) in try object.members("hosts") {
      hosts[try key.string().lowercased()] = try Content(value)
    }
  }

  /// The body as written, a block page's, or a page made of a title, a quoted block page and
  /// filler.
  private static func body(_ object: ScenarioObject) throws(LabError) -> [UInt8] {
    if let body = object["body"] {
      return Array(try body.string().utf8)
    }
    if let page: BlockPage = try object["page"]?.choice() {
      return page.body(host: "passed-on.example")
    }
    let title = try object.string("title") ?? "Site"
    var page = Array(
      "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>\(title)</title></head>\n".utf8)
    page += Array("<body><h1>\(title)</h1>\n".utf8)
    if let quotes = object["quotes"] {
      let quoted: BlockPage = try quotes.choice()
      page += Array("<p>What the provider showed us last year:</p>\n".utf8)
      page += quoted.body(host: "quoted.example")
    }
    let wanted =
      try object.integer("body_bytes", 0...16_777_216)
      ?? 0
    let closing = Array("</body></html>\n".utf8)
    let missing = wanted - page.count - closing.count
    if missing > 0 {
      page += [UInt8](repeating: UInt8(ascii: "."), count: missing)
    }
    return page + closing
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 410: "Gone"
    case 500: "Internal Server Error"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    default: "Status"
    }
  }
}

extension ScenarioNode {
  /// Text for one line of a head: line ends would make two of it.
  fileprivate func headerText() throws(LabError) -> String {
    let text = try string()
    guard !text.utf8.contains(where: { $0 == 13 || $0 == 10 }) else {
      throw error("has a line end", remedy: "write one list item for each header line")
    }
    return text
  }
}

extension CertificatePlan {
  init(_ node: ScenarioNode) throws(LabError) {
    let object = try node.object(["names", "expired", "self_signed", "note"])
    for item in try object.list("names") {
      names.append(try item.string())
    }
    isExpired = try object.bool("expired") ?? false
    isSelfSigned = try object.bool("self_signed") ?? false
  }
}

extension Gateway {
  init(_ node: ScenarioNode) throws(LabError) {
    let object = try node.object([
      "page", "blocks", "passes", "http", "https", "clean_first", "clean_first_tls", "every",
      "passes_head", "note",
    ])
    self.init(
      page: try object.require("page").choice(),
      blocked: try Self.names(object.require("blocks")))
    if let passes = object["passes"] {
      passed = try Self.names(passes) ?? []
    }
    if let action = object["http"] {
      http = try action.choice()
    }
    if let action = object["https"] {
      tls = try action.choice()
    }
    cleanFirst = try object.integer("clean_first", 0...1_000_000) ?? 0
    cleanFirstTLS = try object.integer("clean_first_tls", 0...1_000_000) ?? 0
    every = try object.integer("every", 1...1_000_000) ?? 1
    if let passes = object["passes_head"] {
      passesHEAD = try passes.bool()
    }
  }

  /// Names in lower case; `nil` when `*` is among them.
  private static func names(_ node: ScenarioNode) throws(LabError) -> [String]? {
    var names: [String] = []
    for item in try node.oneOrMore() {
      let name = try item.string().lowercased()
      guard name != "*" else { return nil }
      names.append(name)
    }
    return names
  }
}

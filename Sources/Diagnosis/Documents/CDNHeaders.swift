internal import Evidence

/// Header fields by which a CDN's edge makes itself known on the answers it gives or passes on.
///
/// Only what no common web server sends: `Server: Tengine` is a free web server too, and `Via` or
/// `X-Cache` may be the site's own cache.
enum CDNHeaders {
  /// The provider of the edge that an answer came through; `nil` when nothing shows one.
  static func provider(of exchange: Listed<HTTPExchange>) -> String? {
    let headers = exchange.headers.filter { lengths.contains($0.name.utf8.count) }
    guard !headers.isEmpty else { return nil }
    return marks.first { mark in
      guard let value = headers.first(named: mark.field) else { return false }
      return mark.texts.allSatisfy { value.lowercased().utf8.span.contains($0.utf8.span) }
    }?.provider
  }

  /// Of the names of fields that are marks: most others are told from them by it.
  private static let lengths = marks.map { $0.field.utf8.count }

  private struct Mark: Sendable {
    let field: String
    /// In lower case, all of them in the value; none for "the field is there".
    let texts: [String]
    let provider: String

    init(_ field: String, _ texts: [String], _ provider: String) {
      self.field = field
      self.texts = texts
      self.provider = provider
    }
  }

  private static let marks = Selection([
    Mark("CF-RAY", [], "cloudflare"),
    Mark("Server", ["cloudflare"], "cloudflare"),
    Mark("X-NWS-LOG-UUID", [], "tencent"),
    Mark("X-Tengine-Error", [], "alibaba"),
    Mark("X-Swift-SaveTime", [], "alibaba"),
    Mark("X-Swift-CacheTime", [], "alibaba"),
    Mark("EagleId", [], "alibaba"),
    // The nodes of Alibaba Cloud's CDN: `cache12.l2cn1802[0,0,200-0,H], cache3.cn1[0,0]`.
    Mark("Via", ["cache", "["], "alibaba"),
    Mark("Server", ["jsp3/"], "baidu"),
    Mark("X-Ws-Request-Id", [], "wangsu"),
  ])
}

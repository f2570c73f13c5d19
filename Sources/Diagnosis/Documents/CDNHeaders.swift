internal import Evidence

/// Header fields by which a CDN's edge makes itself known on the answers it gives or passes on.
///
/// Only what no common web server sends: `Server: Tengine` is a free web server too, and `Via` or
/// `X-Cache` may be the site's own cache.
enum CDNHeaders {
  /// The provider of the edge that an answer came through; `nil` when nothing shows one.
  static func provider(of exchange: HTTPExchange) -> String? {
    marks.first { mark in
      guard let value = exchange.header(mark.field) else { return false }
      return mark.texts.isEmpty || mark.texts.allSatisfy(value.lowercased().hasOctets)
    }?.provider
  }

  /// The texts, in lower case, must all be in the value; none for "the field is there".
  private static let marks: [(field: String, texts: [String], provider: String)] = [
    ("CF-RAY", [], "cloudflare"),
    ("Server", ["cloudflare"], "cloudflare"),
    ("X-NWS-LOG-UUID", [], "tencent"),
    ("X-Tengine-Error", [], "alibaba"),
    ("X-Swift-SaveTime", [], "alibaba"),
    ("X-Swift-CacheTime", [], "alibaba"),
    ("EagleId", [], "alibaba"),
    // The nodes of Alibaba Cloud's CDN: `cache12.l2cn1802[0,0,200-0,H], cache3.cn1[0,0]`.
    ("Via", ["cache", "["], "alibaba"),
    ("Server", ["jsp3/"], "baidu"),
    ("X-Ws-Request-Id", [], "wangsu"),
  ]
}

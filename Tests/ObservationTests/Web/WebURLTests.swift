import Evidence
import Testing

@testable import Observation

@Suite("The URL behind a redirect")
struct WebURLTests {
  private static let base = WebURL(
    scheme: .http, host: "www.example.cn", port: 80, path: "/a/b?c")

  @Test(
    "is read as a browser reads it",
    arguments: [
      ("https://www.example.cn/", "https www.example.cn 443 /"),
      ("HTTPS://Www.Example.CN:8443", "https www.example.cn 8443 /"),
      ("//m.example.cn/x", "http m.example.cn 80 /x"), ("/x/../y", "http www.example.cn 80 /y"),
      ("x", "http www.example.cn 80 /a/x"), ("?q", "http www.example.cn 80 /a/b?q"),
      (" /x#part ", "http www.example.cn 80 /x"), ("/a b", "http www.example.cn 80 /a%20b"),
      ("/备案", "http www.example.cn 80 /%E5%A4%87%E6%A1%88"),
      ("http://例子.cn/", "http xn--fsqu00a.cn 80 /"), ("http://u:p@h.cn/", "http h.cn 80 /"),
      ("http://[2001:DB8::1]:81/", "http [2001:db8::1] 81 /"),
      ("http://10.0.0.1?x", "http 10.0.0.1 80 /?x"),
    ])
  func reads(location: String, url: String) throws {
    let next = try WebURL.following(location, from: Self.base).get()
    #expect("\(next.scheme.rawValue) \(next.host) \(next.port) \(next.path)" == url)
  }

  @Test(
    "is not followed where it is none",
    arguments: [
      ("weixin://dl/", HTTPExchange.NotFollowed.otherScheme), ("javascript:alert(1)", .otherScheme),
      ("", .malformed), ("#top", .malformed), ("http:", .malformed), ("http://", .malformed),
      ("http://a..b/", .malformed), ("http://a:99999/", .malformed), ("//", .malformed),
      ("http://a%00b/", .malformed), ("http://a\r\nb/", .malformed),
    ])
  func refuses(location: String, reason: HTTPExchange.NotFollowed) {
    #expect(WebURL.following(location, from: Self.base) == .failure(reason))
  }

  @Test("ends at the tenth hop, and where it has been before")
  func trail() {
    func answer(_ path: String, to location: String?) -> HTTPExchange {
      HTTPExchange(
        id: "", purpose: .redirect, scheme: .http, address: IPAddress(family: .v4, bits: 1),
        port: 80, host: "example.cn", path: path, startedMs: 0, durationMs: 0, status: 302,
        headers: location.map { [.init(name: "location", value: $0)] } ?? [])
    }
    var trail = RedirectTrail(from: WebURL(answer("/0", to: nil)))
    #expect(trail.next(after: answer("/0", to: nil)) == .failure(.malformed))
    #expect(trail.next(after: answer("/0", to: "/0")) == .failure(.loop))
    for hop in 0..<Limits.redirects {
      let next = trail.next(after: answer("/\(hop)", to: "/\(hop + 1)"))
      #expect((try? next?.get())?.path == "/\(hop + 1)")
    }
    #expect(trail.next(after: answer("/10", to: "/11")) == .failure(.tooMany))
    var plain = answer("/", to: "/1")
    plain.status = 304
    #expect(trail.next(after: plain) == nil)
  }
}

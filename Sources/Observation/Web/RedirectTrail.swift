internal import Evidence

/// Where one chain of redirects has been, and whether it may go on.
///
/// A pure value. What a page means is not looked at: the hop behind a block page's redirect is
/// asked like any other, and the judgement reads the first answer (facts Q-23).
struct RedirectTrail: Hashable, Sendable {
  private var visited: Set<WebURL> = []
  private var hops = 0

  /// - Parameter start: What was asked of our own accord.
  init(from start: WebURL) {
    visited = [start]
  }

  /// The URL that an answer redirects to.
  ///
  /// - Parameter exchange: The answer at the end of the trail.
  /// - Returns: `nil` for an answer that is no redirect; else the URL, which is then part of the
  ///   trail, or why it is not followed.
  mutating func next(
    after exchange: HTTPExchange
  ) -> Result<WebURL, HTTPExchange.NotFollowed>? {
    guard let status = exchange.status, Self.redirects.contains(status) else { return nil }
    guard let location = exchange.header("Location") else { return .failure(.malformed) }
    let next = WebURL.following(location, from: WebURL(exchange))
    guard case .success(let url) = next else { return next }
    guard !visited.contains(url) else { return .failure(.loop) }
    guard hops < Limits.redirects else { return .failure(.tooMany) }
    visited.insert(url)
    hops += 1
    return next
  }

  /// RFC 9110 section 15.4; 304 and the others lead nowhere.
  private static let redirects: Set<Int> = [301, 302, 303, 307, 308]
}

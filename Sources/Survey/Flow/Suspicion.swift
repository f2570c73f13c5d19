package import Evidence

extension Evidence {
  /// Whether something in it may be this machine's own doing: no answer within the time, or nothing
  /// asked for want of a resource.
  ///
  /// In bulk such a target is observed again before it counts against the site.
  package var mayBeOwnDoing: Bool {
    dns.contains { $0.failure.isSuspicious } || http.contains { $0.failure.isSuspicious }
      || tls.contains { $0.failure.isSuspicious }
      || http.contains { $0.notFollowed == .deadline }
  }

  /// Whether this machine refused something that was needed.
  var hasLocalFailure: Bool {
    dns.contains { $0.failure == .local } || http.contains { $0.failure == .local }
      || tls.contains { $0.failure == .local }
  }
}

extension Failure? {
  fileprivate var isSuspicious: Bool {
    switch self {
    case .dnsTimeout, .connectTimeout, .timeout, .local: true
    default: false
    }
  }
}

package import Evidence

/// How well a run saw where a target leads: what the signs of the diagnosis say of it.
package enum Sight: Sendable {
  /// The name gives addresses.
  case addresses
  /// The name gives none, and that is certain: no such name, no address, not registered, on hold.
  case noAddress
  /// In front of it stands a CDN or the like, and nobody sees what is behind.
  case veiled
  /// This machine, the resolvers or the name servers leave it open.
  case unclear
}

/// Whether a site is where a provider gives it access, as far as one target shows it.
///
/// A provider expects of a domain whose access it holds that it leads to a mainland address of its
/// own that serves content; Hong Kong does not count (facts D-61, P-48).
package enum AccessPresence: Hashable, Sendable {
  case there
  /// It leads nowhere.
  case nowhere
  /// It leads to these addresses, and none of them is the provider's in the mainland.
  case elsewhere([IPAddress])
  /// It leads to the provider, and nothing answers there on any port that was tried.
  case silent([IPAddress])
  /// What was seen does not tell, or speaks for it at least as much as against.
  case unclear

  /// - Parameters:
  ///   - provider: Who holds the access.
  ///   - observation: What was seen of the target.
  ///   - sight: How well.
  package init(at provider: String, _ observation: Observation, _ sight: Sight) {
    let evidence = observation.evidence
    // What would be seen elsewhere is no account of what providers see.
    guard evidence.request.at == nil else {
      self = .unclear
      return
    }
    switch sight {
    case .unclear, .veiled:
      self = .unclear
    case .noAddress:
      self = .nowhere
    case .addresses:
      let found = evidence.targetAddresses(of: observation.target)
      let own = found.filter { evidence.isMainland($0, of: provider) }
      if found.isEmpty {
        self = .unclear
      } else if own.isEmpty {
        self =
          found.allSatisfy { evidence.isForeign($0, to: provider) } ? .elsewhere(found) : .unclear
      } else {
        self = own.allSatisfy(evidence.isSilent) ? .silent(own) : .there
      }
    }
  }
}

extension Evidence {
  /// Whether an address is a provider's in the mainland, by the tables or by the user's own list of
  /// instances.
  fileprivate func isMainland(_ address: IPAddress, of provider: String) -> Bool {
    if let place = place(of: address), place.area == .mainland, place.provider == provider {
      return true
    }
    return instances(at: address).contains { instance in
      instance.provider == provider
        && instance.region.map { Place.Area(region: $0, provider: provider) != .mainland } != true
    }
  }

  /// Whether an address is known to be somebody else's, or outside the mainland.
  fileprivate func isForeign(_ address: IPAddress, to provider: String) -> Bool {
    guard let place = place(of: address) else { return false }
    switch place.area {
    case .unknown: return false
    case .mainland: return place.provider.map { $0 != provider } ?? false
    case .hongKong, .macao, .taiwan, .elsewhere: return true
    }
  }

  private func instances(at address: IPAddress) -> [RecordsDocument.Instance] {
    records.filter { $0.outcome == .found }.compactMap(\.instance)
      .filter { $0.addresses.contains(address) }
  }

  /// Whether an address was asked, and no attempt met anything that answers: a page of the provider's
  /// gateway, an error, even a reset is not silence.
  fileprivate func isSilent(_ address: IPAddress) -> Bool {
    let unanswered: Set<Failure> = [.connectRefused, .connectTimeout, .connectUnreachable]
    let failures =
      http.filter { $0.address == address }.map(\.failure)
      + tls.filter { $0.address == address }.map(\.failure)
    return !failures.isEmpty && failures.allSatisfy { $0.map(unanswered.contains) ?? false }
  }
}

internal import Evidence

/// What was asked of an address under some name, over HTTP or in a handshake.
protocol NamedProbe {
  var purpose: ProbePurpose { get set }
  /// The name that was sent, if any.
  var name: String? { get }
}

extension HTTPExchange: NamedProbe {
  var name: String? { host }
}

extension TLSHandshake: NamedProbe {
  var name: String? { sni }
}

extension Selection where Item: NamedProbe {
  /// What was asked at the address of a hop, read as if the hop were the target: whatever was asked
  /// under its name, and the controls.
  ///
  /// The target's own name is no control: a server may refuse every name but its own.
  func asIfTarget(_ hop: Listed<Item>) -> Selection {
    Selection(
      compactMap { probe in
        switch probe.purpose {
        case .target: return nil
        case .controlAddress, .controlName: return probe.whole
        case .redirect:
          guard probe.name == hop.name else { return nil }
          var sample = probe.whole
          sample.purpose = .target
          return sample
        }
      })
  }
}

/// How often a new cause must be seen before it counts: in `agree` of the last `of` runs.
///
/// One run is enough unless the user says otherwise. Whatever numbers are given, what results is
/// sound: 1 ≤ agree ≤ of ≤ ``most``.
package struct Hysteresis: Codable, Hashable, Sendable {
  /// The runs that are remembered, at most.
  package static let most = 100

  package let agree: Int
  package let of: Int

  package init(agree: Int = 1, of: Int = 1) {
    self.of = min(max(of, 1), Self.most)
    self.agree = min(max(agree, 1), self.of)
  }
}

/// What one input came to, as far as a list is counted: public names, which are not judged here.
package struct Outcome: Hashable, Sendable {
  package var status: String
  package var cause: String
  package var certainty: String
  /// Whether this machine could ask nobody.
  package var isWithoutNetwork: Bool
  /// Whether it was asked again in a calm second pass.
  package var isSecondPass: Bool
  /// Seconds from the start of its observation to the end.
  package var durationS: Double

  package init(
    status: String, cause: String, certainty: String, isWithoutNetwork: Bool = false,
    isSecondPass: Bool = false, durationS: Double = 0
  ) {
    self.status = status
    self.cause = cause
    self.certainty = certainty
    self.isWithoutNetwork = isWithoutNetwork
    self.isSecondPass = isSecondPass
    self.durationS = durationS
  }
}

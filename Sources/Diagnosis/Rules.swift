/// The decision as a whole.
package enum Rules {
  /// The day of the last change to signs, reductions or causes.
  package static let version = "2026-11-22"
}

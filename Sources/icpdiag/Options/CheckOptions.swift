internal import ArgumentParser
internal import Monitor

/// `2/3`: a new cause counts when it was seen in two of the last three runs.
extension Hysteresis: ExpressibleByArgument {
  package init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let agree = parts[0], let of = parts[1], agree >= 1, of >= agree,
      of <= Hysteresis.most
    else { return nil }
    self.init(agree: agree, of: of)
  }
}

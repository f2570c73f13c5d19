internal import ArgumentParser
internal import Evidence

extension Timestamp: @retroactive ExpressibleByArgument {
  package init?(argument: String) {
    self.init(rfc3339: argument)
  }
}

internal import ArgumentParser
internal import Evidence

extension Timestamp: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(rfc3339: argument)
  }
}

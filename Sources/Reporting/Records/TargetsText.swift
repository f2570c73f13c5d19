package import Evidence
internal import Diagnosis

/// The domains of the records as other tools take them.
package enum TargetsText {
  /// A domain, and what its records say of it that a check can hold it to.
  package struct Target: Sendable {
    package var domain: String
    /// The first provider with access in force, or coming into it.
    package var provider: String?
    package var entity: String?

    package init(_ domain: String, _ facts: [RecordFact]) {
      self.domain = domain
      let overview = RecordsOverview(facts)
      provider = overview.providers.first { id in
        let states = overview.group(.access(provider: id))?.deciding.compactMap(\.access) ?? []
        return states.contains { $0.state != .cancelled }
      }
      entity = overview.group(.registry)?.deciding.lazy.compactMap(\.filing?.entityName).first
    }
  }

  /// Prometheus `http_sd` (and `file_sd`): a group for each provider.
  package static func httpSD(_ targets: [Target]) -> String {
    var groups: [String: [String]] = [:]
    for target in targets {
      groups[target.provider ?? "", default: []].append(target.domain)
    }
    let list = groups.sorted { $0.key < $1.key }.map { provider, domains in
      Group(targets: domains, labels: provider.isEmpty ? [:] : ["provider": provider])
    }
    return OrderedJSON.encode(list) + "\n"
  }

  private struct Group: Encodable {
    let targets: [String]
    let labels: [String: String]
  }

  /// The beginning of a config for `icpdiag check`.
  package static let checkHeading = "# icpdiag check --config FILE\ntargets:\n"

  /// One target of such a config, in YAML.
  package static func check(_ target: Target) -> String {
    var text = "  - target: \(OrderedJSON.encode(target.domain))\n"
    if let provider = target.provider {
      text += "    provider: \(OrderedJSON.encode(provider))\n"
    }
    if let entity = target.entity {
      text += "    entity: \(OrderedJSON.encode(entity))\n"
    }
    return text
  }
}

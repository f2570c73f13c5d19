internal import Evidence
internal import Wire

/// What the answer section says about a name, aliases followed (RFC 1034 section 3.6.2).
struct AliasChain {
  /// The last alias's target: the name that the records belong to, or that is left to be asked for.
  private(set) var end: DNSName
  /// The records of the type asked for.
  private(set) var records: [Record] = []
  /// Aliases followed.
  private(set) var length = 0
  /// Whether the aliases lead back to themselves, or on for too long.
  private(set) var isEndless = false

  /// Follows the aliases of `name` through `answers`.
  init(from name: DNSName, _ type: RecordType, in answers: some Collection<Record>) {
    end = name
    var seen: Set<DNSName> = [name]
    while true {
      records = answers.filter { $0.type == type && $0.name == end }
      guard records.isEmpty, let target = Self.target(of: end, in: answers) else { return }
      guard length < Limits.aliases, seen.insert(target).inserted else {
        isEndless = true
        return
      }
      end = target
      length += 1
    }
  }

  private static func target(of name: DNSName, in answers: some Collection<Record>) -> DNSName? {
    for record in answers where record.type == .cname && record.name == name {
      if case .name(let target) = record.data { return target }
    }
    return nil
  }

  /// The addresses among the records.
  var addresses: [IPAddress] {
    records.compactMap { record in
      switch record.data {
      case .a(let octets), .aaaa(let octets): IPAddress(octets: octets)
      default: nil
      }
    }
  }
}

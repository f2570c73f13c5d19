package import Evidence

/// Whom not to ask: domains with all that is below them, addresses and blocks of addresses.
package struct StopList: Hashable, Sendable {
  private var domains: Set<String> = []
  private var blocks: Set<IPPrefix> = []
  /// The lengths of the blocks, so that an address is looked for once for each.
  private var lengths: Set<Int> = []

  package init() {}

  /// What is wrong with a line.
  package struct Fault: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    package let text: String
  }

  /// Reads a list, one entry a line; `#` begins a comment.
  ///
  /// - Parameters:
  ///   - text: The list.
  ///   - read: Reads a domain.
  /// - Throws: The first line that names nothing: a stop list must not be followed in part.
  package init(_ text: [UInt8], read: (String) -> Target) throws(Fault) {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let entry = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
      let word = entry.split { $0.isWhitespace || $0 == "\u{FEFF}" }
      guard let first = word.first else { continue }
      guard word.count == 1, add(String(first), read) else {
        throw Fault(line: number + 1, text: entry)
      }
    }
  }

  private mutating func add(_ entry: String, _ read: (String) -> Target) -> Bool {
    if let block = IPPrefix.around(entry) {
      blocks.insert(block)
      lengths.insert(block.length)
      return true
    }
    // `*.example.cn` is how some write what `example.cn` says already.
    let target = read(entry.hasPrefix("*.") ? String(entry.dropFirst(2)) : entry)
    guard target.kind == .domain, let name = target.ascii else { return false }
    domains.insert(name)
    return true
  }

  package var isEmpty: Bool { domains.isEmpty && blocks.isEmpty }

  /// The entry that names a target; `nil` when none does.
  package func entry(naming target: Target) -> String? {
    guard let ascii = target.ascii else { return nil }
    if target.kind == .address { return IPAddress(ascii).flatMap { entry(naming: $0) } }
    return target.kind == .domain ? entry(namingDomain: ascii) : nil
  }

  /// The entry that names a domain, given in A-labels; `nil` when none does.
  package func entry(namingDomain domain: String) -> String? {
    guard !domains.isEmpty else { return nil }
    var name = domain[...]
    while true {
      if domains.contains(String(name)) { return String(name) }
      guard let dot = name.firstIndex(of: ".") else { return nil }
      name = name[name.index(after: dot)...]
    }
  }

  /// The block that holds an address; `nil` when none does.
  package func entry(naming address: IPAddress) -> String? {
    for length in lengths where length <= (address.family == .v4 ? 32 : 128) {
      guard let block = IPPrefix.around("\(address)/\(length)"), blocks.contains(block) else {
        continue
      }
      return block.description
    }
    return nil
  }
}

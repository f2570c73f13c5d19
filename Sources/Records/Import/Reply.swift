internal import Evidence

/// One reply of an interface, taken out of what a wrapper put around it.
struct Reply {
  let node: JSONNode
  /// What was asked for, where a wrapper or the reply itself says so.
  var asked: String?
  /// The `serviceType` of an MIIT query (facts R-20).
  var serviceType: Int?
  /// When it was asked.
  var asOf: Timestamp?

  init(_ node: JSONNode) {
    self.node = node
  }

  /// How deep wrappers lie within each other.
  private static let wrapperDepth = 4

  /// The replies in a document, found by the keys that one has.
  ///
  /// A wrapper is an object with the reply under a usual key (`{"Domain":"example.cn",
  /// "Response":{}}`), or one whose keys are the domains asked for.
  ///
  /// - Parameters:
  ///   - document: A reply, or a wrapper of some.
  ///   - keys: What tells a reply: one of these keys.
  /// - Returns: None when there is nothing of the kind.
  static func all(in document: JSONNode, having keys: Set<String>) -> [Reply] {
    Reply(document).unwrapped(keys, depth: wrapperDepth)
  }

  private func unwrapped(_ keys: Set<String>, depth: Int) -> [Reply] {
    guard depth >= 0 else { return [] }
    if let elements = node.elements {
      return elements.flatMap { with($0).unwrapped(keys, depth: depth - 1) }
    }
    guard let members = node.members else { return [] }
    var named = self
    named.readRequest(node)
    if members.contains(where: { keys.contains($0.key) }) { return [named] }
    if let inner = node[
      "Response", "response", "reply", "result", "body", "data", "Data", "answer"]
    {
      return named.with(inner).unwrapped(keys, depth: depth - 1)
    }
    guard !members.isEmpty, members.allSatisfy({ $0.key.contains(".") }) else { return [] }
    return members.flatMap { member in
      var reply = with(member.node)
      reply.asked = member.key
      return reply.unwrapped(keys, depth: depth - 1)
    }
  }

  private func with(_ node: JSONNode) -> Reply {
    var reply = Reply(node)
    reply.asked = asked
    reply.serviceType = serviceType
    reply.asOf = asOf
    return reply
  }

  private mutating func readRequest(_ wrapper: JSONNode) {
    for object in [wrapper, wrapper["request", "Request"]].compactMap(\.self) {
      asked =
        object[
          "Domain", "domain", "DomainName", "domainName", "keyword", "unitName", "query", "search"]?
        .text ?? asked
      serviceType = object["serviceType"]?.integer ?? serviceType
      asOf =
        object["as_of", "queryTime", "query_time"]?.text.flatMap(Timestamp.init(record:)) ?? asOf
    }
  }
}

/// What a reply says.
struct Finding {
  enum What {
    case registry(Statement)
    case provider(String, Statement)
    case instance(RecordsDocument.Instance)
    case refused(path: String? = nil, String)
  }

  let what: What
  let line: Int
}

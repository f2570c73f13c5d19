package import Evidence

/// What somebody is told: one change of a target's cause.
///
/// Its JSON is the body of the generic webhook and what the store keeps of a notice that is still to
/// be delivered; its keys are public names.
package struct Notice: Codable, Equatable, Sendable {
  package static let schemaID = "icpdiag.notice/1"

  /// A cause and its status, by their stable ids.
  package struct State: Codable, Equatable, Sendable {
    package var cause: String
    package var status: String

    package init(cause: String, status: String) {
      self.cause = cause
      self.status = status
    }
  }

  /// The transition's number in the store: a receiver that knows it has had this notice before.
  package var id: String
  package var target: String
  package var owner: String?
  package var entity: String?
  package var provider: String?
  /// The state before; `nil` for the first sighting of a target.
  package var from: State?
  package var to: State
  /// When the change was seen.
  package var at: Timestamp
  /// Since when the new cause has been seen.
  package var since: Timestamp
  package var certainty: String?
  package var summaryEn: String
  package var summaryZh: String
  /// The first thing to do, where there is something.
  package var remedyEn: String?
  package var remedyZh: String?
  /// Where the remedy is done.
  package var url: String?

  package init(
    id: String, target: String, owner: String? = nil, entity: String? = nil,
    provider: String? = nil, from: State?, to: State, at: Timestamp, since: Timestamp,
    certainty: String? = nil, summaryEn: String, summaryZh: String, remedyEn: String? = nil,
    remedyZh: String? = nil, url: String? = nil
  ) {
    self.id = id
    self.target = target
    self.owner = owner
    self.entity = entity
    self.provider = provider
    self.from = from
    self.to = to
    self.at = at
    self.since = since
    self.certainty = certainty
    self.summaryEn = summaryEn
    self.summaryZh = summaryZh
    self.remedyEn = remedyEn
    self.remedyZh = remedyZh
    self.url = url
  }

  private enum CodingKeys: String, CodingKey {
    case id, target, owner, entity, provider, from, to, at, since, certainty, url
    case summaryEn = "summary_en"
    case summaryZh = "summary_zh"
    case remedyEn = "remedy_en"
    case remedyZh = "remedy_zh"
  }

  private enum HeaderKeys: String, CodingKey {
    case schema
  }

  /// Writes every key: what is unknown is `null`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var header = encoder.container(keyedBy: HeaderKeys.self)
    try header.encode(Self.schemaID, forKey: .schema)
    try container.encode(id, forKey: .id)
    try container.encode(target, forKey: .target)
    try container.encode(owner, forKey: .owner)
    try container.encode(entity, forKey: .entity)
    try container.encode(provider, forKey: .provider)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(at, forKey: .at)
    try container.encode(since, forKey: .since)
    try container.encode(certainty, forKey: .certainty)
    try container.encode(summaryEn, forKey: .summaryEn)
    try container.encode(summaryZh, forKey: .summaryZh)
    try container.encode(remedyEn, forKey: .remedyEn)
    try container.encode(remedyZh, forKey: .remedyZh)
    try container.encode(url, forKey: .url)
  }
}

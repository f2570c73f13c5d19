/// What a journal says: `icpdiag.journal/1`, one line of JSON.
package struct JournalRecord: Hashable, Sendable {
  package static let schemaID = "icpdiag.journal/1"

  /// The options that decide which inputs a run takes and what it asks; another run than the one
  /// that was broken off has others.
  package struct Identity: Hashable, Sendable {
    package var shard: String?
    package var stage: String

    package init(shard: String?, stage: String) {
      self.shard = shard
      self.stage = stage
    }
  }

  package var identity: Identity
  /// Octets of the output that are known to be complete, and on the disk.
  package var outputOctets = 0
  package var done = DoneInputs()
  /// All inputs that are done without a gap, or nearly all of them.
  package var low = Landmark()
  /// All inputs that were read.
  package var high = Landmark()
  /// The counts of the lines within ``outputOctets``.
  package var summary = Summary()

  /// The first so many inputs, and their hash: other inputs have another.
  package struct Landmark: Hashable, Sendable {
    package var count = 0
    package var hash = StableHash()

    package init(count: Int = 0, hash: StableHash = StableHash()) {
      self.count = count
      self.hash = hash
    }
  }

  package init(identity: Identity) {
    self.identity = identity
  }

  /// The record on one line, its end included.
  var json: String {
    let ranges = done.ranges.map { "[\($0.lowerBound),\($0.upperBound)]" }
    return #"{"schema":"\#(Self.schemaID)","shard":"#
      + (identity.shard.map { #""\#($0)""# } ?? "null")
      + #","stage":"\#(identity.stage)","output_bytes":\#(outputOctets)"#
      + #","done_below":\#(done.mark),"done":[\#(ranges.joined(separator: ","))]"#
      + #","inputs":[\#(low.json),\#(high.json)]"#
      + #","summary":\#(summary.stored)}"# + "\n"
  }

  /// Reads a journal.
  ///
  /// - Throws: What is wrong with it.
  init(_ octets: [UInt8], path: String) throws(SurveyError) {
    guard let value = JSONValue(octets[...]), value["schema"]?.text == Self.schemaID else {
      throw SurveyError(
        .badData, "\(path) is no journal of this program",
        hint: "name another file, or remove it and the output to begin anew")
    }
    let ranges = value["done"]?.elements.map(\.range) ?? [nil]
    guard let stage = value["stage"]?.text, let octets = value["output_bytes"]?.count,
      let mark = value["done_below"]?.count, !ranges.contains(nil),
      let done = try? DoneInputs(mark: mark, ranges: ranges.compactMap { $0 }),
      let landmarks = value["inputs"]?.elements.compactMap(Landmark.init), landmarks.count == 2,
      landmarks[0].count <= mark,
      landmarks[1].count >= (done.ranges.last?.upperBound ?? mark),
      let summary = value["summary"].flatMap(Summary.init)
    else {
      throw SurveyError(
        .badData, "the journal \(path) is damaged",
        hint: "remove it and the output to begin anew")
    }
    identity = Identity(shard: value["shard"]?.text, stage: stage)
    outputOctets = octets
    self.done = done
    low = landmarks[0]
    high = landmarks[1]
    self.summary = summary
  }
}

extension JournalRecord.Landmark {
  fileprivate var json: String {
    #"{"count":\#(count),"hash":"\#(String(hash.value, radix: 16))"}"#
  }

  fileprivate init?(_ value: JSONValue) {
    guard let count = value["count"]?.count,
      let hash = value["hash"]?.text.flatMap({ UInt64($0, radix: 16) })
    else { return nil }
    self.init(count: count, hash: StableHash(hash))
  }
}

extension JSONValue {
  /// A range of positions, written as `[first, first after]`.
  fileprivate var range: Range<Int>? {
    let bounds = elements.compactMap(\.count)
    guard elements.count == 2, bounds.count == 2, bounds[0] < bounds[1] else { return nil }
    return bounds[0]..<bounds[1]
  }
}

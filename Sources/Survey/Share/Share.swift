package import Evidence

/// One of several equal shares of a list: `--shard I/N`.
///
/// Every run reads the whole list and takes the targets that are its own, so that nobody has to cut
/// the list and positions stay those of the whole. Names of one registrable domain are in one share:
/// whoever is to be treated gently is met by one run only.
///
/// The share of a target is the mixed FNV-1a hash (``StableHash``) of its registrable domain in
/// A-labels, of an address in its canonical text, and of anything else as it was written, modulo
/// the number of shares. This is a promise: shares of different machines and versions fit together.
package struct Share: Hashable, Sendable {
  /// From 0.
  package let index: Int
  package let count: Int

  /// More than anybody has machines.
  static let most = 100_000

  /// Fails when there is no such share.
  package init?(index: Int, of count: Int) {
    guard (1...Self.most).contains(count), (0..<count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads what the user wrote: `3/8`, or `env/8` where a scheduler counts.
  ///
  /// - Parameters:
  ///   - text: What was written.
  ///   - environment: The value of a variable.
  /// - Throws: What is wrong with it.
  package init(
    _ text: String, environment: (String) -> String?
  ) throws(SurveyError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Self.number(parts[1]), (1...Self.most).contains(count)
    else {
      throw SurveyError(
        .usage, "--shard takes I/N, with I from 0 to N-1",
        hint: "such as 0/8, or env/8 for the index that a scheduler sets")
    }
    var name = "--shard"
    var index = Self.number(parts[0])
    if parts[0] == "env" {
      (name, index) = try Self.index(in: environment)
    }
    guard let index, let share = Share(index: index, of: count) else {
      throw SurveyError(
        .usage, "\(name) says share \(index.map(String.init) ?? "?") of \(count)",
        hint: count == 1 ? "the only share is 0" : "shares count from 0 to \(count - 1)")
    }
    self = share
  }

  /// The variables of schedulers that number the tasks of a job: Kubernetes Indexed Jobs and AWS
  /// Batch count from 0, Slurm as `--array` says.
  static let variables = [
    "JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID", "AWS_BATCH_JOB_ARRAY_INDEX",
  ]

  private static func index(
    in environment: (String) -> String?
  ) throws(SurveyError) -> (name: String, index: Int) {
    for name in variables {
      guard let text = environment(name), !text.isEmpty else { continue }
      guard let index = number(text[...]) else {
        throw SurveyError(.usage, "\(name) is no number", hint: "it should count from 0")
      }
      return (name, index)
    }
    throw SurveyError(
      .usage, "--shard env/N finds none of \(variables.joined(separator: ", "))",
      hint: "run it as a task of a scheduler's array, or write the index")
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  /// Whether a target belongs to this share.
  ///
  /// - Parameters:
  ///   - target: As it was read.
  ///   - input: As the user wrote it.
  /// - Returns: `true` in exactly one of the shares.
  package func holds(_ target: Target, input: String) -> Bool {
    guard count > 1 else { return true }
    var hash = StableHash()
    hash.add((target.registrable ?? target.ascii ?? input).utf8)
    return hash.mixed % UInt64(count) == UInt64(index)
  }
}

extension Share: CustomStringConvertible {
  package var description: String { "\(index)/\(count)" }
}

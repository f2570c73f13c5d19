internal import Engine
internal import Evidence
internal import Observation

extension Observer {
  /// Observes several targets, a bounded number of them at once, and hands them over in the order
  /// of the questions, each as soon as it and those before it are there.
  ///
  /// - Parameters:
  ///   - questions: What to observe; their indices count from 0.
  ///   - shard: The loop to run on.
  ///   - width: How many at once.
  ///   - deliver: Takes an observation; `false` ends the run.
  func observe(
    _ questions: [Question], on shard: Shard, width: Int, deliver: (Observation) -> Bool
  ) async {
    await withTaskGroup(of: Observation.self) { group in
      var waiting = questions[...]
      var early: [Int: Observation] = [:]
      var next = 0
      for question in waiting.prefix(width) {
        group.addTask { await shard.run { await self.observe(question, on: $0) } }
      }
      waiting = waiting.dropFirst(width)
      for await observation in group {
        early[observation.index] = observation
        while let due = early.removeValue(forKey: next) {
          guard deliver(due) else { return }
          next += 1
        }
        if let question = waiting.popFirst() {
          group.addTask { await shard.run { await self.observe(question, on: $0) } }
        }
      }
    }
  }
}

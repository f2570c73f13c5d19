internal import Engine
internal import Glibc
internal import Synchronization

/// Stands before a run and says which inputs it takes.
package protocol Intake: Sendable {
  /// What becomes of the next input; called by one thread, in the order of the inputs.
  func take(_ input: Input) -> Taken
  /// The inputs have come to their end, and so many there were.
  func end(after count: Int)
}

/// What becomes of an input.
package enum Taken: Sendable {
  /// These are taken in its place: itself, or none, or more that were held back.
  case inputs([Input])
  /// No more inputs are wanted.
  case end
}

/// Reads the inputs on a thread of its own and hands them to a feed.
final class InputReader: Sendable {
  private let sources: [InputSource]
  private let intake: (any Intake)?
  private let feed: Feed
  private let lineLimit: Int
  private let failure = Mutex<ReadFailure?>(nil)

  init(_ sources: [InputSource], through intake: (any Intake)?, to feed: Feed, lineLimit: Int) {
    self.sources = sources
    self.intake = intake
    self.feed = feed
    self.lineLimit = lineLimit
  }

  /// What kept a source from being read to its end.
  var readFailure: ReadFailure? { failure.withLock { $0 } }

  /// Begins to read.
  ///
  /// - Throws: ``EngineError`` when there is no thread to be had.
  func start() throws(EngineError) {
    let code = Thread.detach { [self] in
      var index = 0
      if sources.allSatisfy({ read($0, &index) }) { intake?.end(after: index) }
      feed.end()
    }
    guard code == 0 else { throw EngineError(operation: "pthread_create", code: code) }
  }

  /// - Returns: Whether the next source is wanted.
  private func read(_ source: InputSource, _ index: inout Int) -> Bool {
    switch source {
    case .named(let names):
      for name in names {
        guard offer(Input(text: name, index: index)) else { return false }
        index += 1
      }
      return true
    case .lines(let descriptor, let name):
      return readLines(of: descriptor, name, &index)
    }
  }

  /// - Returns: Whether more is wanted.
  private func offer(_ input: Input) -> Bool {
    guard let intake else { return feed.offer(input) }
    switch intake.take(input) {
    case .inputs(let inputs): return inputs.allSatisfy(feed.offer)
    case .end: return false
    }
  }

  private func readLines(of descriptor: Int32, _ name: String, _ index: inout Int) -> Bool {
    var splitter = LineSplitter(limit: lineLimit, from: index)
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 {
        let error = errno
        failure.withLock { $0 = ReadFailure(name: name, errno: error) }
      }
      let inputs = count > 0 ? splitter.inputs(in: chunk[..<count]) : splitter.last()
      for input in inputs {
        guard offer(input) else { return false }
      }
      index = splitter.nextIndex
      if count <= 0 { return count == 0 }
    }
  }
}

/// A source of inputs broke off.
package struct ReadFailure: Error, Hashable, Sendable {
  /// What the source is called.
  package let name: String
  /// The system's number.
  package let errno: Int32
}

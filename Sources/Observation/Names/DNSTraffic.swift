internal import Engine
internal import Evidence
internal import Wire

/// What the questions of one loop have in common: answers within their lifetime, and room at each
/// server.
final class DNSTraffic {
  /// What an answer is to.
  ///
  /// Questions about a network's own view are not shared.
  struct Key: Hashable, Sendable {
    let server: NameServer
    let port: UInt16
    let name: DNSName
    let type: RecordType
    let recursionDesired: Bool
  }

  struct Answer {
    let message: DNSMessage
    let exchange: DNSExchange
    let receivedAt: MonotonicTime
    let expiresAt: MonotonicTime
  }

  /// Answers of one generation; there are two.
  ///
  /// What many names have in common is asked for all the time, and so stays; the answers about one
  /// name alone, some 3 KB each, would only make a long list take more memory than a short one.
  private static let generation = 256

  /// Seconds that an answer is shared at most, whatever it says of itself.
  private static let longest: UInt32 = 3_600

  /// Seconds that the root's answer is shared: it is asked to learn whether the DNS can be reached
  /// now.
  private static let control: UInt32 = 2

  private var young: [Key: Answer] = [:]
  private var old: [Key: Answer] = [:]
  private var rooms: [Place: Room] = [:]

  /// The answer to a question, while it lives.
  func answer(to key: Key, at now: MonotonicTime) -> Answer? {
    if let answer = young[key] { return answer.expiresAt > now ? answer : nil }
    guard let answer = old[key], answer.expiresAt > now else { return nil }
    add(answer, for: key)
    return answer
  }

  /// Keeps an answer, when it was seen to be the only one to its question.
  ///
  /// Failures are not kept: the next target deserves its own try.
  func keep(_ reply: DNSReply) {
    guard let key = reply.key, let message = reply.message, reply.exchange.ageS == nil,
      !reply.exchange.isContested, let seconds = message.lifetime
    else { return }
    let most = reply.exchange.role == .control ? Self.control : Self.longest
    let receivedAt = reply.startedAt.adding(seconds: reply.exchange.durationMs / 1_000)
    let answer = Answer(
      message: message, exchange: reply.exchange, receivedAt: receivedAt,
      expiresAt: receivedAt.adding(seconds: Double(min(seconds, most))))
    guard answer.expiresAt > .now else { return }
    add(answer, for: key)
  }

  private func add(_ answer: Answer, for key: Key) {
    if young.count >= Self.generation {
      old = young
      young = [:]
    }
    young[key] = answer
  }

  // MARK: Room at a server

  private struct Place: Hashable {
    let server: NameServer
    let port: UInt16
  }

  private struct Room {
    var inside = 0
    var queue: [UInt64] = []
    /// Where the queue begins.
    var first = 0
  }

  /// Questions that one server has to answer at a time: as many as resolvers let one client ask.
  static let room = 200

  /// Waits for room at a server.
  ///
  /// - Returns: Whether there was any in time; then ``leave(_:port:on:)`` must follow.
  func enter(
    _ server: NameServer, port: UInt16, until deadline: MonotonicTime, on shard: isolated Shard
  ) async -> Bool {
    let place = Place(server: server, port: port)
    if rooms[place, default: Room()].inside < Self.room {
      rooms[place, default: Room()].inside += 1
      return true
    }
    // Who wakes a sleeper leaves it the place.
    return await shard.sleep(until: deadline) { rooms[place]?.queue.append($0) } == .ready
  }

  func leave(_ server: NameServer, port: UInt16, on shard: isolated Shard) {
    let place = Place(server: server, port: port)
    guard var room = rooms[place] else { return }
    while room.first < room.queue.count {
      let next = room.queue[room.first]
      room.first += 1
      if room.first == room.queue.count || room.first > 4 * Self.room {
        room.queue.removeFirst(room.first)
        room.first = 0
      }
      if shard.wake(next) {
        rooms[place] = room
        return
      }
    }
    room.inside -= 1
    rooms[place] = room.inside == 0 ? nil : room
  }
}

extension DNSMessage {
  /// Seconds that this answer may be remembered; `nil` where it says nothing to remember.
  fileprivate var lifetime: UInt32? {
    let records = boundedAnswers + boundedAuthority
    let negative: UInt32? = records.lazy.compactMap { record in
      if case .soa(let soa) = record.data { min(record.ttl, soa.minimum) } else { nil }
    }.first
    switch responseCode {
    case .noError where answers.contains(where: { $0.type != .cname }),
      .noError where negative == nil:
      return records.map(\.ttl).min()
    // That there is nothing (RFC 2308 section 5); without the SOA record nobody knows for how long.
    case .noError, .nameError:
      return negative.map { min($0, records.map(\.ttl).min() ?? $0) }
    default: return nil
    }
  }
}

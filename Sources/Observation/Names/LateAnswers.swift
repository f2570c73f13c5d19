internal import Wire

/// The socket of an answered question, on which further answers may arrive.
///
/// Who injects an answer cannot stop the real one from coming after it. Nothing waits for it: the
/// kernel keeps what arrives while the diagnosis goes on, and it is read at the end.
struct LateAnswers: Sendable {
  let socket: DNSSocket
  let query: DNSMessage
  let first: DNSMessage
  /// How often the question was sent: as many answers may come, and an honest server may turn the
  /// order of its addresses or choose others.
  let timesSent: Int

  /// Datagrams looked at.
  private static let limit = 32

  /// Whether more answers came than questions were sent, and not all the same.
  func areContradictory() -> Bool {
    var answers = [first]
    for _ in 0..<Self.limit {
      guard let octets = try? socket.receive(limit: DNSClient.datagramLimit) else { break }
      if let message = try? DNSMessage(decoding: octets), message.answers(query) {
        answers.append(message)
      }
    }
    return answers.count > timesSent && Set(answers.map(Claim.init)).count > 1
  }

  /// What an answer claims, apart from order and remaining lifetimes.
  private struct Claim: Hashable {
    let rcode: UInt16
    let data: Set<RecordData>

    init(_ message: DNSMessage) {
      rcode = message.rcode
      data = Set(message.boundedAnswers.map(\.data))
    }
  }
}

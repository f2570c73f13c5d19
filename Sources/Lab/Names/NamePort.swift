internal import Engine
internal import Evidence
internal import Glibc
internal import Wire

/// One name server's address: its UDP and its TCP port.
struct NamePort: Sendable {
  let address: IPAddress
  let server: NameServer
  let answering: Answering
  let log: LabLog
  /// How long a TCP client may take for a question, in seconds.
  let patience: Double

  // MARK: UDP

  /// Answers datagrams until the loop stops.
  func serveDatagrams(_ socket: Socket, on shard: isolated Shard) async {
    await withDiscardingTaskGroup { group in
      while await shard.wait(for: socket.descriptor, .readable, until: .distantFuture) == .ready {
        while let (octets, sender) = socket.receiveDatagram() {
          guard let reply = reply(to: octets, over: .udp) else { continue }
          if reply.delayMilliseconds == 0 {
            send(reply, to: sender, over: socket)
          } else {
            group.addTask {
              _ = await shard.sleep(until: reply.due)
              send(reply, to: sender, over: socket)
            }
          }
        }
      }
    }
  }

  private func send(_ reply: Answering.Reply, to peer: Peer, over socket: Socket) {
    for forged in reply.injected {
      socket.sendDatagram(forged.encoded(limit: reply.limit), to: peer)
    }
    socket.sendDatagram(reply.message.encoded(limit: reply.limit), to: peer)
  }

  // MARK: TCP

  /// Answers the questions of one connection (RFC 7766), each behind two octets of length.
  func serveStream(_ socket: Socket, on shard: isolated Shard) async {
    var received: [UInt8] = []
    while true {
      let deadline = MonotonicTime.now.adding(seconds: patience)
      var length: Int?
      while true {
        length = received.count < 2 ? nil : Int(received[0]) << 8 | Int(received[1])
        if let length, received.count >= length + 2 { break }
        guard await socket.receive(into: &received, until: deadline, on: shard) == .octets else {
          return
        }
      }
      guard let length, let reply = reply(to: Array(received[2..<(length + 2)]), over: .tcp) else {
        return
      }
      received.removeFirst(length + 2)
      if reply.delayMilliseconds > 0 {
        guard await shard.sleep(until: reply.due) == .timedOut else { return }
      }
      let message = reply.message.encoded(limit: reply.limit)
      let prefix = [UInt8(message.count >> 8), UInt8(message.count & 0xFF)]
      guard await socket.send(prefix + message, until: deadline, on: shard) else { return }
    }
  }

  // MARK: Common

  /// `nil` for what gets no answer: silence by the scenario, and octets that are no question.
  private func reply(
    to octets: [UInt8], over transport: Answering.Transport
  ) -> Answering.Reply? {
    guard let query = try? DNSMessage(decoding: octets) else {
      log.add(LabEvent(kind: .junk, address: address, name: "", isBlocked: false))
      return nil
    }
    let question = query.questions.first
    log.add(
      LabEvent(
        kind: .dns(
          type: question?.type.mnemonic ?? "", transport: transport == .udp ? "udp" : "tcp"),
        address: address, name: question?.name.description ?? "", isBlocked: false))
    switch answering.react(to: query, over: transport, at: server) {
    case .silence: return nil
    case .reply(let reply): return reply
    }
  }
}

extension Answering.Reply {
  fileprivate var due: MonotonicTime {
    .now.adding(seconds: Double(delayMilliseconds) / 1_000)
  }
}

internal import Glibc

/// How the library says a transfer ended.
enum TransferEnding {
  case done
  /// A callback of ours asked for the end.
  case stopped
  /// No connection, with the system's error.
  case notConnected(errno: Int32)
  case timedOut
  case handshakeFailed
  /// Sending or receiving failed, or what was received could not be decoded.
  case broken
  /// The connection was closed before the answer, or before its end.
  case closed
  case notHTTP
  /// The body is not in the coding that it is said to be in.
  case undecodable
  case tooLarge
  case other(String)
}

extension TransferFailure {
  /// Weighs the library's account against what the sockets and the handshake showed.
  init?(
    _ ending: TransferEnding, answer: AnswerBuffer, socket: SocketState?, handshake: TLSWatch
  ) {
    switch ending {
    case .done:
      guard !answer.isHeadComplete else { return nil }
      self = .eof
    case .stopped:
      guard answer.stop == .headTooLarge else { return nil }
      self = .tooLarge
    case .notConnected(let code):
      self.init(connectError: code)
    case .timedOut:
      self = socket?.isConnected == true ? .timeout : .connectTimeout
    case .handshakeFailed:
      self.init(handshake: handshake, socket: socket)
    case .broken:
      if let alert = handshake.facts.alert {
        self = .tlsAlert(alert)
      } else {
        self = socket?.isReset == true ? .reset : .httpMalformed
      }
    case .closed:
      self = .eof
    case .notHTTP:
      self = .httpMalformed
    case .undecodable:
      // A page that begins well is an answer; browsers show none of one that does not.
      guard answer.body.isEmpty else { return nil }
      self = .httpMalformed
    case .tooLarge:
      self = .tooLarge
    case .other(let words):
      self = .local(words)
    }
  }

  private init(connectError code: Int32) {
    switch code {
    case ECONNREFUSED, ECONNRESET:
      self = .connectRefused
    case ETIMEDOUT:
      self = .connectTimeout
    case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EPROTO, ENOPROTOOPT, ENONET:
      self = .connectUnreachable
    case _ where Shortage.isTold(by: code):
      self = .shortage
    default:
      self = .local("connect: error \(code)")
    }
  }

  private init(handshake: TLSWatch, socket: SocketState?) {
    guard handshake.connectedAt != nil else {
      self = .local("TLS could not begin")
      return
    }
    if let alert = handshake.facts.alert {
      self = .tlsAlert(alert)
    } else if handshake.facts.isAnsweredWithoutTLS {
      self = .tlsNotTLS
    } else {
      switch handshake.end {
      case .closed: self = .eof
      case .reset: self = .reset
      case nil: self = socket?.isReset == true ? .reset : .tlsAlert(nil)
      }
    }
  }
}

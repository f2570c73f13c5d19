internal import Evidence

extension Cause {
  /// The handshake completes, and the certificate does not fit or has expired.
  static let certificate = Cause(
    .certificate, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .certificate else { return .excluded }
      return .established(.confirmed, rule: "wire.certificate")
    },
    account: { subject in
      Account(
        Text(
          en: "The TLS handshake completes, but the certificate does not fit \(subject.name) or "
            + "is not trusted; this is not the filing.",
          zh: "TLS 握手已完成，但证书与 \(subject.name) 不符或不受信任；与备案无关。"),
        because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Install a valid certificate for \(subject.name) with its whole chain.",
              zh: "为 \(subject.name) 安装有效且证书链完整的证书。"))
        ],
        sources: ["N-21"])
    })
}

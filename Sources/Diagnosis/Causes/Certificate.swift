internal import Evidence

extension Cause {
  /// The handshake completes, and the certificate does not fit or has expired.
  static let certificate = Cause(
    .certificate,
    title: Text(en: "certificate does not fit", zh: "证书有误"),
    meaning: Text(
      en: "The handshake completes, but the certificate does not fit, is not trusted or has "
        + "expired.",
      zh: "TLS 握手完成，但证书不符、不受信任或已过期。"),
    status: .unreachable, example: "wrong-name.example",
    rules: [
      Rule(
        "wire.certificate", .confirmed,
        en: "Visitors get nothing but HTTPS, its handshake completes, and the certificate is "
          + "for other names, expired or not trusted.",
        zh: "访问者只能使用 HTTPS，握手可以完成，但证书属于其他域名、已过期或不受信任。",
        when: { $0.reach == .resolved && $0.wire == .certificate })
    ],
    excludedBy: Text(
      en: "A handshake that is reset or refused, or port 80 serving the site.",
      zh: "握手被重置或拒绝，或 80 端口可以正常提供网站。"),
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

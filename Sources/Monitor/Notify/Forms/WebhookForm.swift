internal import Digest

/// The notice itself, in a form of our own.
///
/// `X-Icpdiag-Signature: sha256=…` is the HMAC-SHA256 of the body as it was sent, in hexadecimal;
/// `X-Icpdiag-Delivery` is the same for every attempt, so that a receiver can drop a repeat.
enum WebhookForm: NoticeForm {
  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest {
    let body = letter.notice.json
    var request = NoticeRequest(posting: body, to: letter.url)
    request.fields.append(
      NoticeRequest.Field(name: "X-Icpdiag-Delivery", value: letter.notice.id))
    if let secret = letter.secret {
      let code = try Signature.code(of: body, key: secret.revealed)
      request.fields.append(
        NoticeRequest.Field(name: "X-Icpdiag-Signature", value: "sha256=\(code.hexadecimal)"))
    }
    return request
  }
}

/// The one way to sign, for whoever signs.
enum Signature {
  static func code(
    of message: some Sequence<UInt8>, key: String
  ) throws(NoticeFailure) -> KeyedDigest {
    guard let code = KeyedDigest(of: message, key: key.utf8) else {
      throw NoticeFailure("this machine's OpenSSL has no SHA-256", isLasting: true)
    }
    return code
  }
}

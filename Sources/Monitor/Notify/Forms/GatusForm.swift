/// A push to an external endpoint of Gatus:
/// `POST /api/v1/endpoints/KEY/external?success=&error=`, with its token as a bearer's.
///
/// `{target}` in the address stands for the target, written as Gatus writes the keys of its
/// endpoints.
enum GatusForm: NoticeForm {
  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest {
    guard letter.url.path.hasSuffix("/external") else {
      throw NoticeFailure(
        "the url of gatus has to end with /api/v1/endpoints/KEY/external", isLasting: true)
    }
    var url = letter.url
    url.set("success", letter.isUp ? "true" : "false")
    if !letter.isUp {
      url.set("error", String(letter.text.title.prefix(250)))
    }
    var request = NoticeRequest(url, isPost: true)
    if let secret = letter.secret {
      request.fields.append(
        NoticeRequest.Field(name: "Authorization", value: "Bearer \(secret.revealed)"))
    }
    return request
  }

  /// A name as it stands in a key (gatus, `key.ConvertGroupAndNameToKey`).
  static func key(_ name: String) -> String {
    String(name.lowercased().map { "/_,. #+&".contains($0) ? "-" : $0 })
  }
}

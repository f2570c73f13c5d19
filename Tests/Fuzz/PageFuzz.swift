// swiftc -O -sanitize=fuzzer,address -parse-as-library -package-name icpdiag \
//   -enable-upcoming-feature InternalImportsByDefault \
//   $(find Sources/Wire Sources/Evidence -name '*.swift') \
//   Sources/Observation/Web/CharacterConversion.swift Tests/Fuzz/PageFuzz.swift -o fuzz-page
// ./fuzz-page -max_total_time=60 NEW_INPUTS fixtures/wire/page fixtures/wire/http

/// Reads a page: a `Content-Type` up to the first line feed, then the body.
///
/// Whatever its encoding, the text is UTF-8; titles and filing numbers are bounded and hold no
/// control characters; a well-formed number is the same when it is read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let contentType = String(decoding: octets.prefix { $0 != 0x0A }, as: UTF8.self)
  let page = Array(octets.drop { $0 != 0x0A }.dropFirst())
  let encoding = TextEncoding(of: page, contentType: contentType)
  let mark = TextEncoding.mark(of: page)
  precondition(mark == nil || mark?.encoding == encoding)
  let body = Array(page.dropFirst(mark?.length ?? 0))
  // UTF-8 itself is never converted; the C library would let more through than there is.
  for encoding in TextEncoding.allCases where encoding != .utf8 {
    guard let text = CharacterConversion.utf8(body, from: encoding.rawValue) else {
      preconditionFailure("the C library does not know \(encoding)")
    }
    precondition(String(validating: text, as: UTF8.self) != nil)
    precondition(text.count <= body.count * 3)
  }
  let isUTF8 = UTF8Look(body).isValid
  precondition(!isUTF8 || String(validating: body.withoutCutCharacter, as: UTF8.self) != nil)
  precondition(isUTF8 || String(validating: body, as: UTF8.self) == nil)

  let text =
    encoding == .utf8 ? body : CharacterConversion.utf8(body, from: encoding.rawValue) ?? body
  for page in [text, body] {
    if let title = HTMLTitle.find(in: page) {
      precondition(!title.isEmpty && title.count <= HTMLTitle.characterLimit)
      precondition(title.unicodeScalars.allSatisfy { !$0.isUnprintable })
    }
    let claims = FilingNumber.claims(in: page, limit: 4)
    precondition(claims.count <= 4 && Set(claims).count == claims.count)
    for claim in claims {
      precondition(claim.utf8.count < 80)
      precondition(claim.unicodeScalars.allSatisfy { !$0.isUnprintable })
      if let number = try? FilingNumber(claim) {
        precondition(number.text == claim)
      }
    }
  }
  if let number = try? FilingNumber(String(decoding: body, as: UTF8.self)) {
    precondition((try? FilingNumber(number.text)) == number)
    precondition(number.isSameFiling(as: number))
    precondition((try? FilingNumber(number.entityNumber))?.isSameFiling(as: number) == true)
  }
  return 0
}

extension [UInt8] {
  /// Without what begins a character of UTF-8 at the end and does not end it.
  fileprivate var withoutCutCharacter: [UInt8] {
    for length in 0...Swift.min(3, count) {
      let start = Array(dropLast(length))
      if String(validating: start, as: UTF8.self) != nil { return start }
    }
    return self
  }
}

internal import Evidence
internal import FoundationEssentials

extension SignatureDocument {
  /// Reads a file of signatures and checks it whole.
  ///
  /// - Parameters:
  ///   - octets: The whole text, with or without a byte order mark.
  ///   - file: The name to report errors under.
  ///   - words: What the file may say.
  /// - Returns: Signatures that can be used as they are.
  /// - Throws: ``RecordsError`` naming line, place and what to do.
  package static func decode(
    _ octets: [UInt8], named file: String, _ words: SignatureWords
  ) throws(RecordsError) -> SignatureDocument {
    let text = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets[3...] : octets[...]
    guard text.count <= Limits.signatureOctets else {
      throw RecordsError(
        file: file, message: "larger than \(Limits.signatureOctets / 1_048_576) MiB",
        hint: "keep the signatures of pages that you meet")
    }
    try JSONReading.checkSyntax(text, named: file)
    let document = try JSONReading.read(
      SignatureDocument.self, from: Data(text), knowing: .signatures(words), named: file)
    if let flaw = document.flaw(words) {
      throw RecordsError(
        file: file, line: flaw.place.line(in: text), path: flaw.place.text,
        message: flaw.message, hint: flaw.hint)
    }
    return document
  }

  private func flaw(_ words: SignatureWords) -> SignatureFlaw? {
    guard schema == Self.schemaID else {
      return SignatureFlaw(
        JSONPlace(steps: [.key("schema")]), "unknown schema '\(schema)'",
        "this version reads \(Self.schemaID)")
    }
    let list = JSONPlace(steps: [.key("signatures")])
    guard signatures.count <= Limits.signatures else {
      return SignatureFlaw(list, "more than \(Limits.signatures) signatures", "leave some out")
    }
    var taken = words.taken
    for (index, entry) in signatures.enumerated() {
      let place = list.appending(.index(index))
      if let flaw = entry.flaw(at: place) { return flaw }
      guard taken.insert(entry.id).inserted else {
        return SignatureFlaw(
          place.appending(.key("id")), "there is a signature '\(entry.id)' already",
          "choose another id, such as my-idc.block")
      }
    }
    return nil
  }
}

/// What is wrong at one place of a file of signatures, and what to do.
private struct SignatureFlaw {
  let place: JSONPlace
  let message: String
  let hint: String

  init(_ place: JSONPlace, _ message: String, _ hint: String) {
    self.place = place
    self.message = message
    self.hint = hint
  }
}

extension SignatureDocument.Entry {
  fileprivate func flaw(at place: JSONPlace) -> SignatureFlaw? {
    func at(_ key: String, _ message: String, _ hint: String) -> SignatureFlaw {
      SignatureFlaw(place.appending(.key(key)), message, hint)
    }
    for (key, name) in [("id", id), ("provider", provider ?? "none")] where !name.isPlainName {
      return at(
        key, "'\(name)' is no \(key)", "use small letters, digits, dots and dashes, at most 64")
    }
    if let source, source.utf8.count > Limits.signatureText {
      return at("source", "longer than \(Limits.signatureText) octets", "shorten it")
    }
    if status.isEmpty || status.count > 16 {
      return at("status", "\(status.count) statuses", "name 1 to 16, such as [403]")
    }
    if let strange = status.first(where: { !(200...599).contains($0) }) {
      return at("status", "\(strange) is no status of an answer", "use 200 to 599")
    }
    for (key, year) in [("first_seen", firstSeen), ("last_seen", lastSeen)] {
      if let year, !(1990...2100).contains(year) {
        return at(key, "\(year) is no year of the web", "write it like 2026")
      }
    }
    if let firstSeen, let lastSeen, firstSeen > lastSeen {
      return at("last_seen", "before first_seen", "swap the two")
    }
    let mostBody =
      status.contains { $0 < 300 } ? Limits.shortPageOctets : Limits.bodyOctets
    if let longestBody, !(1...mostBody).contains(longestBody) {
      return at(
        "longest_body", "\(longestBody) is out of range",
        "use 1 to \(mostBody): a page that says success and is longer than "
          + "\(Limits.shortPageOctets) octets is the site's own")
    }
    let clauses = (all ?? []).count + (any ?? []).count
    if clauses == 0 || clauses > 16 {
      return at("id", "\(clauses) clauses in all and any", "give 1 to 16 places to look")
    }
    for (key, list) in [("all", all ?? []), ("any", any ?? [])] {
      for (index, clause) in list.enumerated() {
        let inner = place.appending(.key(key)).appending(.index(index))
        if let flaw = clause.flaw(at: inner) { return flaw }
      }
    }
    return nil
  }
}

extension SignatureDocument.Clause {
  /// The texts by the key they stand under.
  private var texts: [(key: String, text: String)] {
    [
      ("title", title), ("title_contains", titleContains), ("body", body), ("location", location),
      ("location_host", locationHost), ("header", header),
    ].compactMap { key, text in text.map { (key, $0) } }
  }

  fileprivate func flaw(at place: JSONPlace) -> SignatureFlaw? {
    guard texts.count == 1, let (key, text) = texts.first else {
      return SignatureFlaw(
        place, "\(texts.count) places to look in one clause",
        "give one of title, title_contains, body, location, location_host, header")
    }
    if startsWith != nil, key != "header" {
      return SignatureFlaw(
        place.appending(.key("starts_with")), "goes with \"header\" only",
        "\"\(key)\" has its text itself")
    }
    // A text of a letter or two is in every page.
    let least = key == "body" || key == "title_contains" || key == "location" ? 4 : 1
    guard (least...Limits.signatureText).contains(text.utf8.count),
      (startsWith?.utf8.count ?? 0) <= Limits.signatureText
    else {
      return SignatureFlaw(
        place.appending(.key(key)), "a text of \(text.utf8.count) octets",
        "give \(least) to \(Limits.signatureText) octets that only this page has")
    }
    return nil
  }
}

extension String {
  /// What an id looks like, such as `my-idc.block`.
  fileprivate var isPlainName: Bool {
    (1...64).contains(utf8.count)
      && utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "."), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

extension JSONSchemaNode {
  fileprivate static func signatures(_ words: SignatureWords) -> JSONSchemaNode {
    let clauses = JSONSchemaNode.list(
      .object(
        "title", "title_contains", "body", "location", "location_host", "header", "starts_with"))
    return .object([
      "schema": .value,
      "signatures": .list(
        .object(
          "id", "provider", "source", "first_seen", "last_seen", "status", "longest_body",
          words: [
            "proves": .word(words.proofs), "certainty": .word(words.certainties),
            "all": clauses, "any": clauses,
          ])),
    ])
  }
}

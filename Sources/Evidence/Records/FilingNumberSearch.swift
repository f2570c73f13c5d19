extension FilingNumber {
  /// The well-formed filing numbers in running text or HTML, in order, each once.
  ///
  /// - Parameters:
  ///   - text: A page or a part of one.
  ///   - limit: How many are wanted.
  /// - Returns: At most as many as wanted.
  package static func all(in text: String, limit: Int) -> [FilingNumber] {
    FilingNumberSearch(Array(text.utf8)).results(limit: limit) { try? $0.number }
  }

  /// What claims to be a filing number in running text or HTML, well-formed or not.
  ///
  /// ``init(_:)`` says of a claim what is wrong with it. Public-security numbers are none.
  ///
  /// - Parameters:
  ///   - page: A page or a part of one, in UTF-8.
  ///   - limit: How many are wanted.
  /// - Returns: At most as many as wanted, in order and in the one spelling, each once.
  package static func claims(in page: [UInt8], limit: Int) -> [String] {
    FilingNumberSearch(page).results(limit: limit) { $0.text }
  }
}

/// Looks for `ICP` and for `B2-` and the like, then for what stands around them.
private struct FilingNumberSearch {
  private let octets: [UInt8]

  init(_ octets: [UInt8]) {
    self.octets = octets
  }

  func results<Result: Hashable>(
    limit: Int, _ reading: (FilingNumberReader.Parts) -> Result?
  ) -> [Result] {
    var found: [Result] = []
    var index = octets.startIndex
    while found.count < limit, let anchor = nextAnchor(from: index) {
      if let result = parts(around: anchor).flatMap(reading), !found.contains(result) {
        found.append(result)
      }
      index = anchor + 1
    }
    return found
  }

  /// Where `ICP`, or `A1-`, `B2-` and the like, may begin next; also in full width.
  ///
  /// Every page of every site passes through here, hence without the checks of an array's bounds:
  /// every index is below `end`.
  private func nextAnchor(from start: Int) -> Int? {
    let end = octets.count - 2
    return unsafe octets.withUnsafeBufferPointer { octets in
      var index = start
      while index < end {
        let octet = unsafe octets[index]
        if octet | 0x20 == UInt8(ascii: "i") {
          if unsafe octets[index + 1] | 0x20 == UInt8(ascii: "c"),
            unsafe octets[index + 2] | 0x20 == UInt8(ascii: "p")
          {
            return index
          }
        } else if octet &- UInt8(ascii: "A") < 2 {
          if unsafe octets[index + 1] &- UInt8(ascii: "1") < 2 { return index }
        } else if octet == 0xEF {
          if unsafe Self.isWideI(octets[index + 1], octets[index + 2]) { return index }
        }
        index += 1
      }
      return nil
    }
  }

  /// Whether a full-width `I`, in either case, ends so.
  private static func isWideI(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0xBC && third == 0xA9 || second == 0xBD && third == 0x89
  }

  private func parts(around anchor: Int) -> FilingNumberReader.Parts? {
    let sign = signStart(before: anchor)
    let start = sign ?? anchor
    let end = min(octets.endIndex, anchor + FilingNumberReader.octetLimit)
    var reader = FilingNumberReader(octets[start..<end], isAmongText: true)
    guard let parts = reader.parts() else { return nil }
    // Without a sign, "B2-20090059" may be anything.
    if case .telecomLicence = parts.kind, (try? parts.number) == nil { return nil }
    return parts
  }

  /// Where the sign begins, blanks between it and the anchor passed over.
  ///
  /// A character that is no sign counts as a wrong one only where it stands alone: in 备案号ICP备 it
  /// is the end of a word.
  private func signStart(before anchor: Int) -> Int? {
    var end = anchor
    while anchor - end <= Self.blanksBeforeAnchor, let blank = blankLength(before: end) {
      end -= blank
    }
    guard let sign = ideograph(before: end) else { return nil }
    let isKnown = FilingNumber.provinces[sign] != nil
    return isKnown || ideograph(before: end - 3) == nil ? end - 3 : nil
  }

  /// Octets of blanks between a sign and what follows that are passed over.
  private static let blanksBeforeAnchor = 16

  private func blankLength(before end: Int) -> Int? {
    guard end > 0 else { return nil }
    if [0x20, 0x09, 0x0A, 0x0D].contains(octets[end - 1]) { return 1 }
    let blanks = [[0xC2, 0xA0], [0xE3, 0x80, 0x80], FilingNumberReader.blankEntity]
    return blanks.first { octets[..<end].suffix($0.count).elementsEqual($0) }?.count
  }

  /// The character of three octets that ends before `end`, if it is an ideograph.
  private func ideograph(before end: Int) -> Unicode.Scalar? {
    guard end >= 3, (0xE4...0xE9).contains(octets[end - 3]), octets[end - 2] & 0xC0 == 0x80,
      octets[end - 1] & 0xC0 == 0x80
    else { return nil }
    return Unicode.Scalar(
      UInt32(octets[end - 3] & 0x0F) << 12 | UInt32(octets[end - 2] & 0x3F) << 6
        | UInt32(octets[end - 1] & 0x3F))
  }
}

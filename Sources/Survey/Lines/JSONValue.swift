/// A complete JSON value inside a text, in which members are found by their keys.
///
/// No tree is built: of a line of many kilobytes a few members are wanted. The text is checked
/// whole once (RFC 8259; UTF-8 is the caller's affair), so that what is found in it is whole too.
package struct JSONValue: Sendable {
  private let octets: ArraySlice<UInt8>

  /// Fails for anything but one value.
  ///
  /// - Parameter text: The value, with or without white space around it.
  package init?(_ text: ArraySlice<UInt8>) {
    var cursor = JSONCursor(text)
    cursor.skipSpace()
    let start = cursor.position
    guard cursor.skipValue() else { return nil }
    octets = text[start..<cursor.position]
    cursor.skipSpace()
    guard cursor.isAtEnd else { return nil }
  }

  private init(known octets: ArraySlice<UInt8>) {
    self.octets = octets
  }

  /// The member of that name; `nil` where this is no object, or has none.
  ///
  /// Keys are compared as they are written.
  package subscript(key: String) -> JSONValue? {
    var found: JSONValue?
    forEachMember { name, value in
      guard name.elementsEqual(key.utf8) else { return true }
      found = value
      return false
    }
    return found
  }

  /// The members of an object, by their keys; empty for anything else.
  package var members: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    forEachMember { name, value in
      members[String(decoding: name, as: UTF8.self)] = value
      return true
    }
    return members
  }

  /// Calls `body` with each key, between its quotation marks, and value, until it says `false`.
  private func forEachMember(_ body: (ArraySlice<UInt8>, JSONValue) -> Bool) {
    guard octets.first == UInt8(ascii: "{") else { return }
    var cursor = JSONCursor(octets)
    cursor.skip(1)
    while true {
      cursor.skipSpace()
      guard cursor.next == UInt8(ascii: "\"") else { return }
      let key = cursor.position
      guard cursor.skipString() else { return }
      let name = octets[(key + 1)..<(cursor.position - 1)]
      cursor.skipSpace()
      // The colon.
      cursor.skip(1)
      cursor.skipSpace()
      let start = cursor.position
      guard cursor.skipValue(),
        body(name, JSONValue(known: octets[start..<cursor.position]))
      else { return }
      cursor.skipSpace()
      guard cursor.next == UInt8(ascii: ",") else { return }
      cursor.skip(1)
    }
  }

  /// The elements of a list; empty for anything else.
  package var elements: [JSONValue] {
    guard octets.first == UInt8(ascii: "[") else { return [] }
    var elements: [JSONValue] = []
    var cursor = JSONCursor(octets)
    while cursor.next == UInt8(ascii: "[") || cursor.next == UInt8(ascii: ",") {
      cursor.skip(1)
      cursor.skipSpace()
      let start = cursor.position
      guard cursor.skipValue() else { break }
      elements.append(JSONValue(known: octets[start..<cursor.position]))
      cursor.skipSpace()
    }
    return elements
  }

  /// The number, where it is a whole one that fits.
  package var integer: Int? { Int(String(decoding: octets, as: UTF8.self)) }

  /// The number; `nil` for anything else.
  package var number: Double? {
    guard let first = octets.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first)
    else { return nil }
    return Double(String(decoding: octets, as: UTF8.self))
  }

  /// The string, with its escapes resolved; `nil` for anything else.
  package var text: String? {
    guard octets.first == UInt8(ascii: "\"") else { return nil }
    let inside = octets.dropFirst().dropLast()
    guard inside.contains(UInt8(ascii: "\\")) else {
      return String(decoding: inside, as: UTF8.self)
    }
    var units: [UInt16] = []
    var rest = inside
    while let slash = rest.firstIndex(of: UInt8(ascii: "\\")) {
      units += String(decoding: rest[..<slash], as: UTF8.self).utf16
      rest = rest[(slash + 1)...]
      guard let kind = rest.popFirst() else { break }
      if kind == UInt8(ascii: "u") {
        units.append(rest.prefix(4).reduce(0) { $0 << 4 | UInt16(Self.digit($1)) })
        rest = rest.dropFirst(4)
      } else {
        units.append(UInt16(Self.escaped(kind)))
      }
    }
    units += String(decoding: rest, as: UTF8.self).utf16
    return String(decoding: units, as: UTF16.self)
  }

  private static func escaped(_ kind: UInt8) -> UInt8 {
    switch kind {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: kind
    }
  }

  /// Of a hexadecimal digit, which the cursor has seen to be one.
  private static func digit(_ octet: UInt8) -> UInt8 {
    octet <= UInt8(ascii: "9") ? octet & 0x0F : (octet & 0x0F) + 9
  }
}

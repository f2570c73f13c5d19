import Wire

/// A record as text, so that two programs' ways of writing the same one compare equal.
struct ZoneLine: Hashable {
  var owner: DNSName?
  var ttl: String
  var type: String
  /// Character strings unquoted, names without their trailing dot, hexadecimal in lower case.
  var data: [String]

  /// Reads a line of `kdig`: owner, TTL, class, type and data, between blanks.
  init?(_ line: String) {
    let fields = Self.fields(line)
    guard fields.count >= 4, fields[2] == "IN" else { return nil }
    owner = DNSName(fields[0])
    ttl = fields[1]
    let type = fields[3]
    self.type = type
    data = fields[4...].map { field in
      let isName = field.hasSuffix(".") && field != "."
      let text = isName ? String(field.dropLast()) : field
      return ["SOA", "NS", "CNAME", "PTR", "DNAME", "MX"].contains(type) || field.isHexadecimal
        ? text.lowercased() : text
    }
  }

  /// The fields of a line; blanks within quotes and behind a backslash belong to a field.
  private static func fields(_ line: String) -> [String] {
    var fields: [String] = []
    var field: String?
    var isQuoted = false
    var isEscaped = false
    for character in line {
      if isEscaped {
        isEscaped = false
        field?.append(character)
      } else if character == "\\" {
        isEscaped = true
        field = (field ?? "") + "\\"
      } else if character == "\"" {
        isQuoted.toggle()
        field = field ?? ""
      } else if character == " " || character == "\t", !isQuoted {
        if let field {
          fields.append(field)
        }
        field = nil
      } else {
        field = (field ?? "") + String(character)
      }
    }
    return fields + (field.map { [$0] } ?? [])
  }
}

extension String {
  fileprivate var isHexadecimal: Bool { !isEmpty && allSatisfy(\.isHexDigit) }
}

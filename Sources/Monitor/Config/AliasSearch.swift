/// Finds the first alias or anchor of a YAML text, without reading the text as YAML.
///
/// Whether a quote begins a quoted text can depend on the indentation of lines far above. Where it
/// may be either, both readings are followed: what is a real alias in the right one of them is found,
/// and at worst a text in quotes of many lines is taken for one.
struct AliasSearch {
  /// In which of these the search may be: one or, where that is open, several.
  private struct States: OptionSet {
    let rawValue: UInt8

    /// Where a value or a key may begin; only here are `&` and `*` anchor and alias.
    static let start = States(rawValue: 1)
    /// Inside a text without quotes.
    static let plain = States(rawValue: 2)
    /// Behind a closing quote or bracket.
    static let after = States(rawValue: 4)
    static let tag = States(rawValue: 8)
    static let single = States(rawValue: 16)
    static let double = States(rawValue: 32)
    /// Behind a backslash in double quotes.
    static let escape = States(rawValue: 64)
    static let comment = States(rawValue: 128)

    static let quoted: States = [.single, .double, .escape]
    static let all: [States] = [.start, .plain, .after, .tag, .single, .double, .escape, .comment]
  }

  /// The line of the first, from 1; `nil` where there is none.
  static func line(in text: String) -> Int? {
    var states = States.start
    var line = 1
    var before = UInt8(ascii: "\n")
    // The last four octets.
    var recent: UInt32 = 0
    var octets = text.utf8.makeIterator()
    var next = octets.next()
    while let octet = next {
      next = octets.next()
      recent = recent << 8 | UInt32(octet)
      if isBreak(recent) {
        states = behindBreak(states)
        if octet == UInt8(ascii: "\n") { line += 1 }
      } else {
        if states.contains(.start), octet == UInt8(ascii: "&") || octet == UInt8(ascii: "*") {
          return line
        }
        var following: States = []
        for state in States.all where states.contains(state) {
          following.formUnion(step(from: state, octet, before: before, next: next))
        }
        states = following
      }
      before = octet
    }
    return nil
  }

  /// Whether a line ends with these octets.
  ///
  /// Beside LF and CR those are U+0085, U+2028 and U+2029 (YAML 1.1, 5.4); a byte order mark, which
  /// may stand before a token as well (5.2), counts as one too.
  private static func isBreak(_ recent: UInt32) -> Bool {
    switch recent & 0xFF {
    case 0x0A, 0x0D: true
    case 0x85: recent & 0xFFFF == 0xC285
    case 0xA8: recent & 0xFF_FFFF == 0xE280A8
    case 0xA9: recent & 0xFF_FFFF == 0xE280A9
    case 0xBF: recent & 0xFF_FFFF == 0xEFBBBF
    default: false
    }
  }

  /// A text without quotes may go on in the next line, also behind the header of a literal one.
  private static func behindBreak(_ states: States) -> States {
    var following: States = []
    if states.contains(.single) { following.insert(.single) }
    if !states.isDisjoint(with: [.double, .escape]) { following.insert(.double) }
    if !states.subtracting(.quoted).isEmpty { following.formUnion([.start, .plain]) }
    return following
  }

  private static func step(
    from state: States, _ octet: UInt8, before: UInt8, next: UInt8?
  ) -> States {
    switch state {
    case .start: fromStart(octet)
    case .plain: fromPlain(octet, isAfterBlank: isBlank(before), next)
    case .after:
      switch octet {
      case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): .start
      case UInt8(ascii: "'"): .single
      case UInt8(ascii: "\""): .double
      case UInt8(ascii: "#"): .comment
      default: .after
      }
    case .tag:
      switch octet {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): .start
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): [.start, .tag]
      case UInt8(ascii: "]"), UInt8(ascii: "}"): [.after, .tag]
      default: .tag
      }
    // Of '' the first closes the text and the second opens it again.
    case .single: octet == UInt8(ascii: "'") ? .after : .single
    case .double:
      switch octet {
      case UInt8(ascii: "\""): .after
      case UInt8(ascii: "\\"): .escape
      default: .double
      }
    case .escape: .double
    default: .comment
    }
  }

  private static func fromStart(_ octet: UInt8) -> States {
    switch octet {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "{"):
      .start
    // An indicator, or the first letter of a text: that depends on more than what follows.
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): [.start, .plain]
    case UInt8(ascii: "]"), UInt8(ascii: "}"): .after
    case UInt8(ascii: "'"): .single
    case UInt8(ascii: "\""): .double
    case UInt8(ascii: "#"): .comment
    case UInt8(ascii: "!"): .tag
    default: .plain
    }
  }

  private static func fromPlain(_ octet: UInt8, isAfterBlank: Bool, _ next: UInt8?) -> States {
    switch octet {
    case UInt8(ascii: "#"): isAfterBlank ? .comment : .plain
    case UInt8(ascii: ":"):
      switch next {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): .start
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        [.start, .plain]
      default: .plain
      }
    // In a text outside of brackets these are letters like others.
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"):
      [.start, .plain]
    case UInt8(ascii: "]"), UInt8(ascii: "}"): [.after, .plain]
    default: .plain
    }
  }

  private static func isBlank(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t")
  }
}

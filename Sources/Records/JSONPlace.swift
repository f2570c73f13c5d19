/// A place in a JSON text: object keys and array indices from the top.
struct JSONPlace: Hashable {
  enum Step: Hashable {
    case key(String)
    case index(Int)
  }

  var steps: [Step] = []

  /// As people write it: `views[0].access[2].state`.
  var text: String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      }
    }
  }

  func appending(_ step: Step) -> JSONPlace {
    JSONPlace(steps: steps + [step])
  }

  /// The line, from 1, on which the value at this place begins; `nil` when it is not there.
  ///
  /// The decoder names places, never lines; this runs over the text once, only when there is an
  /// error to report, and expects text the decoder has accepted as JSON.
  func line(in octets: some Collection<UInt8>) -> Int? {
    var line = 1
    var path: [Step] = []
    var isInString = false
    var isEscaped = false
    var string: [UInt8] = []
    var awaitsKey = false

    for octet in octets {
      if octet == UInt8(ascii: "\n") { line += 1 }
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if octet == UInt8(ascii: "\\") {
          isEscaped = true
        } else if octet == UInt8(ascii: "\"") {
          isInString = false
          if awaitsKey, !path.isEmpty {
            path[path.count - 1] = .key(String(decoding: string, as: UTF8.self))
            if path == steps { return line }
          }
        }
        if isInString { string.append(octet) }
        continue
      }
      switch octet {
      case UInt8(ascii: "\""):
        isInString = true
        string = []
      case UInt8(ascii: ":"): awaitsKey = false
      case UInt8(ascii: "{"):
        path.append(.key(""))
        awaitsKey = true
      case UInt8(ascii: "["):
        path.append(.index(0))
        awaitsKey = false
        if path == steps { return line }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = path.popLast()
        awaitsKey = false
      case UInt8(ascii: ","):
        guard let last = path.last else { continue }
        if case .index(let index) = last {
          path[path.count - 1] = .index(index + 1)
          if path == steps { return line }
        } else {
          awaitsKey = true
        }
      default: break
      }
    }
    return steps.isEmpty ? 1 : nil
  }
}

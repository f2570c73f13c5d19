/// A moment in whole seconds since 1970-01-01T00:00:00Z, written as RFC 3339 in UTC.
///
/// A value, not a clock: nothing here can tell what time it is.
package struct Timestamp: Hashable, Comparable, Sendable {
  package var secondsSinceEpoch: Int64

  package init(secondsSinceEpoch: Int64) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }

  /// Seconds from `earlier` to this moment; negative when `earlier` lies in the future.
  package func seconds(since earlier: Timestamp) -> Int64 {
    secondsSinceEpoch - earlier.secondsSinceEpoch
  }

  package func adding(seconds: Int64) -> Timestamp {
    Timestamp(secondsSinceEpoch: secondsSinceEpoch + seconds)
  }
}

extension Timestamp {
  /// Reads `2026-07-09T08:00:00Z`, with any offset and with or without a fraction, and the bare
  /// date `2026-07-09`, which stands for the end of that day in Beijing: providers and the MIIT
  /// write days there (facts Q-34), and an age counted from the end is never too great.
  ///
  /// - Returns: `nil` for anything else, a day that does not exist included (RFC 3339 section 5.6).
  package init?(rfc3339 text: String) {
    var scanner = Scanner(rest: text.utf8[...])
    guard
      let year = scanner.number(digits: 4), scanner.skip("-"),
      let month = scanner.number(digits: 2), scanner.skip("-"),
      let day = scanner.number(digits: 2),
      (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, year: year)
    else { return nil }
    var seconds = Self.daysSinceEpoch(year: year, month: month, day: day) * 86_400
    if scanner.isAtEnd {
      seconds += 16 * 3_600
    } else {
      guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
        let hour = scanner.number(digits: 2), scanner.skip(":"),
        let minute = scanner.number(digits: 2), scanner.skip(":"),
        let second = scanner.number(digits: 2),
        hour <= 23, minute <= 59, second <= 60
      else { return nil }
      if scanner.skip(".") {
        guard scanner.skipDigits() else { return nil }
      }
      guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
      seconds += hour * 3_600 + minute * 60 + second - offset
    }
    self.init(secondsSinceEpoch: seconds)
  }

  /// The moment as `2026-07-09T08:00:00Z`.
  package var rfc3339: String {
    let days = secondsSinceEpoch.quotientRoundingDown(by: 86_400)
    let inDay = secondsSinceEpoch - days * 86_400
    let (year, month, day) = Self.civil(daysSinceEpoch: days)
    return "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))T"
      + "\(Self.padded(inDay / 3_600, to: 2)):\(Self.padded(inDay / 60 % 60, to: 2)):"
      + "\(Self.padded(inDay % 60, to: 2))Z"
  }

  /// The day alone, as `2026-07-09`.
  package var day: String { String(rfc3339.prefix(10)) }

  /// The moment for people, as `2026-07-09 08:00 UTC`.
  package var minute: String { "\(day) \(rfc3339.dropFirst(11).prefix(5)) UTC" }

  private static func padded(_ value: Int64, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func days(inMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2:
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// Days of the proleptic Gregorian calendar, counted in years that begin in March, so that the
  /// leap day is the last of its year.
  private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.quotientRoundingDown(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(daysSinceEpoch days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = shifted.quotientRoundingDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private struct Scanner {
    var rest: Substring.UTF8View

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard let first = rest.first, first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func number(digits: Int) -> Int64? {
      guard rest.count >= digits else { return nil }
      var value: Int64 = 0
      for octet in rest.prefix(digits) {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return nil }
        value = value * 10 + Int64(octet - UInt8(ascii: "0"))
      }
      rest.removeFirst(digits)
      return value
    }

    mutating func skipDigits() -> Bool {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest.removeFirst(digits.count)
      return !digits.isEmpty
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int64? {
      if skip("Z") || skip("z") { return 0 }
      let sign: Int64
      if skip("+") {
        sign = 1
      } else if skip("-") {
        sign = -1
      } else {
        return nil
      }
      guard let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2),
        hours <= 23, minutes <= 59
      else { return nil }
      return sign * (hours * 3_600 + minutes * 60)
    }
  }
}

extension Int64 {
  fileprivate func quotientRoundingDown(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Timestamp(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "'\(text)' is no time; write it as 2026-07-09T08:00:00Z (RFC 3339)")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}

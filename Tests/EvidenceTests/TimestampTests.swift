import Testing

@testable import Evidence

@Suite("A timestamp")
struct TimestampTests {
  @Test(
    "reads RFC 3339 and writes it back in UTC",
    arguments: [
      ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
      ("2026-07-09T08:00:00+08:00", "2026-07-09T00:00:00Z"),
      ("2024-02-29", "2024-02-29T16:00:00Z"),
      ("1999-12-31T23:59:60Z", "2000-01-01T00:00:00Z"),
      ("1969-12-31t23:59:59.25z", "1969-12-31T23:59:59Z"),
      ("2000-03-01 00:00:00-00:30", "2000-03-01T00:30:00Z"),
    ])
  func reads(_ text: String, _ expected: String) throws {
    let value = try #require(Timestamp(rfc3339: text))
    #expect(value.rfc3339 == expected)
    #expect(Timestamp(rfc3339: value.rfc3339) == value)
  }

  @Test(
    "refuses what is no time",
    arguments: [
      "", "2026", "2026-13-01", "2026-02-29", "2026-07-09T08:00:00", "2026-07-09T24:00:00Z",
      "2026-07-09T08:00Z", "2026-07-09T08:00:00.Z", "2026-07-09T08:00:00Zx", "09/07/2026",
      "２０２６-07-09",
    ])
  func refuses(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test("agrees with the calendar on days all over eight centuries")
  func walksTheCalendar() throws {
    for day in stride(from: Int64(-146_097), through: 146_097, by: 11) {
      let moment = Timestamp(secondsSinceEpoch: day * 86_400 + 3_661)
      #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
    }
  }
}

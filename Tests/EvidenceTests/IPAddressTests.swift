import Evidence
import Testing

@Suite("The text of an address")
struct IPAddressTests {
  @Test(
    "is read and written back in the one spelling",
    arguments: [
      ("203.0.113.9", "203.0.113.9"), ("0.0.0.0", "0.0.0.0"), ("[192.0.2.1]", "192.0.2.1"),
      ("255.255.255.255", "255.255.255.255"), ("2001:DB8:0:0::1", "2001:db8::1"),
      ("[2001:db8::1]", "2001:db8::1"), ("::ffff:192.0.2.1", "192.0.2.1"),
    ])
  func reads(_ text: String, _ spelling: String) throws {
    #expect(try #require(IPAddress(text)).description == spelling)
  }

  @Test(
    "is no other text",
    arguments: [
      "", "[]", "1.2.3", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.", "1.2.3.4.5", "1.2.3.256",
      "1.2.3.1000", "1.2.3.04", "00.2.3.4", " 1.2.3.4", "1.2.3.4 ", "+1.2.3.4", "0x1.2.3.4",
      "１.2.3.4", "16909060", "[1.2.3.4", "1.2.3.4]", "[[1.2.3.4]]", "1.2.3.4/32", "example.cn",
      "2001:db8", "2001:db8::1%eth0", "2001:db8::1::", ":::", "12345::", "fe80::1.2.3",
    ])
  func refuses(_ text: String) {
    #expect(IPAddress(text) == nil)
  }
}

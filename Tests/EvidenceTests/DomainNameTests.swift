import Testing

@testable import Evidence

@Suite("A name within a domain")
struct DomainNameTests {
  @Test(
    "is the domain itself or below it, label by label",
    arguments: [
      ("example.cn", "example.cn", true), ("www.example.cn", "example.cn", true),
      ("a.b.example.cn", "example.cn", true), ("notexample.cn", "example.cn", false),
      ("example.cn", "www.example.cn", false), ("example.com", "example.cn", false),
      ("example.cn.evil.com", "example.cn", false), ("EXAMPLE.cn", "example.cn", false),
      ("", "example.cn", false), (".cn", "cn", true), ("cn", "", false),
    ])
  func within(_ name: String, _ domain: String, _ expected: Bool) {
    #expect(name.isWithin(domain: domain) == expected)
  }
}

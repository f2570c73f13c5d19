import Testing

@testable import Digest

@Suite("A digest")
struct DigestTests {
  @Test("is the SHA-256 of its octets, however they are cut (FIPS 180-4)")
  func digest() {
    let digest = ContentDigest()
    for octet in "abc".utf8 { digest.update([octet]) }
    digest.update([])
    #expect(
      digest.hexadecimal() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(digest.octets == 3)
  }

  @Test("with a key is the HMAC of RFC 4231 (cases 1, 2 and 6)")
  func keyed() throws {
    let first = try #require(KeyedDigest(of: "Hi There".utf8, key: repeatElement(0x0b, count: 20)))
    #expect(
      first.hexadecimal == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    let second = try #require(
      KeyedDigest(of: "what do ya want for nothing?".utf8, key: "Jefe".utf8))
    #expect(
      second.hexadecimal == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(second.base64 == "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=")
    let long = try #require(
      KeyedDigest(
        of: "Test Using Larger Than Block-Size Key - Hash Key First".utf8,
        key: repeatElement(0xaa, count: 131)))
    #expect(
      long.hexadecimal == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

  @Test("takes an empty key and an empty message, as Feishu signs (HMAC of nothing)")
  func empty() throws {
    let code = try #require(KeyedDigest(of: [], key: []))
    #expect(
      code.hexadecimal == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test(
    "is written in base 64 with its padding (RFC 4648 section 10)",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(text: String, written: String) {
    #expect(OctetText.base64(Array(text.utf8)) == written)
  }
}

import Testing
import Wire

@Suite("A ClientHello")
struct ClientHelloTests {
  private func hello(_ name: String) throws -> ClientHello? {
    guard case .hello(let hello) = ClientHello.read(try Fixture.load("tls/\(name).bin")) else {
      return nil
    }
    return hello
  }

  @Test("tells the name and the versions that OpenSSL's client asks for")
  func openSSL() throws {
    let both = ClientHello(
      serverName: "www.wire.example", supportedVersions: [0x0304, 0x0303, 0x0302, 0x0301])
    #expect(try hello("tls13") == both)
    #expect(try hello("fragmented") == both)
    let old = try #require(try hello("tls12-only"))
    #expect(old.serverName == "www.wire.example")
    #expect(old.supportedVersions == [0x0303])
    #expect(!old.offersTLS13)
    let new = try #require(try hello("tls13-only"))
    #expect(new.serverName == "xn--fsqu00a.wire.example")
    #expect(new.supportedVersions == [0x0304])
    #expect(new.offersTLS13)
    #expect(try hello("no-name")?.serverName == nil)
  }

  @Test("is a name, no name, or no hello at all")
  func serverName() throws {
    func name(_ file: String) throws -> ClientHello.ServerName {
      ClientHello.serverName(in: try Fixture.load("tls/\(file).bin"))
    }
    #expect(try name("tls13") == .name("www.wire.example"))
    #expect(try name("no-name") == .noName)
    #expect(try name("http") == .notTLS)
    #expect(try name("alert") == .notTLS)
    #expect(ClientHello.serverName(in: []) == .needMore)
  }

  @Test(
    "asks for more until it is whole, and ignores what follows",
    arguments: ["tls13", "tls12-only", "tls13-only", "no-name", "fragmented"])
  func incremental(_ file: String) throws {
    let octets = try Fixture.load("tls/\(file).bin")
    for part in octets.truncations {
      #expect(ClientHello.read(part) == .needMore)
    }
    #expect(ClientHello.read(octets + [0x17, 0xFF]) == ClientHello.read(octets))
  }

  @Test("is something definite with any octet changed", arguments: try Fixture.all(in: "tls"))
  func mutated(_ fixture: Fixture) {
    for octets in fixture.octets.mutations {
      if case .hello(let hello) = ClientHello.read(octets) {
        #expect(hello.serverName?.utf8.isEmpty != true)
        #expect(hello.supportedVersions.count <= 127)
      }
    }
  }

  /// A hello in one record, with these extensions (`nil`: without the vector of extensions).
  private func hello(extensions: String?, version: String = "0303") -> [UInt8] {
    var body = hex(version) + [UInt8](repeating: 7, count: 32) + hex("00 0002 1301 0100")
    if let extensions = extensions.map(hex) {
      body += [UInt8(extensions.count >> 8), UInt8(extensions.count & 0xFF)] + extensions
    }
    return record(handshake(body))
  }

  private func handshake(_ body: [UInt8]) -> [UInt8] {
    [1, UInt8(body.count >> 16), UInt8(body.count >> 8 & 0xFF), UInt8(body.count & 0xFF)] + body
  }

  private func record(_ fragment: [UInt8]) -> [UInt8] {
    [22, 3, 1, UInt8(fragment.count >> 8), UInt8(fragment.count & 0xFF)] + fragment
  }

  @Test("offers its own version when it does not list any")
  func legacy() {
    #expect(
      ClientHello.read(hello(extensions: nil, version: "0301"))
        == .hello(ClientHello(supportedVersions: [0x0301])))
    #expect(
      ClientHello.read(hello(extensions: "")) == .hello(ClientHello(supportedVersions: [0x0303])))
    #expect(
      ClientHello.read(hello(extensions: "FFFF 0001 00 002B 0005 04 7A7A 0304"))
        == .hello(ClientHello(supportedVersions: [0x7A7A, 0x0304])))
  }

  @Test("shows a hostile name without its control characters")
  func hostileName() {
    #expect(
      ClientHello.serverName(in: hello(extensions: "0000 0008 0006 00 0003 1B61FF"))
        == .name("\u{FFFD}a\u{FFFD}"))
  }

  @Test(
    "is refused when it breaks its own lengths",
    arguments: [
      // Extensions that are cut short, and octets behind them.
      "00", "0000 00", "0000 0001", "0000 0000", "0000 0002 0000",
      // A name list that is cut short, empty, of another type, or with an empty name.
      "0000 0002 0001", "0000 0003 0001 01", "0000 0005 0003 00 0000", "0000 0005 0003 00 0001",
      // Versions: none, an empty list, an odd one, one cut short.
      "002B 0000", "002B 0001 00", "002B 0002 01 03", "002B 0003 03 0304",
    ])
  func malformed(_ extensions: String) {
    #expect(ClientHello.read(hello(extensions: extensions)) == .notTLS)
  }

  @Test("is refused when its fixed part is cut short", arguments: 0..<41)
  func shortBody(count: Int) {
    let body = hex("0303") + [UInt8](repeating: 7, count: 32) + hex("00 0002 1301 0100")
    #expect(body.count == 41)
    #expect(ClientHello.read(record(handshake(Array(body[..<count])))) == .notTLS)
    #expect(ClientHello.read(record(handshake(body + [0]))) == .notTLS)
    #expect(ClientHello.read(record(handshake(body + [0, 0, 0]))) == .notTLS)
  }

  @Test("is refused early when it cannot become one")
  func notTLS() {
    for start in ["47", "80", "16 02", "16 03 01 0000", "16 03 01 4001", "16 03 01 0001 02"] {
      #expect(ClientHello.read(hex(start)) == .notTLS)
    }
    // A hello of 64 KiB and more is not waited for.
    #expect(ClientHello.read(hex("16 03 01 4000 01 010000")) == .notTLS)
    #expect(ClientHello.read(hex("16 03 01 4000 01 00FFFF")) == .needMore)
    #expect(ClientHello.read(hex("16 03 01 0001 01 17 03 03")) == .notTLS)
  }

  @Test("may have a name of 255 octets and no longer one")
  func longName() {
    func hello(name count: Int) -> [UInt8] {
      let name = String(repeating: "61", count: count)
      func number(_ value: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
      }
      return self.hello(
        extensions: "0000 \(number(count + 5)) \(number(count + 3)) 00 \(number(count)) \(name)")
    }
    #expect(
      ClientHello.serverName(in: hello(name: 255)) == .name(String(repeating: "a", count: 255)))
    #expect(ClientHello.serverName(in: hello(name: 256)) == .notTLS)
  }
}

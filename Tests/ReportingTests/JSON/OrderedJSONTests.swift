import Evidence
import FoundationEssentials
import Testing

@testable import Reporting

@Suite("Ordered JSON")
struct OrderedJSONTests {
  private struct Sample: Codable, Equatable {
    var zebra = 1
    var isContested = true
    var ttlS: UInt32 = 600
    var asOf: String?
    var missing: Int?
    var list: [String] = []
    var nested = Nested()

    struct Nested: Codable, Equatable {
      var durationMs = 0.5
      var rows = [[1, 2], []]
    }
  }

  @Test("keeps the order of the properties, writes snake_case, and null with its key")
  func shape() {
    #expect(
      OrderedJSON.encode(Sample())
        == #"{"zebra":1,"is_contested":true,"ttl_s":600,"as_of":null,"missing":null,"list":[],"#
        + #""nested":{"duration_ms":0.5,"rows":[[1,2],[]]}}"#)
  }

  @Test("indents by two spaces when asked, and keeps what is empty on one line")
  func pretty() {
    #expect(
      OrderedJSON.encode(Sample.Nested(), pretty: true)
        == """
        {
          "duration_ms": 0.5,
          "rows": [
            [
              1,
              2
            ],
            []
          ]
        }
        """)
  }

  @Test(
    "escapes what a terminal or a script would obey",
    arguments: [
      ("\"\\/", #"\"\\/"#), ("\n\r\t", #"\n\r\t"#), ("\u{0}\u{1B}\u{7F}", #"\u0000\u001b\u007f"#),
      ("\u{80}\u{9B}\u{9F}\u{A0}", "\\u0080\\u009b\\u009f\u{A0}"),
      ("\u{2027}\u{2028}\u{2029}\u{202E}\u{202F}", "\u{2027}\\u2028\\u2029\\u202e\u{202F}"),
      ("\u{2065}\u{2066}\u{2069}\u{206A}", "\u{2065}\\u2066\\u2069\u{206A}"),
      ("例子 \u{1F600}", "例子 \u{1F600}"),
    ])
  func escapes(_ text: String, _ expected: String) throws {
    let json = OrderedJSON.encode([text])
    #expect(json == "[\"\(expected)\"]")
    #expect(try decode([String].self, from: json) == [text])
  }

  @Test("reads back every scalar of the first planes unchanged")
  func everyScalar() throws {
    var text = ""
    for value in (0 as UInt32)..<0x3_0000 {
      if let scalar = Unicode.Scalar(value) {
        text.unicodeScalars.append(scalar)
      }
    }
    let json = OrderedJSON.encode([text])
    let raw = json.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    #expect(!raw)
    let back = try decode([String].self, from: json)[0]
    #expect(back.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test(
    "writes numbers shortest, whole ones without a fraction, and what is not finite as null",
    arguments: [
      (0.1, "0.1"), (5, "5"), (-17, "-17"), (0, "0"), (-0.0, "-0.0"), (1e300, "1e+300"),
      (0.42, "0.42"), (1.0 / 3, "0.3333333333333333"), (4_294_967_296, "4294967296.0"),
      (.nan, "null"), (-.infinity, "null"),
    ])
  func numbers(_ value: Double, _ expected: String) throws {
    #expect(OrderedJSON.encode([value]) == "[\(expected)]")
    if value.isFinite {
      #expect(try decode([Double].self, from: "[\(expected)]") == [value])
    }
  }

  @Test("writes integers of every width exactly, and null for every type that is unset")
  func integers() {
    #expect(
      OrderedJSON.encode([Int64.min, .max]) == "[-9223372036854775808,9223372036854775807]")
    #expect(OrderedJSON.encode([UInt64.max]) == "[18446744073709551615]")
    #expect(OrderedJSON.encode([Int8.min]) == "[-128]")
    #expect(OrderedJSON.encode([true, false]) == "[true,false]")
    #expect(
      OrderedJSON.encode(Optionals())
        == #"{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":null,"i":null,"#
        + #""j":null,"k":null,"l":null,"m":null,"n":null,"o":null}"#)
    #expect(OrderedJSON.encode([Int?.none, 7]) == "[null,7]")
    #expect(OrderedJSON.encode("bare") == "\"bare\"")
  }

  @Test("closes nested containers, and gives null for a value that throws or writes nothing")
  func oddEncoders() {
    #expect(OrderedJSON.encode(Nesting()) == #"{"a":{"b":[1,{"c":2},[]]},"d":3,"super":[4]}"#)
    #expect(OrderedJSON.encode([Throwing(), Throwing()]) == "[null,null]")
    #expect(OrderedJSON.encode(["x": Silent()]) == #"{"x":null}"#)
  }

  @Test("survives a reader that turns snake_case back", arguments: Observation.samples)
  func roundTrip(_ observation: Observation) throws {
    #expect(try decode(Observation.self, from: OrderedJSON.encode(observation)) == observation)
    #expect(
      try decode(Observation.self, from: OrderedJSON.encode(observation, pretty: true))
        == observation)
  }

  @Test("gives a records document that a reader understands", arguments: RecordsDocument.samples)
  func recordsRoundTrip(_ document: RecordsDocument) throws {
    #expect(try decode(RecordsDocument.self, from: OrderedJSON.encode(document)) == document)
  }

  private func decode<Value: Decodable>(_ type: Value.Type, from json: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(json.utf8))
  }
}

private enum Key: String, CodingKey { case a, b, c, d }

private struct Nesting: Encodable {
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    var inner = object.nestedContainer(keyedBy: Key.self, forKey: .a)
    var list = inner.nestedUnkeyedContainer(forKey: .b)
    try list.encode(1)
    var deepest = list.nestedContainer(keyedBy: Key.self)
    try deepest.encode(2, forKey: .c)
    _ = list.nestedUnkeyedContainer()
    try object.encode(3, forKey: .d)
    try [4].encode(to: object.superEncoder())
  }
}

private struct Optionals: Encodable {
  var a: Bool?
  var b: Double?
  var c: Float?
  var d: Int?
  var e: Int8?
  var f: Int16?
  var g: Int32?
  var h: Int64?
  var i: UInt?
  var j: UInt8?
  var k: UInt16?
  var l: UInt32?
  var m: UInt64?
  var n: String?
  var o: [Int]?
}

private struct Throwing: Encodable {
  struct Failure: Error {}

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode("half", forKey: .a)
    throw Failure()
  }
}

private struct Silent: Encodable {
  func encode(to encoder: any Encoder) {}
}

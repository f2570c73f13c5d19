import Testing

@testable import Survey

@Suite("The lines of a list")
struct LineSplitterTests {
  private func inputs(_ text: String, limit: Int = 100, piece: Int = .max) -> [Input] {
    var splitter = LineSplitter(limit: limit, from: 0)
    var inputs: [Input] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      inputs += splitter.inputs(in: rest.prefix(piece))
      rest = rest.dropFirst(piece)
    }
    return inputs + splitter.last()
  }

  private static let list =
    "\u{FEFF}a.cn\r\n\n  \n# no target\n b.cn \tfirst\tsecond\n\t\nc.cn\t\n例子.cn"

  @Test("are the same inputs in whatever pieces they come", arguments: [1, 2, 3, 7, 1_000])
  func pieces(size: Int) {
    let inputs = inputs(Self.list, piece: size)
    #expect(inputs.map(\.text) == ["a.cn", " b.cn ", "c.cn", "例子.cn"])
    #expect(inputs.map(\.meta) == [nil, "first\tsecond", "", nil])
    #expect(inputs.map(\.index) == [0, 1, 2, 3])
    #expect(!inputs.contains { $0.isCut })
  }

  @Test(
    "are one input where a line is too long, and what follows is untouched",
    arguments: [1, 9, 5_000])
  func longLines(piece: Int) {
    let fits = String(repeating: "f", count: 2_000)
    let long = String(repeating: "l", count: 2_001)
    let inputs = inputs(
      "\(long)\n\(fits)\r\n# \(long)\n\(long)\(long)\nlast.cn", limit: 2_000, piece: piece)
    #expect(inputs.map(\.isCut) == [true, false, true, false])
    #expect(inputs[0].text == String(repeating: "l", count: LineSplitter.cutOctets))
    #expect(inputs[1].text == fits)
    #expect(inputs[3] == Input(text: "last.cn", index: 3))
  }

  @Test("hold any octets, and none at all")
  func junk() {
    var splitter = LineSplitter(limit: 100, from: 5)
    let inputs = splitter.inputs(in: [0xFF, 0x00, 0x0A, 0x0D, 0x0A]) + splitter.last()
    #expect(inputs == [Input(text: "\u{FFFD}\u{0}", index: 5)])
    #expect(splitter.nextIndex == 6)
  }
}

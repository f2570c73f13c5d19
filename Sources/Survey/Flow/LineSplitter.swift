/// Cuts octets into the inputs of a list, one a line, whatever pieces the octets come in.
///
/// Blank lines and those that begin with `#` are no inputs; what stands after the first tab is
/// carried to the report. A line that is longer than a line may be is one input, cut, and its rest
/// is skipped.
struct LineSplitter {
  /// Octets of a line.
  private let limit: Int
  private var index: Int
  private var partial: [UInt8] = []
  private var isSkipping = false
  private var isAtStart = true

  /// What is kept of a line that is too long: enough to recognise it by.
  static let cutOctets = 1_024

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let lineEnd = UInt8(ascii: "\n")

  /// - Parameters:
  ///   - limit: The octets of the longest line.
  ///   - index: The place of the first input.
  init(limit: Int, from index: Int) {
    self.limit = limit
    self.index = index
  }

  /// The place of the next input.
  var nextIndex: Int { index }

  /// Takes the next piece.
  ///
  /// - Returns: The inputs that it completes.
  mutating func inputs(in piece: ArraySlice<UInt8>) -> [Input] {
    var inputs: [Input] = []
    var rest = piece
    while let end = rest.firstIndex(of: Self.lineEnd) {
      add(rest[..<end], to: &inputs)
      endLine(into: &inputs)
      rest = rest[(end + 1)...]
    }
    add(rest, to: &inputs)
    return inputs
  }

  /// The last line, where no line end follows it.
  mutating func last() -> [Input] {
    var inputs: [Input] = []
    endLine(into: &inputs)
    return inputs
  }

  private mutating func add(_ octets: ArraySlice<UInt8>, to inputs: inout [Input]) {
    guard !isSkipping else { return }
    // A carriage return before the line end is none of the line's own octets.
    guard partial.count + octets.count > limit + 1 else {
      partial += octets
      return
    }
    partial += octets.prefix(max(0, Self.cutOctets - partial.count))
    take(partial.prefix(Self.cutOctets), isCut: true, into: &inputs)
    partial = []
    isSkipping = true
  }

  private mutating func endLine(into inputs: inout [Input]) {
    if !isSkipping {
      let line = partial.last == UInt8(ascii: "\r") ? partial.dropLast() : partial[...]
      if line.count > limit {
        take(line.prefix(Self.cutOctets), isCut: true, into: &inputs)
      } else {
        take(line, isCut: false, into: &inputs)
      }
    }
    partial.removeAll(keepingCapacity: true)
    isSkipping = false
  }

  private mutating func take(_ octets: ArraySlice<UInt8>, isCut: Bool, into inputs: inout [Input]) {
    var line = octets
    if isAtStart {
      isAtStart = false
      if line.starts(with: Self.mark) { line = line.dropFirst(Self.mark.count) }
    }
    let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    guard let first, first != UInt8(ascii: "#") else { return }
    let parts = line.split(
      separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
    inputs.append(
      Input(
        text: String(decoding: parts[0], as: UTF8.self),
        meta: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil, index: index,
        isCut: isCut))
    index += 1
  }
}

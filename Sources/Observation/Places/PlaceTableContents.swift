internal import Evidence

extension PlaceTable {
  /// How many of each the table holds, and where each section begins, in octets.
  struct Layout: Sendable {
    var countV4 = 0
    var countV6 = 0
    var systemCount = 0
    var startsV6 = 0
    var startsV4 = 0
    var systems = 0
    var valuesV6 = 0
    var valuesV4 = 0
    var systemOwners = 0
  }

  /// The header and the small sections, read once.
  struct Contents {
    let layout: Layout
    let answers: [PlaceAnswer]
    let providers: [String]
    let notice: String

    /// Reads what does not grow with the number of ranges, and checks that the sections fill the
    /// buffer exactly; `nil` when they do not.
    init?(reading bytes: UnsafeRawBufferPointer) {
      var reader = unsafe Reader(bytes)
      guard
        reader.text(octets: 8) == "ICPPLACE", reader.number() == 1,
        let countV4 = reader.number(), let countV6 = reader.number(),
        let valueCount = reader.number(), let providerCount = reader.number(),
        let systemCount = reader.number(), let noticeCount = reader.number(), reader.number() == 0,
        let startsV6 = reader.section(of: countV6, octetsEach: 8),
        let startsV4 = reader.section(of: countV4, octetsEach: 4),
        let systems = reader.section(of: systemCount, octetsEach: 4),
        let valuesV6 = reader.section(of: countV6, octetsEach: 1),
        let valuesV4 = reader.section(of: countV4, octetsEach: 1),
        let values = reader.octets(2 * valueCount),
        let systemOwners = reader.section(of: systemCount, octetsEach: 1),
        let names = reader.octets(16 * providerCount),
        let notice = reader.text(octets: noticeCount), reader.isAtEnd
      else { return nil }
      layout = Layout(
        countV4: countV4, countV6: countV6, systemCount: systemCount, startsV6: startsV6,
        startsV4: startsV4, systems: systems, valuesV6: valuesV6, valuesV4: valuesV4,
        systemOwners: systemOwners)
      self.notice = notice

      var providers: [String] = []
      for index in 0..<providerCount {
        let name = names[16 * index..<16 * index + 16].prefix { $0 != 0 }
        guard !name.isEmpty, let text = String(validating: name, as: UTF8.self) else { return nil }
        providers.append(text)
      }
      self.providers = providers

      // The first source gives the areas, the second the providers.
      let sources = notice.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
        .map { String(Substring($0.prefix { $0 != UInt8(ascii: "\t") })) }
      guard sources.count >= 2 else { return nil }
      answers = (0..<valueCount).map { index in
        let owner = Int(values[2 * index + 1])
        return PlaceAnswer(
          location: Self.area(code: values[2 * index]).map { .init(area: $0, source: sources[0]) },
          owner: owner > 0 && owner <= providers.count
            ? .init(provider: providers[owner - 1], source: sources[1]) : nil)
      }
    }

    private static func area(code: UInt8) -> Place.Area? {
      switch code {
      case 1: .mainland
      case 2: .hongKong
      case 3: .macao
      case 4: .taiwan
      case 5: .elsewhere
      default: nil
      }
    }
  }

  /// What the lines of the notice say, one source a line.
  static func data(from notice: String, entries: Int) -> [PlaceData] {
    notice.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 7 else { return nil }
      return PlaceData(
        name: fields[0], gives: [fields[2]], date: Timestamp(rfc3339: fields[1]),
        origin: fields[3], licence: fields[4], licenceUrl: fields[5], attribution: fields[6],
        entries: entries)
    }
  }

  /// Reads sections from the front, and never past the end.
  @safe private struct Reader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
      unsafe self.bytes = unsafe bytes
    }

    var isAtEnd: Bool { unsafe position == bytes.count }

    mutating func number() -> Int? {
      guard let start = section(of: 1, octetsEach: 4) else { return nil }
      return unsafe Int(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    }

    mutating func octets(_ count: Int) -> [UInt8]? {
      guard let start = section(of: count, octetsEach: 1) else { return nil }
      return unsafe Array(bytes[start..<position])
    }

    mutating func text(octets count: Int) -> String? {
      octets(count).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Passes over a section and says where it begins.
    mutating func section(of count: Int, octetsEach width: Int) -> Int? {
      let start = position
      position += width * count
      guard unsafe position <= bytes.count else { return nil }
      return start
    }
  }
}

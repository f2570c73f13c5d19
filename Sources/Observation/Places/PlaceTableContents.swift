internal import Evidence

extension PlaceTable {
  /// Where each section of the table begins, in octets.
  struct Layout: Sendable {
    var countV4 = 0
    var countV6 = 0
    var startsV4 = 0
    var startsV6 = 0
    var valuesV4 = 0
    var valuesV6 = 0
  }

  /// The header and the small sections, read once.
  struct Contents {
    var layout = Layout()
    var answers: [PlaceAnswer] = []
    var systems: [(number: UInt32, provider: String)] = []
    var data: [PlaceData] = []

    /// Reads what does not grow with the number of ranges, and checks that the sections fill the
    /// buffer exactly; `nil` when they do not.
    init?(reading bytes: UnsafeRawBufferPointer) {
      var reader = unsafe Reader(bytes)
      guard
        reader.text(octets: 8) == "ICPPLACE", reader.number() == 1,
        let countV4 = reader.count(), let countV6 = reader.count(),
        let valueCount = reader.count(), let providerCount = reader.count(),
        let systemCount = reader.count(), let noticeCount = reader.count(), reader.number() == 0,
        let startsV6 = reader.section(of: countV6, octetsEach: 8),
        let startsV4 = reader.section(of: countV4, octetsEach: 4)
      else { return nil }
      let numbers = (0..<systemCount).map { _ in reader.number() ?? 0 }
      guard
        let valuesV6 = reader.section(of: countV6, octetsEach: 1),
        let valuesV4 = reader.section(of: countV4, octetsEach: 1)
      else { return nil }
      layout = Layout(
        countV4: countV4, countV6: countV6, startsV4: startsV4, startsV6: startsV6,
        valuesV4: valuesV4, valuesV6: valuesV6)
      let values = (0..<valueCount).map { _ in (area: reader.octet(), owner: reader.octet()) }
      let owners = (0..<systemCount).map { _ in reader.octet() }
      let providers = (0..<providerCount).map { _ in
        reader.text(octets: 16).flatMap { $0.isEmpty ? nil : $0 }
      }
      guard let notice = reader.text(octets: noticeCount), reader.isAtEnd else { return nil }

      data = Self.data(from: notice, entries: countV4 + countV6)
      let areaName = data.first { $0.gives.contains("area") }?.name ?? ""
      let ownerName = data.first { $0.gives.contains("provider") }?.name ?? ""
      answers = values.map { value in
        var answer = PlaceAnswer()
        if let code = value.area, let area = Self.area(code: code) {
          answer.location = .init(area: area, source: areaName)
        }
        if let owner = value.owner, owner > 0, owner <= providers.count {
          answer.owner = .init(provider: providers[Int(owner) - 1], source: ownerName)
        }
        return answer
      }
      systems = zip(numbers, owners).compactMap { number, owner in
        guard let owner, owner < providers.count, let provider = providers[Int(owner)] else {
          return nil
        }
        return (UInt32(truncatingIfNeeded: number), provider)
      }
    }

    /// The areas in the order of their codes; code 0 is "unknown".
    private static func area(code: UInt8) -> Place.Area? {
      let areas: [Place.Area] = [.mainland, .hongKong, .macao, .taiwan, .elsewhere]
      return (1...areas.count).contains(Int(code)) ? areas[Int(code) - 1] : nil
    }

    private static func data(from notice: String, entries: Int) -> [PlaceData] {
      notice.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 7 else { return nil }
        return PlaceData(
          name: "\(fields[0]) \(fields[1])", gives: [fields[2]],
          date: Timestamp(rfc3339: fields[1]), origin: fields[3], licence: fields[4],
          licenceUrl: fields[5], attribution: fields[6], entries: entries)
      }
    }
  }

  /// Reads small sections from the front, and never past the end.
  @safe private struct Reader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
      unsafe self.bytes = unsafe bytes
    }

    var isAtEnd: Bool { unsafe position == bytes.count }

    mutating func octet() -> UInt8? {
      guard unsafe position < bytes.count else { return nil }
      defer { position += 1 }
      return unsafe bytes[position]
    }

    mutating func number() -> Int? {
      let octets = (0..<4).compactMap { _ in octet() }
      return octets.count == 4 ? octets.reversed().reduce(0) { $0 << 8 | Int($1) } : nil
    }

    /// A number of things, each at least one octet long: never more than there are octets.
    mutating func count() -> Int? {
      number().flatMap { unsafe $0 <= bytes.count ? $0 : nil }
    }

    /// Text padded with NUL.
    mutating func text(octets count: Int) -> String? {
      let octets = (0..<count).compactMap { _ in octet() }
      guard octets.count == count else { return nil }
      return String(validating: octets.prefix { $0 != 0 }, as: UTF8.self)
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

internal import Evidence

/// The fields of one record of a table (RFC 4180).
///
/// An own reader, for SwiftCSV 0.10 reads the whole text into one `String` and every field into
/// another before it hands the first one out, knows no line numbers, and takes ragged lines.
///
/// Delimiters, quotes and line breaks are no part of a longer character in UTF-8 or GB18030, so
/// fields are parted as octets and turned into text one by one.
enum TableLine {
  case fields([ArraySlice<UInt8>])
  /// A quote is open at the end of the line: the field goes on in the next.
  case open
  /// Something stands between a closing quote and the next delimiter.
  case broken

  private static let quote = UInt8(ascii: "\"")

  static func fields(of line: [UInt8], delimiter: UInt8) -> TableLine {
    var fields: [ArraySlice<UInt8>] = []
    var index = 0
    while true {
      if index < line.count, line[index] == quote {
        var text: [UInt8] = []
        index += 1
        while true {
          guard let end = line[index...].firstIndex(of: quote) else { return .open }
          text += line[index..<end]
          index = end + 1
          guard index < line.count, line[index] == quote else { break }
          text.append(quote)
          index += 1
        }
        fields.append(text[...])
        guard index < line.count else { return .fields(fields) }
        guard line[index] == delimiter else { return .broken }
        index += 1
      } else {
        let end = line[index...].firstIndex(of: delimiter)
        fields.append(line[index..<(end ?? line.count)])
        guard let end else { return .fields(fields) }
        index = end + 1
      }
    }
  }
}

/// Reads a table record by record; a record is more than one line where a quoted field has breaks.
struct TableReader<Source: OctetSource> {
  enum Record {
    case fields([ArraySlice<UInt8>], line: Int)
    case refused(Refusal)
  }

  /// Lines of one record: a quote that is never closed must not swallow the file.
  static var linesOfRecord: Int { 64 }

  private var lines: LineReader<Source>
  private let delimiter: UInt8

  init(_ lines: LineReader<Source>, delimiter: UInt8) {
    self.lines = lines
    self.delimiter = delimiter
  }

  mutating func next() throws(RecordsError) -> Record? {
    guard let first = try lines.next() else { return nil }
    guard var octets = first.octets else { return .refused(.tooLong(first)) }
    var followers: [Line] = []
    while true {
      switch TableLine.fields(of: octets, delimiter: delimiter) {
      case .fields(let fields): return .fields(fields, line: first.number)
      case .broken:
        lines.putBack(followers[...])
        return .refused(
          Refusal(line: first.number, reason: "text behind a closing quote; double quotes in it"))
      case .open:
        let line = followers.count < Self.linesOfRecord ? try lines.next() : nil
        if let line { followers.append(line) }
        guard let more = line?.octets, octets.count + more.count < Limits.lineOctets else {
          lines.putBack(followers[...])
          return .refused(
            Refusal(line: first.number, reason: "a quote is opened here and not closed"))
        }
        octets.append(UInt8(ascii: "\n"))
        octets += more
      }
    }
  }
}

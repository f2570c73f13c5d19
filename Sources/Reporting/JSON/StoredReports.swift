package import Evidence

/// The reports of one file: a line each, or indented ones that take many lines.
package struct StoredReports: Sendable {
  /// A report that cannot be read.
  package struct Fault: Sendable {
    /// The line it begins on, from 1.
    package let line: Int
    package let error: ReportError
  }

  package private(set) var observations: [Observation] = []
  /// In the order of the lines; they keep nobody from the other reports.
  package private(set) var faults: [Fault] = []

  /// - Parameter octets: The whole file; blank lines in it are skipped.
  package init(_ octets: [UInt8]) {
    for (line, report) in Self.reports(in: octets) {
      do {
        observations.append(try ReportV1.observation(from: Array(report), firstLine: line))
      } catch {
        faults.append(Fault(line: line, error: error))
      }
    }
  }

  /// Cuts the file into reports: one a line, but one that begins with a brace alone on its line
  /// ends with the next such line, which is how indented JSON is written.
  private static func reports(in octets: [UInt8]) -> [(line: Int, text: ArraySlice<UInt8>)] {
    var reports: [(line: Int, text: ArraySlice<UInt8>)] = []
    var isOpen = false
    let lines = octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
      if isOpen {
        reports[reports.count - 1].text =
          octets[reports[reports.count - 1].text.startIndex..<line.endIndex]
        isOpen = !Self.is(line, "}")
      } else if !isBlank {
        reports.append((index + 1, line))
        isOpen = Self.is(line, "{")
      }
    }
    // Nothing at all is no report either.
    return reports.isEmpty ? [(1, octets[...])] : reports
  }

  private static func `is`(_ line: ArraySlice<UInt8>, _ brace: Unicode.Scalar) -> Bool {
    line.elementsEqual([UInt8(ascii: brace)])
      || line.elementsEqual([UInt8(ascii: brace), UInt8(ascii: "\r")])
  }
}

// swift build -c release --scratch-path .build/fuzz --target Records -Xswiftc -sanitize=fuzzer,address
// swiftc -O -sanitize=fuzzer,address -parse-as-library -package-name "$(basename "$PWD")" \
//   -I .build/fuzz/release/Modules -I .build/fuzz/checkouts/Yams/Sources/CYaml/include \
//   Tests/Fuzz/RecordsFuzz.swift \
//   $(find .build/fuzz/release/{Evidence,Records,Yams,CYaml}.build -name '*.o') -o fuzz-records
// ASAN_OPTIONS=detect_leaks=0 ./fuzz-records -max_total_time=60 NEW_INPUTS fixtures/records/*/
//
// A table that lives as long as the program (JSONSchemaNode.records) is all that is found to leak.

import Evidence
import Records

/// Counts what it is given, and remembers the order of it.
private struct CountingSink: RecordsSink {
  var said: [String] = []

  mutating func begin(_ view: ViewHeading) { said.append("\(view)") }
  mutating func add(_ statement: Statement, line: Int) { said.append("\(statement) \(line)") }
  mutating func add(_ instance: RecordsDocument.Instance, line: Int) {
    said.append("\(instance) \(line)")
  }
  mutating func add(_ domain: RecordsDocument.CDNDomain, line: Int) {
    said.append("\(domain) \(line)")
  }
  mutating func refuse(_ refusal: Refusal) {
    precondition(refusal.line >= 1 && !refusal.reason.isEmpty)
    said.append("\(refusal)")
  }
}

/// Reads a file of records, whole and in small pieces: both say the same, or both fail the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecords(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let choice = octets.first else { return 0 }
  // Digits and letters choose the kind; what files begin with leaves it to be recognised.
  let kinds = RecordsFormat.allCases
  let format: RecordsFormat? = choice < 32 ? kinds[Int(choice) % kinds.count] : nil
  let text = format == nil ? octets : Array(octets.dropFirst())
  var reading = RecordsReading(name: "fuzz", asOf: Timestamp(secondsSinceEpoch: 1_783_584_000))
  if choice % 2 == 0 {
    reading.provider = "alibaba"
    reading.domain = "example.cn"
  }
  func read(_ pieceOctets: Int) -> (said: [String], failure: String?) {
    var input = OctetsInMemory(text, pieceOctets: pieceOctets)
    var sink = CountingSink()
    do {
      sink.said.append("\(try reading.read(&input, as: format, into: &sink))")
      return (sink.said, nil)
    } catch {
      precondition(error is RecordsError)
      return (sink.said, "\(error)")
    }
  }
  let whole = read(65_536)
  let parts = read(3)
  precondition(whole == parts)
  return 0
}

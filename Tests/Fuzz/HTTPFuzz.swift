// swiftc -O -sanitize=fuzzer,address -parse-as-library -package-name icpdiag \
//   $(find Sources/Wire -name '*.swift') Tests/Fuzz/HTTPFuzz.swift -o fuzz-http
// ./fuzz-http -max_total_time=60 NEW_INPUTS fixtures/wire/http

/// Reads a response head and a title: bounds hold and no control character comes through.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let bounds = HTTPResponseHead.Bounds(octets: 1024, fields: 8, valueOctets: 32)
  if let head = HTTPResponseHead(decoding: octets, bounds: bounds) {
    precondition((100...999).contains(head.status))
    precondition(head.fields.count <= 8)
    precondition(head.length ?? 0 <= min(octets.count, 1024))
    for field in head.fields {
      precondition(field.name.utf8.count <= 32)
      // Repair turns one octet into three at most.
      precondition(field.value.utf8.count <= 96)
      precondition(field.value.unicodeScalars.allSatisfy { !$0.isUnprintable })
      precondition(head.header(field.name) != nil)
    }
  }
  if let title = HTMLTitle.find(in: octets) {
    precondition(!title.isEmpty && title.count <= HTMLTitle.characterLimit)
    precondition(title.unicodeScalars.allSatisfy { !$0.isUnprintable })
  }
  return 0
}

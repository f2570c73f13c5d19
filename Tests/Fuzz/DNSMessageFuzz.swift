// swiftc -O -sanitize=fuzzer,address -parse-as-library -package-name icpdiag \
//   $(find Sources/Wire -name '*.swift') Tests/Fuzz/DNSMessageFuzz.swift -o fuzz-dns
// ./fuzz-dns -max_total_time=60 NEW_INPUTS fixtures/wire/dns
//
// One comma-joined flag: of two -sanitize flags the second wins, and nothing is instrumented.

/// Decodes, encodes, decodes again: whatever was understood must mean the same when said again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDNSMessage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let message = try? DNSMessage(decoding: octets) else { return 0 }
  let encoded = message.encoded()
  guard let again = try? DNSMessage(decoding: encoded) else {
    preconditionFailure("what was encoded cannot be decoded")
  }
  // Names that were compressed harder than we compress may leave too little room for the rest.
  precondition(again == message || encoded.count > 0xF000)
  for record in message.answers + message.authority + message.additional {
    precondition(record.description.unicodeScalars.allSatisfy { !$0.isUnprintable })
    precondition(DNSName(record.name.description) == record.name)
  }
  for error in message.extendedErrors {
    precondition(error.text.unicodeScalars.allSatisfy { !$0.isUnprintable })
  }
  let short = message.encoded(limit: 512)
  precondition((try? DNSMessage(decoding: short)) != nil)
  return 0
}

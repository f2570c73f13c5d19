// swiftc -O -sanitize=fuzzer,address -parse-as-library -package-name icpdiag \
//   $(find Sources/Wire -name '*.swift') Tests/Fuzz/ClientHelloFuzz.swift -o fuzz-tls
// ./fuzz-tls -max_total_time=60 NEW_INPUTS fixtures/wire/tls

/// Reads a ClientHello: a decision, once made, does not change with what comes later.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzClientHello(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let reading = ClientHello.read(octets)
  if reading != .needMore {
    precondition(ClientHello.read(octets + [0, 22]) == reading)
  }
  if case .hello(let hello) = reading {
    precondition(hello.serverName?.isEmpty != true)
    precondition(hello.supportedVersions.count <= 127)
  }
  let half = ClientHello.read(Array(octets[..<(count / 2)]))
  precondition(half == .needMore || half == reading)
  return 0
}

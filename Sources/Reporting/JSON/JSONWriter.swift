/// The JSON text in the making, shared by the encoders and containers of one value.
final class JSONWriter {
  /// Its methods call nothing outside, so no two accesses can overlap; checking each of them at run
  /// time took a tenth of the whole.
  @exclusivity(unchecked) private var text: JSONText

  init(isPretty: Bool) {
    unsafe text = JSONText(isPretty: isPretty)
  }

  /// One access to the text for all that `body` appends.
  @inline(__always) func append(_ body: (inout JSONText) -> Void) {
    unsafe body(&text)
  }

  /// Writes a value whole, after what `lead` appends; `null` when it writes nothing or throws.
  @inline(__always) func write(_ value: some Encodable, after lead: (inout JSONText) -> Void) {
    unsafe lead(&text)
    let start = unsafe text.end
    do {
      try value.encode(to: OrderedJSONEncoder(writer: self, depth: start.depth))
      unsafe text.finish(since: start)
    } catch {
      unsafe text.revert(to: start)
      unsafe text.null()
    }
  }

  /// The octets written; the writer is of no use afterwards.
  func finish() -> [UInt8] { unsafe text.octets }
}

/// One finding and the ids of the evidence it was read from.
package struct Sign<Value: Hashable & Sendable>: Hashable, Sendable {
  package var value: Value
  package var because: [String]

  init(_ value: Value, because: [String] = []) {
    self.value = value
    self.because = because
  }
}

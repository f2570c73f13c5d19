/// JSON whose keys keep the order in which the values encode them.
///
/// Foundation's `JSONEncoder` sorts keys or gives them in no order, leaves `nil` out, and has to be
/// loaded first; a report's keys have a fixed order, and unknown is `null` with its key in place.
package enum OrderedJSON {
  /// The value as JSON (RFC 8259): on one line, or indented by two spaces when `pretty`.
  ///
  /// Keys turn from `camelCase` into `snake_case`: each capital begins a word, which is what
  /// `JSONDecoder`'s `convertFromSnakeCase` undoes. `nil` is `null`, and so are numbers that are not
  /// finite and a value whose `encode(to:)` throws. What a terminal would obey rather than show
  /// (control characters, bidirectional overrides) and U+2028/2029 are escaped.
  package static func encode(_ value: some Encodable, pretty: Bool = false) -> String {
    String(decoding: octets(value, pretty: pretty), as: UTF8.self)
  }

  /// The same in UTF-8, for a writer of octets.
  package static func octets(_ value: some Encodable, pretty: Bool = false) -> [UInt8] {
    let writer = JSONWriter(isPretty: pretty)
    writer.write(value) { _ in }
    return writer.finish()
  }
}

/// The encoder of one value: everything is appended to the writer at once, no tree is built.
struct OrderedJSONEncoder: Encoder {
  let writer: JSONWriter
  /// How many containers were open when this value began.
  let depth: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    writer.append { $0.open(.object, after: depth) }
    return KeyedEncodingContainer(KeyedContainer(writer: writer, depth: depth + 1))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    writer.append { $0.open(.array, after: depth) }
    return UnkeyedContainer(writer: writer, depth: depth + 1)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleValueContainer(writer: writer)
  }
}

/// Generic members stand for all the overloads that the protocols ask for, one for each number type.
private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: JSONWriter
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) {
    writer.append {
      $0.key(key.stringValue, at: depth)
      $0.null()
    }
  }

  func encode(_ value: Bool, forKey key: Key) {
    writer.append {
      $0.key(key.stringValue, at: depth)
      $0.bool(value)
    }
  }

  func encode(_ value: Double, forKey key: Key) {
    writer.append {
      $0.key(key.stringValue, at: depth)
      $0.number(value)
    }
  }

  func encode(_ value: Int, forKey key: Key) {
    writer.append {
      $0.key(key.stringValue, at: depth)
      $0.integer(value)
    }
  }

  func encode(_ value: String, forKey key: Key) {
    writer.append {
      $0.key(key.stringValue, at: depth)
      $0.string(value)
    }
  }

  func encode(_ value: some Encodable, forKey key: Key) {
    writer.write(value) { $0.key(key.stringValue, at: depth) }
  }

  func encodeIfPresent(_ value: String?, forKey key: Key) {
    if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }

  func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) { orNull(value, key) }

  // The protocol's own versions of these leave the key out, and win over the generic one.
  func encodeIfPresent(_ value: Bool?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) { orNull(value, key) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) { orNull(value, key) }

  private func orNull(_ value: (some Encodable)?, _ key: Key) {
    if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder(forKey: key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder {
    writer.append { $0.key("super", at: depth) }
    return OrderedJSONEncoder(writer: writer, depth: depth)
  }

  func superEncoder(forKey key: Key) -> any Encoder {
    encoder(forKey: key)
  }

  private func encoder(forKey key: Key) -> OrderedJSONEncoder {
    writer.append { $0.key(key.stringValue, at: depth) }
    return OrderedJSONEncoder(writer: writer, depth: depth)
  }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  let writer: JSONWriter
  let depth: Int
  private(set) var count = 0

  init(writer: JSONWriter, depth: Int) {
    self.writer = writer
    self.depth = depth
  }

  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() {
    next()
    writer.append { $0.null() }
  }

  mutating func encode(_ value: some Encodable) {
    count += 1
    writer.write(value) { $0.element(at: depth) }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    next()
    return OrderedJSONEncoder(writer: writer, depth: depth).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    next()
    return OrderedJSONEncoder(writer: writer, depth: depth).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    next()
    return OrderedJSONEncoder(writer: writer, depth: depth)
  }

  private mutating func next() {
    writer.append { $0.element(at: depth) }
    count += 1
  }
}

private struct SingleValueContainer: SingleValueEncodingContainer {
  let writer: JSONWriter

  var codingPath: [any CodingKey] { [] }

  func encodeNil() { writer.append { $0.null() } }
  func encode(_ value: Bool) { writer.append { $0.bool(value) } }
  func encode(_ value: String) { writer.append { $0.string(value) } }
  func encode(_ value: Double) { writer.append { $0.number(value) } }
  func encode(_ value: Float) { writer.append { $0.number(value) } }
  func encode(_ value: some FixedWidthInteger & Encodable) { writer.append { $0.integer(value) } }
  func encode(_ value: some Encodable) { writer.write(value) { _ in } }
}

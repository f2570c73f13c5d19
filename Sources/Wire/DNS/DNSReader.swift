/// Walks over the octets of a message, and never beyond ``end``.
struct DNSReader {
  typealias DecodingError = DNSMessage.DecodingError

  let octets: [UInt8]
  private(set) var position = 0
  /// The end of the record's data while it is read; of the message otherwise.
  private var end: Int

  init(_ octets: [UInt8]) {
    self.octets = octets
    end = octets.count
  }

  mutating func uint8() throws(DecodingError) -> UInt8 {
    guard position < end else { throw .truncated(offset: position) }
    defer { position += 1 }
    return octets[position]
  }

  mutating func uint16() throws(DecodingError) -> UInt16 {
    UInt16(try uint8()) << 8 | UInt16(try uint8())
  }

  mutating func uint32() throws(DecodingError) -> UInt32 {
    UInt32(try uint16()) << 16 | UInt32(try uint16())
  }

  mutating func take(_ count: Int) throws(DecodingError) -> [UInt8] {
    guard count <= end - position else { throw .truncated(offset: end) }
    defer { position += count }
    return Array(octets[position..<(position + count)])
  }

  mutating func question() throws(DecodingError) -> Question {
    let name = try name()
    return Question(name: name, type: RecordType(rawValue: try uint16()), class: try uint16())
  }

  mutating func record() throws(DecodingError) -> Record {
    let name = try name()
    let type = RecordType(rawValue: try uint16())
    let recordClass = try uint16()
    let ttl = try uint32()
    let length = Int(try uint16())
    guard length <= octets.count - position else { throw .truncated(offset: octets.count) }
    end = position + length
    let data = try data(of: type, class: recordClass)
    guard position == end else { throw .malformedRecord(offset: position) }
    end = octets.count
    return Record(name: name, type: type, class: recordClass, ttl: ttl, data: data)
  }

  /// Reads the data of a record up to ``end``; what another class means by a type is not known.
  private mutating func data(
    of type: RecordType, class: UInt16
  ) throws(DecodingError) -> RecordData {
    guard `class` == 1 else { return .opaque(try take(end - position)) }
    switch type {
    case .a:
      return .a(try take(4))
    case .aaaa:
      return .aaaa(try take(16))
    case .ns, .cname, .ptr, .dname:
      return .name(try name())
    case .mx:
      return .mx(preference: try uint16(), exchange: try name())
    case .soa:
      return .soa(
        RecordData.SOA(
          mname: try name(), rname: try name(), serial: try uint32(), refresh: try uint32(),
          retry: try uint32(), expire: try uint32(), minimum: try uint32()))
    case .txt:
      var strings: [[UInt8]] = []
      while position < end {
        strings.append(try take(Int(try uint8())))
      }
      return .txt(strings)
    default:
      return .opaque(try take(end - position))
    }
  }

  /// Reads a name, compressed or not (RFC 1035 section 4.1.4).
  ///
  /// A pointer must point before the labels it ends, so that every step goes back and none repeats.
  mutating func name() throws(DecodingError) -> DNSName {
    var wire: [UInt8] = []
    var cursor = position
    var limit = end
    var start = position
    var pointers = 0
    while true {
      guard cursor < limit else { throw .truncated(offset: cursor) }
      let length = Int(octets[cursor])
      switch length >> 6 {
      case 0b00:
        guard length < limit - cursor else { throw .truncated(offset: limit) }
        let next = cursor + 1 + length
        // A label that is not the last is followed by one more octet at least.
        guard wire.count + length + (length == 0 ? 1 : 2) <= DNSName.octetLimit else {
          throw .nameTooLong(offset: cursor)
        }
        wire += octets[cursor..<next]
        cursor = next
        if length == 0 {
          if pointers == 0 {
            position = cursor
          }
          return DNSName(wire: wire)
        }
      case 0b11:
        guard limit - cursor >= 2 else { throw .truncated(offset: limit) }
        let target = (length & 0x3F) << 8 | Int(octets[cursor + 1])
        guard target < start else { throw .forwardPointer(offset: cursor) }
        if pointers == 0 {
          position = cursor + 2
        }
        pointers += 1
        // As many as a name can have labels; pointers to pointers say nothing.
        guard pointers <= DNSName.octetLimit / 2 else { throw .tooManyPointers(offset: cursor) }
        cursor = target
        start = target
        limit = octets.count
      default:
        throw .unknownLabelType(offset: cursor)
      }
    }
  }
}

/// Builds the octets of a message, at most ``limit`` of them, and remembers where names stand.
struct DNSWriter {
  var octets: [UInt8] = []
  private var limit: Int
  private let compresses: Bool
  /// Where each written ending of a name stands, in the octets it was written with: matching by
  /// octets keeps the case of every name as it was given.
  private var endings: [ArraySlice<UInt8>: Int] = [:]

  init(limit: Int, compresses: Bool) {
    self.limit = limit
    self.compresses = compresses
  }

  /// Keeps room free for what is written last; negative gives it back.
  mutating func reserve(_ count: Int) {
    limit -= count
  }

  mutating func append(_ value: UInt16) {
    octets.append(UInt8(value >> 8))
    octets.append(UInt8(value & 0xFF))
  }

  mutating func append(_ value: UInt32) {
    append(UInt16(value >> 16))
    append(UInt16(value & 0xFFFF))
  }

  mutating func set(_ value: UInt16, at offset: Int) {
    octets[offset] = UInt8(value >> 8)
    octets[offset + 1] = UInt8(value & 0xFF)
  }

  mutating func append(_ question: Question) {
    append(question.name, mayPoint: true)
    append(question.type.rawValue)
    append(question.class)
  }

  /// Appends records up to the first that does not fit.
  ///
  /// - Returns: How many were appended.
  mutating func append(_ records: [Record]) -> Int {
    for (index, record) in records.prefix(0xFFFF).enumerated() where !append(record) {
      return index
    }
    return min(records.count, 0xFFFF)
  }

  /// Appends a record, or nothing when it does not fit.
  mutating func append(_ record: Record) -> Bool {
    let start = octets.count
    append(record.name, mayPoint: true)
    append(record.type.rawValue)
    append(record.class)
    append(record.ttl)
    append(UInt16(0))
    let dataStart = octets.count
    append(record.data, of: record.type)
    let length = octets.count - dataStart
    guard octets.count <= limit, length <= 0xFFFF else {
      octets.removeSubrange(start...)
      endings = endings.filter { $0.value < start }
      return false
    }
    set(UInt16(length), at: dataStart - 2)
    return true
  }

  /// Octets of a record written alone.
  static func size(_ record: Record) -> Int {
    var writer = DNSWriter(limit: .max, compresses: false)
    return writer.append(record) ? writer.octets.count : 0
  }

  private mutating func append(_ data: RecordData, of type: RecordType) {
    switch data {
    case .a(let octets), .aaaa(let octets), .opaque(let octets):
      self.octets += octets
    case .name(let name):
      // Only the types of RFC 1035 may be compressed (RFC 3597 section 4).
      append(name, mayPoint: type != .dname)
    case .mx(let preference, let exchange):
      append(preference)
      append(exchange, mayPoint: true)
    case .soa(let soa):
      append(soa.mname, mayPoint: true)
      append(soa.rname, mayPoint: true)
      for number in [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum] {
        append(number)
      }
    case .txt(let strings):
      for string in strings {
        append(string)
      }
    }
  }

  /// Appends one character string, in pieces when it is too long for one.
  private mutating func append(_ string: [UInt8]) {
    var rest = ArraySlice(string)
    repeat {
      let piece = rest.prefix(0xFF)
      octets.append(UInt8(piece.count))
      octets += piece
      rest = rest.dropFirst(0xFF)
    } while !rest.isEmpty
  }

  private mutating func append(_ name: DNSName, mayPoint: Bool) {
    guard compresses else {
      octets += name.wire
      return
    }
    for start in name.labelStarts {
      let ending = name.wire[start...]
      if mayPoint, let offset = endings[ending] {
        append(0xC000 | UInt16(offset))
        return
      }
      // A pointer has 14 bits.
      if octets.count <= 0x3FFF, endings[ending] == nil {
        endings[ending] = octets.count
      }
      octets += name.wire[start...(start + Int(name.wire[start]))]
    }
    octets.append(0)
  }
}

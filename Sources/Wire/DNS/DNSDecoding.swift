extension DNSMessage {
  /// Why octets are no DNS message; every offset counts octets from the start.
  package enum DecodingError: Error, Hashable, Sendable {
    /// The message, or the record, ends inside a field.
    case truncated(offset: Int)
    /// A compression pointer does not point backwards, so following it might not end.
    case forwardPointer(offset: Int)
    /// More pointers in one name than a name has labels.
    case tooManyPointers(offset: Int)
    /// A label type other than "label" and "pointer" (RFC 6891 section 5).
    case unknownLabelType(offset: Int)
    /// More than 255 octets.
    case nameTooLong(offset: Int)
    /// The data of a record does not fill its length, or does not fit its type.
    case malformedRecord(offset: Int)
    /// A second OPT record (RFC 6891 section 6.1.1).
    case repeatedOPT(offset: Int)
  }

  /// Reads a message as it comes in a datagram, or over TCP behind the two octets of length.
  ///
  /// The work is linear in the octets given: a name costs at most 255 octets and 127 pointers.
  /// Octets behind the last record are ignored.
  package init(decoding octets: [UInt8]) throws(DecodingError) {
    var reader = DNSReader(octets)
    let id = try reader.uint16()
    let flags = try reader.uint16()
    let counts = (
      questions: try reader.uint16(), answers: try reader.uint16(),
      authority: try reader.uint16(), additional: try reader.uint16()
    )
    self.init(
      id: id,
      isResponse: flags & 0x8000 != 0,
      opcode: UInt8(flags >> 11 & 0xF),
      isAuthoritative: flags & 0x0400 != 0,
      isTruncated: flags & 0x0200 != 0,
      recursionDesired: flags & 0x0100 != 0,
      recursionAvailable: flags & 0x0080 != 0,
      isAuthenticData: flags & 0x0020 != 0,
      isCheckingDisabled: flags & 0x0010 != 0,
      rcode: flags & 0xF)
    for _ in 0..<counts.questions {
      questions.append(try reader.question())
    }
    for _ in 0..<counts.answers {
      answers.append(try reader.record())
    }
    for _ in 0..<counts.authority {
      authority.append(try reader.record())
    }
    for _ in 0..<counts.additional {
      let start = reader.position
      let record = try reader.record()
      guard record.type == .opt else {
        additional.append(record)
        continue
      }
      guard edns == nil else { throw .repeatedOPT(offset: start) }
      guard record.name.isRoot, case .opaque(let data) = record.data,
        let options = EDNS.options(data)
      else { throw .malformedRecord(offset: start) }
      // The class and the TTL of an OPT record have other uses (RFC 6891 section 6.1.2).
      rcode |= UInt16(record.ttl >> 24) << 4
      edns = EDNS(
        udpPayload: record.class, version: UInt8(record.ttl >> 16 & 0xFF),
        flags: UInt16(record.ttl & 0xFFFF), options: options)
    }
  }
}

extension EDNS {
  /// Reads the options in the data of an OPT record; `nil` when the last one is cut short.
  fileprivate static func options(_ data: [UInt8]) -> [Option]? {
    var options: [Option] = []
    var position = 0
    while position < data.count {
      guard data.count - position >= 4 else { return nil }
      let code = UInt16(data[position]) << 8 | UInt16(data[position + 1])
      let length = Int(data[position + 2]) << 8 | Int(data[position + 3])
      position += 4
      guard data.count - position >= length else { return nil }
      options.append(Option(code: code, octets: Array(data[position..<(position + length)])))
      position += length
    }
    return options
  }
}

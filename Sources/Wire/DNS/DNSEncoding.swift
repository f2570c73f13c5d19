extension DNSMessage {
  /// The octets of the message, names compressed; what TCP cannot carry either is left out as by
  /// ``encoded(limit:)``.
  package func encoded() -> [UInt8] {
    encoded(limit: 0xFFFF)
  }

  /// The octets of the message, at most `limit` of them.
  ///
  /// Records that do not fit are left out from the first such one on, and a loss of answers or
  /// authority sets TC (RFC 2181 section 9). The 12 octets of the header and the questions are
  /// always there, and the OPT record goes before the others. A response code above 15 travels in
  /// an OPT record even when ``edns`` is `nil`.
  package func encoded(limit: Int) -> [UInt8] {
    var writer = DNSWriter(limit: min(limit, 0xFFFF), compresses: hasRecords)
    writer.append(id)
    writer.append(flags)
    for _ in 0..<4 {
      writer.append(UInt16(0))
    }
    let asked = questions.prefix(0xFFFF)
    for question in asked {
      writer.append(question)
    }
    let extensions = edns ?? (rcode > 0xF ? EDNS() : nil)
    let opt = extensions.map { $0.record(rcode: rcode) }
    let room = opt.map { DNSWriter.size($0) } ?? 0
    writer.reserve(room)
    let answered = writer.append(answers)
    let referred = answered == answers.count ? writer.append(authority) : 0
    let isCut = answered < answers.count || referred < authority.count
    var added = isCut ? 0 : writer.append(additional)
    writer.reserve(-room)
    if let opt, writer.append(opt) {
      added += 1
    }
    writer.octets[2] |= isCut ? 0x02 : 0
    writer.set(UInt16(asked.count), at: 4)
    writer.set(UInt16(answered), at: 6)
    writer.set(UInt16(referred), at: 8)
    writer.set(UInt16(added), at: 10)
    return writer.octets
  }

  private var hasRecords: Bool {
    !(answers.isEmpty && authority.isEmpty && additional.isEmpty)
  }

  private var flags: UInt16 {
    var flags = UInt16(opcode & 0xF) << 11 | rcode & 0xF
    flags |= isResponse ? 0x8000 : 0
    flags |= isAuthoritative ? 0x0400 : 0
    flags |= isTruncated ? 0x0200 : 0
    flags |= recursionDesired ? 0x0100 : 0
    flags |= recursionAvailable ? 0x0080 : 0
    flags |= isAuthenticData ? 0x0020 : 0
    flags |= isCheckingDisabled ? 0x0010 : 0
    return flags
  }
}

extension EDNS {
  /// The OPT record that carries these extensions and the upper bits of `rcode`.
  fileprivate func record(rcode: UInt16) -> Record {
    var data: [UInt8] = []
    for option in options {
      let octets = option.octets.prefix(0xFFFF)
      data += [UInt8(option.code >> 8), UInt8(option.code & 0xFF)]
      data += [UInt8(octets.count >> 8), UInt8(octets.count & 0xFF)]
      data += octets
    }
    return Record(
      name: .root, type: .opt, class: udpPayload,
      ttl: UInt32(rcode >> 4 & 0xFF) << 24 | UInt32(version) << 16 | UInt32(flags),
      data: .opaque(data))
  }
}

/// A resource record (RFC 1035 section 4.1.3).
package struct Record: Hashable, Sendable {
  package var name: DNSName
  package var type: RecordType
  /// 1 is the Internet.
  package var `class`: UInt16
  /// Seconds.
  package var ttl: UInt32
  package var data: RecordData

  package init(
    name: DNSName, type: RecordType, class: UInt16 = 1, ttl: UInt32, data: RecordData
  ) {
    self.name = name
    self.type = type
    self.class = `class`
    self.ttl = ttl
    self.data = data
  }
}

/// What a record says, as far as this tool reads it.
package enum RecordData: Hashable, Sendable {
  /// The 4 octets of an IPv4 address.
  case a([UInt8])
  /// The 16 octets of an IPv6 address (RFC 3596).
  case aaaa([UInt8])
  /// The one name of NS, CNAME, PTR and DNAME.
  case name(DNSName)
  case soa(SOA)
  case mx(preference: UInt16, exchange: DNSName)
  /// Character strings of at most 255 octets each; a longer one is split when encoded.
  case txt([[UInt8]])
  /// The octets of any other type or class.
  case opaque([UInt8])

  /// The start of a zone of authority (RFC 1035 section 3.3.13); times in seconds.
  package struct SOA: Hashable, Sendable {
    package var mname: DNSName
    package var rname: DNSName
    package var serial: UInt32
    package var refresh: UInt32
    package var retry: UInt32
    package var expire: UInt32
    /// How long the absence of a name may be remembered (RFC 2308 section 4).
    package var minimum: UInt32

    package init(
      mname: DNSName, rname: DNSName, serial: UInt32, refresh: UInt32, retry: UInt32,
      expire: UInt32, minimum: UInt32
    ) {
      self.mname = mname
      self.rname = rname
      self.serial = serial
      self.refresh = refresh
      self.retry = retry
      self.expire = expire
      self.minimum = minimum
    }
  }
}

package import Digest
package import Records

/// A source of octets that are digested as they go by.
package struct DigestedSource<Source: OctetSource>: OctetSource {
  private var source: Source
  package let digest = ContentDigest()

  package init(_ source: Source) {
    self.source = source
  }

  package mutating func next() throws(RecordsError) -> [UInt8] {
    let octets = try source.next()
    digest.update(octets)
    return octets
  }
}

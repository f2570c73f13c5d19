internal import CDigest
package import Records

/// The SHA-256 of what is imported, taken as it is read (FIPS 180-4).
@safe
package final class ContentDigest {
  private let digest: OpaquePointer?
  /// How many octets were taken.
  package private(set) var octets: Int64 = 0
  private var isSound = true

  package init() {
    unsafe digest = icp_digest_new()
  }

  deinit {
    unsafe icp_digest_free(digest)
  }

  package func update(_ content: [UInt8]) {
    update(content[...])
  }

  package func update(_ content: ArraySlice<UInt8>) {
    octets += Int64(content.count)
    let isTaken = unsafe content.withUnsafeBytes { bytes in
      unsafe digest != nil && icp_digest_update(digest, bytes.baseAddress, bytes.count) == 1
    }
    isSound = isSound && isTaken
  }

  /// The digest as 64 hexadecimal digits; nothing can be added afterwards.
  ///
  /// - Returns: `nil` when the library of this machine has no SHA-256 to offer.
  package func hexadecimal() -> String? {
    var result = [UInt8](repeating: 0, count: 32)
    guard isSound, unsafe digest != nil else { return nil }
    let isDone = unsafe result.withUnsafeMutableBufferPointer { buffer in
      unsafe icp_digest_final(digest, buffer.baseAddress) == 1
    }
    guard isDone else { return nil }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: result.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

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

internal import CDigest

/// The SHA-256 of what passes by, taken as it is read (FIPS 180-4).
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
    return isDone ? OctetText.hexadecimal(result) : nil
  }
}

/// The HMAC-SHA256 of a message (RFC 2104), which proves that its sender knows the key.
package struct KeyedDigest: Sendable {
  /// The 32 octets of the code.
  package let octets: [UInt8]

  /// - Returns: `nil` when the library of this machine has no SHA-256 to offer.
  package init?(of message: some Sequence<UInt8>, key: some Sequence<UInt8>) {
    let message = Array(message)
    let key = Array(key)
    var result = [UInt8](repeating: 0, count: 32)
    let isDone = unsafe result.withUnsafeMutableBufferPointer { result in
      unsafe key.withUnsafeBytes { key in
        unsafe message.withUnsafeBytes { message in
          unsafe icp_hmac_sha256(
            key.baseAddress, key.count, message.baseAddress, message.count, result.baseAddress) == 1
        }
      }
    }
    guard isDone else { return nil }
    octets = result
  }

  /// The code as 64 hexadecimal digits.
  package var hexadecimal: String { OctetText.hexadecimal(octets) }
  /// The code in base 64 (RFC 4648 section 4).
  package var base64: String { OctetText.base64(octets) }
}

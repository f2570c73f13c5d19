extension Place.Area {
  /// The area a provider's region id stands for, where the id alone tells.
  ///
  /// `cn-hongkong` begins with `cn-` and is not the mainland (facts R-51). The same id means
  /// different places to different providers (`ap-southeast-1` is Singapore at Alibaba and Hong
  /// Kong at Huawei), so an `ap-` id is read only for providers whose list is known.
  ///
  /// - Returns: `nil` for an id that facts do not decide.
  package init?(region: String, provider: String?) {
    let region = region.lowercased()
    switch region {
    case _ where region.hasPrefix("cn-hongkong"), "ap-hongkong": self = .hongKong
    case _ where region.hasPrefix("cn-taipei"): self = .taiwan
    case _ where region.hasPrefix("cn-maca"): self = .macao
    case _ where region.hasPrefix("cn-"): self = .mainland
    case _ where region.hasPrefix("ap-"):
      if Self.tencentMainland.contains(region), provider == "tencent" {
        self = .mainland
      } else if Self.tencentElsewhere.contains(region), provider == "tencent" {
        self = .elsewhere
      } else if provider == "alibaba" {
        self = .elsewhere
      } else {
        return nil
      }
    case _ where ["eu-", "us-", "me-", "na-", "sa-", "af-"].contains { region.hasPrefix($0) }:
      self = .elsewhere
    default: return nil
    }
  }

  private static let tencentMainland: Set<String> = [
    "ap-beijing", "ap-shanghai", "ap-guangzhou", "ap-chengdu", "ap-chongqing", "ap-nanjing",
  ]

  /// Not simply "the rest": Tencent has small mainland regions that the list above lacks.
  private static let tencentElsewhere: Set<String> = [
    "ap-singapore", "ap-seoul", "ap-tokyo", "ap-bangkok", "ap-mumbai", "ap-jakarta",
  ]

  /// The country the area implies: ISO 3166-1 alpha-2, or `nil`.
  package var country: String? {
    switch self {
    case .mainland: "CN"
    case .hongKong: "HK"
    case .macao: "MO"
    case .taiwan: "TW"
    case .elsewhere, .unknown: nil
    }
  }

  /// The area of a country code (ISO 3166-1 alpha-2), in which CN is the mainland alone.
  ///
  /// - Returns: `nil` for what is no code of a country: databases write `AP` ("Asia/Pacific"), `EU`,
  ///   `XX` or `ZZ` where they do not know one.
  package init?(country: String) {
    switch country.uppercased() {
    case let code where code.utf8.count != 2 || ["AP", "EU", "XX", "ZZ"].contains(code): return nil
    case "CN": self = .mainland
    case "HK": self = .hongKong
    case "MO": self = .macao
    case "TW": self = .taiwan
    default: self = .elsewhere
    }
  }
}

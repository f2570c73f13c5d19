internal import Evidence

/// Names under which providers stand in front of a site, by the end of an alias (facts 4.7).
///
/// The end of a name gives the provider and never the area: that is a setting of the customer's.
enum CDNNames {
  /// What the alias leads to.
  enum Kind: Hashable, Sendable {
    /// An edge that takes the request in place of the server: a CDN, a firewall in the cloud, storage
    /// under the customer's own name. It needs the filing and no access (facts P-44).
    case edge
    /// A server of the provider, or a name that only chooses among the customer's own servers.
    case server
  }

  struct Entry: Hashable, Sendable {
    let provider: String
    let kind: Kind
  }

  /// What `name`, in A-labels, is an alias to; `nil` when no end of it is known.
  static func entry(for name: String) -> Entry? {
    let name = name.utf8.span
    let count = name.isEmpty || name[name.count - 1] != dot ? name.count : name.count - 1
    let tail = Tail(name.extracting(first: count))
    let place = ends.indices.first { place in
      ends[place].tail.mayEnd(tail)
        && ends(name, upTo: count, in: ends[place].octets, ends[place].octets.count)
    }
    return place.map { ends[$0].entry }
  }

  /// Whether the labels of `name` before `place` end in those of a pattern before `left`, without
  /// regard to case; `*` stands for any text within a label.
  private static func ends(
    _ name: Span<UInt8>, upTo place: Int, in pattern: [UInt8], _ left: Int
  ) -> Bool {
    var (place, left) = (place, left)
    while left > 0 {
      left -= 1
      if pattern[left] == UInt8(ascii: "*") {
        // Patterns have a star or two, labels at most 63 octets.
        while !ends(name, upTo: place, in: pattern, left) {
          guard place > 0, name[place - 1] != dot else { return false }
          place -= 1
        }
        return true
      }
      guard place > 0, name[place - 1].inLowerCase == pattern[left] else { return false }
      place -= 1
    }
    return place == 0 || name[place - 1] == dot
  }

  private static let dot = UInt8(ascii: ".")

  private struct End: Sendable {
    let octets: [UInt8]
    let tail: Tail
    let entry: Entry
  }

  /// The last eight octets in one word, as far as there is no star among them: nearly all names
  /// differ there.
  private struct Tail: Sendable {
    private var octets: UInt64 = 0
    private var known: UInt64 = 0

    init(_ name: Span<UInt8>) {
      for back in 1...8 {
        guard back <= name.count, name[name.count - back] != UInt8(ascii: "*") else { return }
        let shift = UInt64(8 * (back - 1))
        octets |= UInt64(name[name.count - back].inLowerCase) << shift
        known |= 0xFF << shift
      }
    }

    /// Whether a name with that tail may end in this one.
    func mayEnd(_ name: Tail) -> Bool { name.octets & known == octets }
  }

  /// The longer end first, which says more: storage among the other names of a provider.
  private static let ends = table.flatMap { provider, kind, ends in
    ends.split(separator: " ").map { end in
      End(
        octets: Array(end.utf8), tail: Tail(end.utf8.span),
        entry: Entry(provider: provider, kind: kind))
    }
  }.sorted { dots(in: $0) > dots(in: $1) }

  private static func dots(in end: End) -> Int { end.octets.count { $0 == dot } }

  private static let table: [(provider: String, kind: Kind, ends: String)] = [
    (
      "alibaba", .edge,
      """
      kunlun*.com kunlunso.cn alikunlun.com alikunlun.net cdngslb.com tbcache.com alicdn.com \
      aliyun-inc.com alicloudlayer.com alicloudsec.com yundunwaf1.com yundunwaf2.com \
      yundunwaf3.com yundunwaf4.com yundunwaf5.com alicloudwaf.com aligaofang.com yundunddos.com \
      oss-*.aliyuncs.com
      """
    ),
    ("alibaba", .server, "gtm-a*b*.com aliyuncs.com"),
    (
      "tencent", .edge,
      """
      dnsv1.com dnsv1.com.cn cdntip.com tdnsv1.com tdnsv2.com tdnsv3.com tdnsv4.com tdnsv5.com \
      tdnsv6.com tdnsv7.com tdnsv8.com tdnsv9.com tdnsv10.com tdnsv11.com tdnsv12.com tdnsv13.com \
      tdnsv14.com tdnsv15.com tencdns.net qcloudwaf.com dayugslb.com tcdnvod.com tcdnlive.com \
      gaapqcloud.com gsadds.com cos.*.myqcloud.com file.myqcloud.com
      """
    ),
    ("tencent", .server, "myqcloud.com"),
    (
      "huawei", .edge,
      "cdnhwc*.com cdnhwc*.cn huaweicloudwaf.com huaweicloudwaf.cn obs.*.myhuaweicloud.*"
    ),
    ("huawei", .server, "hwclouds.cn myhuaweicloud.*"),
    ("baidu", .edge, "bdydns.com jomodns.com yjs-cdn.com yunjiasu-cdn.net shifen.com"),
    (
      "volcengine", .edge,
      """
      volcgslb.com volcmcdn1.com volcmcdn2.com vedcdnlb.com bytecdn.cn bytegslb.com bytedns*.com \
      bytedns*.net bytedns*.cn
      """
    ),
    ("volcengine", .server, "volcgtm.com"),
    ("jd", .edge, "jcloud-cdn.com jdcdn.com"),
    ("jd", .server, "jcloudlb.com jcloudcs.com"),
    ("kingsoft", .edge, "ksyuncdn.com ks-cdn.com"),
    ("ucloud", .edge, "cdndo.com ucloud.com.cn"),
    ("ucloud", .server, "ucloud.cn"),
    ("qiniu", .edge, "qiniudns.com qnydns.com qiniucdn.com clouddn.com qbox.me"),
    ("upyun", .edge, "aicdn.com"),
    (
      "wangsu", .edge,
      "wscdns.com lxdns.com cdn20.com wsglb0.com wswebpic.com chinanetcenter.com"
    ),
    ("baishan", .edge, "bsgslb.cn bsclink.cn trpcdn.net"),
    ("ctyun", .edge, "ctadns.cn ctdns.cn ctcdn.cn ctycdn.com"),
    ("ctyun", .server, "ctyun.cn"),
    // Public documentation of the provider; the others of the world have no part in filings.
    ("cloudflare", .edge, "cdn.cloudflare.net"),
  ]
}

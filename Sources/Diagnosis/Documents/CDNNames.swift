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
    let name = name.lowercased()
    let labels = name.utf8.split(separator: UInt8(ascii: "."))
    // The longer end says more: storage among the other names of a provider.
    guard let last = labels.last else { return nil }
    for count in stride(from: min(labels.count, longest), to: 1, by: -1) {
      let end = labels.suffix(count)
      let text = name[end[end.startIndex].startIndex..<last.endIndex]
      if let entry = exact[text] { return entry }
      if let found = wild.first(where: { $0.matches(end) }) { return found.entry }
    }
    return nil
  }

  /// A pattern with `*` for any text within a label.
  private struct Pattern: Sendable {
    let labels: [Substring.UTF8View]
    let entry: Entry

    func matches(_ end: ArraySlice<Substring.UTF8View>) -> Bool {
      // Names differ at their ends.
      end.count == labels.count
        && zip(end.reversed(), labels.reversed()).allSatisfy { Self.matches($0, $1) }
    }

    private static func matches(
      _ label: Substring.UTF8View, _ pattern: Substring.UTF8View
    ) -> Bool {
      guard let star = pattern.firstIndex(of: UInt8(ascii: "*")) else {
        return label.elementsEqual(pattern)
      }
      let start = pattern[..<star]
      guard label.starts(with: start) else { return false }
      let rest = pattern[pattern.index(after: star)...]
      // Patterns have a star or two, labels at most 63 octets.
      return label.dropFirst(start.count).indices.contains { matches(label[$0...], rest) }
        || rest.isEmpty
    }
  }

  private static let entries: [(String, Entry)] = table.flatMap { provider, kind, ends in
    ends.split(separator: " ").map { (String($0), Entry(provider: provider, kind: kind)) }
  }

  private static let exact = entries.filter { !$0.0.contains("*") }
    .reduce(into: [:]) { exact, end in exact[Substring(end.0)] = end.1 }

  private static let wild = entries.filter { $0.0.contains("*") }.map { end, entry in
    Pattern(labels: end.utf8.split(separator: UInt8(ascii: ".")), entry: entry)
  }

  private static let longest = entries.reduce(0) { longest, end in
    max(longest, end.0.split(separator: ".").count)
  }

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

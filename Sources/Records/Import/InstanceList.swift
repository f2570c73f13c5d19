internal import Evidence

/// A page of a cloud's list of instances, addresses or load balancers (facts ).
///
/// Only public addresses are kept: nobody's domain resolves to the others.
struct InstanceList {
  private(set) var findings: [Finding] = []

  init(_ node: JSONNode) {
    if let error = node.apiError {
      findings = [Finding(what: .refused("the query failed (\(error))"), line: node.line)]
      return
    }
    for item in node["Instances"]?["Instance"]?.elements ?? [] { readECS(item) }
    for item in node["EipAddresses"]?["EipAddress"]?.elements ?? [] { readEIP(item) }
    for item in node["LoadBalancers"]?["LoadBalancer"]?.elements ?? [] { readSLB(item) }
    for item in node["InstanceSet"]?.elements ?? [] { readCVM(item) }
    for item in node["AddressSet"]?.elements ?? [] { readTencentAddress(item) }
    if let item = node["Instance"], item["InternetIp"] != nil { readLocation(item) }
  }

  // MARK: Alibaba

  private mutating func readECS(_ item: JSONNode) {
    let interfaces = item["NetworkInterfaces"]?["NetworkInterface"]?.elements ?? []
    let ipv6 = interfaces.flatMap { $0["Ipv6Sets"]?["Ipv6Set"]?.elements ?? [] }
      .compactMap { $0["Ipv6Address"] }
    add(
      item, provider: "alibaba", id: item["InstanceId"], region: item["RegionId"]?.text,
      addresses: (item["PublicIpAddress"]?["IpAddress"]?.elements ?? [])
        + [item["EipAddress"]?["IpAddress"]].compactMap(\.self) + ipv6,
      state: item["Status"], expires: item["ExpiredTime"], locked: Self.locks(of: item),
      charge: item["InstanceChargeType"])
  }

  private mutating func readEIP(_ item: JSONNode) {
    add(
      item, provider: "alibaba", id: item["AllocationId"], region: item["RegionId"]?.text,
      addresses: [item["IpAddress"]].compactMap(\.self), state: nil,
      expires: item["ExpiredTime"], locked: Self.locks(of: item), charge: item["ChargeType"])
  }

  private mutating func readSLB(_ item: JSONNode) {
    let isPublic = item["AddressType"]?.text != "intranet"
    let status = item["LoadBalancerStatus"]
    add(
      item, provider: "alibaba", id: item["LoadBalancerId"], region: item["RegionId"]?.text,
      addresses: isPublic ? [item["Address"]].compactMap(\.self) : [], state: status,
      expires: item["EndTime"], locked: status?.text == "locked" ? "locked" : nil,
      charge: item["PayType"])
  }

  /// `DescribeIpLocationService`: whose an address is (facts R-47).
  private mutating func readLocation(_ item: JSONNode) {
    add(
      item, provider: "alibaba", id: item["InstanceId"], region: item["Region"]?.text,
      addresses: [item["InternetIp"]].compactMap(\.self), state: nil, expires: nil, locked: nil,
      charge: nil)
  }

  private static func locks(of item: JSONNode) -> String? {
    let reasons = (item["OperationLocks"]?["LockReason"]?.elements ?? []).compactMap {
      $0["LockReason"]?.text
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: ",")
  }

  // MARK: Tencent

  private mutating func readCVM(_ item: JSONNode) {
    let restriction = item["RestrictState"]?.text
    add(
      item, provider: "tencent", id: item["InstanceId"],
      region: item["Placement"]?["Zone"]?.text.map(Self.region(ofZone:)),
      addresses: (item["PublicIpAddresses"]?.elements ?? [])
        + (item["IPv6Addresses"]?.elements ?? []),
      state: item["InstanceState"], expires: item["ExpiredTime"],
      locked: restriction == "NORMAL" ? nil : restriction?.lowercased(),
      charge: item["InstanceChargeType"])
  }

  private mutating func readTencentAddress(_ item: JSONNode) {
    let isBlocked = item["IsBlocked"]?.bool == true
    add(
      item, provider: "tencent", id: item["AddressId"], region: nil,
      addresses: [item["AddressIp"]].compactMap(\.self), state: nil, expires: nil,
      locked: isBlocked ? "blocked" : nil, charge: item["InternetChargeType"])
  }

  /// `ap-guangzhou` of `ap-guangzhou-3`.
  private static func region(ofZone zone: String) -> String {
    guard let hyphen = zone.lastIndex(of: "-"), Int(zone[hyphen...].dropFirst()) != nil else {
      return zone
    }
    return String(zone[..<hyphen])
  }

  // MARK: Both

  private mutating func add(
    _ item: JSONNode, provider: String, id: JSONNode?, region: String?, addresses: [JSONNode],
    state: JSONNode?, expires: JSONNode?, locked: String?, charge: JSONNode?
  ) {
    guard let id = id?.text else { return refuse("an entry without an id", item) }
    var instance = RecordsDocument.Instance(
      provider: provider, id: id, region: region, addresses: [], locked: locked,
      charge: charge?.text?.lowercased())
    for text in addresses.compactMap(\.text) {
      guard let address = IPAddress(text) else {
        return refuse("'\(text)' of \(id) is no address", item)
      }
      if !instance.addresses.contains(address) { instance.addresses.append(address) }
    }
    switch state?.text?.lowercased() {
    case "running", "active": instance.state = .running
    case "stopped", "inactive": instance.state = .stopped
    // On the way from one to the other, or of no such kind.
    default: break
    }
    if let text = expires?.text {
      guard let time = Timestamp(record: text) else {
        return refuse("'\(text)', when \(id) expires, is no time", item)
      }
      instance.expiresAt = time
    }
    findings.append(Finding(what: .instance(instance), line: item.line))
  }

  private mutating func refuse(_ reason: String, _ item: JSONNode) {
    findings.append(Finding(what: .refused(reason), line: item.line))
  }
}

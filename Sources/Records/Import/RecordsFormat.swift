/// What a file of records can be: the words of `--as KIND`.
package enum RecordsFormat: String, CaseIterable, Sendable {
  /// `icpdiag.records/1` in JSON.
  case json
  /// `icpdiag.records/1` in YAML.
  case yaml
  /// Replies of the MIIT query, as its wrappers save them (facts ).
  case miit
  /// A table with a header line, its columns parted by commas or semicolons.
  case csv
  /// A table with a header line, its columns parted by tabs.
  case tsv
  /// Domains, one a line: those that a provider has filed.
  case list
  /// Tencent `DescribeDomainIcpStatus` (facts A-01).
  case tencentICP = "tencent-icp"
  /// Alibaba `CheckCdnDomainICP` (facts A-03).
  case alibabaICP = "alibaba-icp"
  /// Alibaba `QuerySuccessIcpData`.
  case alibabaFilings = "alibaba-filings"
  /// `AliasICPRecordals` of AWS China's CloudFront (facts A-12).
  case awsICP = "aws-icp"
  /// `IcpStatus` as Baidu's CDN and Alibaba's mail service write it (facts ).
  case icpStatus = "icp-status"
  /// Instances, addresses and load balancers as the clouds' command lines print them (facts R-40
  /// to R-47).
  case instances

  /// What it is, for a list of the kinds.
  package var summary: String {
    switch self {
    case .json: "icpdiag.records/1 in JSON"
    case .yaml: "icpdiag.records/1 in YAML"
    case .miit: "saved replies of the MIIT query, JSON"
    case .csv: "a table with a header line, parted by , or ;"
    case .tsv: "a table with a header line, parted by tabs"
    case .list: "domains, one a line, of one provider (--provider ID)"
    case .tencentICP: "Tencent DescribeDomainIcpStatus"
    case .alibabaICP: "Alibaba CheckCdnDomainICP"
    case .alibabaFilings: "Alibaba QuerySuccessIcpData"
    case .awsICP: "AWS China CloudFront AliasICPRecordals"
    case .icpStatus: "IcpStatus of Baidu CDN or Alibaba mail"
    case .instances: "DescribeInstances, DescribeEipAddresses, DescribeLoadBalancers"
    }
  }

  /// The words of `--as`, for the end of an error.
  package static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

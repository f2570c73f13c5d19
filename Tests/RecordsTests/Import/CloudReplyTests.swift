import Evidence
import Records
import Testing

@Suite("Replies of the clouds")
struct CloudReplyTests {
  @Test("of Tencent tell filing and access apart, and a ticket from an absence")
  func tencent() throws {
    let (format, records) = try TestReading.read(fixture: "tencent-icp/replies.jsonl")
    #expect(format == .tencentICP)
    let expected = [
      "registry: filing tencent.example - - - - - -", "tencent: absent tencent.example",
      "registry: absent none.example", "tencent: absent none.example",
      "registry: filing fine.example - - - - - -", "tencent: access fine.example active - -",
      "registry: filing banned.example - - - - - true",
      "tencent: access banned.example active - -",
      "registry: failed ticket.example GovStatus false, LandedStatus false, AuditTicket true, Ban false",
      "registry: failed denied.example UnauthorizedOperation: no",
    ]
    #expect(records.said.sorted() == expected.sorted())
    #expect(records.views.count == 2)
    #expect(records.refused.count == 1)
    #expect(records.refused.first?.hasPrefix("7: the reply does not name its domain") == true)
  }

  @Test("of Alibaba's CDN are the registry's knowledge, not access")
  func alibaba() throws {
    let (format, records) = try TestReading.read(fixture: "alibaba-icp/by-domain.json")
    #expect(format == .alibabaICP)
    #expect(
      records.said == [
        "registry: filing example.cn - - - - - -", "registry: absent other.cn",
        "registry: failed third.cn Throttling: Request was denied",
        "registry: failed fourth.cn the status is not known",
      ])
    let bare = try TestReading.read(fixture: "alibaba-icp/bare.json") { $0.domain = "bare.cn" }
    #expect(bare.records.said == ["registry: absent bare.cn"])
    #expect(try TestReading.read(fixture: "alibaba-icp/bare.json").records.said == [])
  }

  @Test("of Alibaba's account are filings of websites and apps")
  func alibabaFilings() throws {
    let (format, records) = try TestReading.read(fixture: "alibaba-filings/reply.json")
    #expect(format == .alibabaFilings)
    #expect(
      records.said == [
        "registry: filing example.com 浙ICP备2026123456号-1 website 示例科技有限公司 企业 - -",
        "registry: filing example.cn 浙ICP备2026123456号-1 website 示例科技有限公司 企业 - -",
        "registry: filing api.example.net 浙ICP备2026123456号-2A app 示例科技有限公司 企业 - -",
      ])
  }

  @Test("of AWS China keep what could not be determined, and refuse other partitions")
  func aws() throws {
    let (format, records) = try TestReading.read(fixture: "aws-icp/distributions.json")
    #expect(format == .awsICP)
    #expect(
      records.said == [
        "registry: filing www.example.cn - - - - - -", "registry: absent off.cn",
        "registry: failed later.cn PENDING: CloudFront could not determine it",
      ])
    #expect(records.refused.first?.hasPrefix("4: a distribution outside of AWS China") == true)
  }

  @Test("of a distribution that may be of any partition count only where the user names AWS China")
  func partition() throws {
    let text = #"{"AliasICPRecordals":[{"CNAME":"www.example.cn","ICPRecordalStatus":"APPROVED"}]}"#
    let unknown = try TestReading().read(text)
    #expect(unknown.said == [])
    #expect(unknown.refused.first?.contains("--provider aws-china") == true)
    let named = try TestReading { $0.provider = "aws-china" }.read(text)
    #expect(named.said == ["registry: filing www.example.cn - - - - - -"])
    for sign in [#""ARN":"arn:aws-us-gov:cloudfront::1:d/E""#, #""DomainName":"d.cloudfront.net""#]
    {
      let foreign = try TestReading { $0.provider = "aws-china" }.read(
        text.replacing("{\"Alias", with: "{\(sign),\"Alias"))
      #expect(foreign.said == [])
      #expect(foreign.refused.count == 1)
    }
  }

  @Test("with a code that says that all is well are no failures")
  func goodCodes() throws {
    for code in ["\"200\"", "200", "\"OK\""] {
      let records = try TestReading { $0.domain = "example.cn" }.read(
        #"{"Code":\#(code),"Status":"DomainIsRegistration"}"#, as: .alibabaICP)
      #expect(records.said == ["registry: filing example.cn - - - - - -"])
    }
  }

  @Test("of Baidu and of Alibaba's mail write true and 1 as texts")
  func icpStatus() throws {
    let (format, records) = try TestReading.read(fixture: "icp-status/replies.jsonl")
    #expect(format == .icpStatus)
    #expect(
      records.said == [
        "registry: filing example.cn - - - - - -", "registry: absent other.cn",
        "registry: filing mail.example - - - - - -",
      ])
  }

  @Test("list instances, addresses and balancers, pages one after another")
  func alibabaInstances() throws {
    let (format, records) = try TestReading.read(fixture: "instances/ecs-pages.json")
    #expect(format == .instances)
    #expect(
      records.said == [
        "instance: alibaba i-bp1000000000000000 cn-hangzhou 203.0.113.10 running 2027-12-10T04:04:00Z financial prepaid",
        "instance: alibaba i-j61000000000000000 cn-hongkong 203.0.113.11 stopped 2099-12-31T15:59:00Z - postpaid",
        "instance: alibaba eip-2 cn-shanghai 203.0.113.12 - - - -",
        "instance: alibaba lb-1 cn-beijing 203.0.113.13 running - - -",
        "instance: alibaba lb-2 cn-beijing  stopped - - -",
        "instance: alibaba swas-1 cn-hangzhou 203.0.113.14 - - - -",
      ])
    #expect(records.refused == [])
    let areas = records.instances.map {
      Place.Area(region: $0.region ?? "", provider: $0.provider)
    }
    #expect(areas == [.mainland, .hongKong, .mainland, .mainland, .mainland, .mainland])
  }

  @Test("of Tencent's servers name zones, and a wrong address refuses the one")
  func tencentInstances() throws {
    let (format, records) = try TestReading.read(fixture: "instances/cvm.json")
    #expect(format == .instances)
    #expect(
      records.said == [
        "instance: tencent ins-00000001 ap-guangzhou 203.0.113.20 running 2027-01-02T03:04:05Z - prepaid",
        "instance: tencent ins-00000002 ap-hongkong  - - expired postpaid_by_hour",
      ])
    #expect(records.refused == ["4: '203.0.113.300' of ins-00000003 is no address"])
    let areas = records.instances.map {
      Place.Area(region: $0.region ?? "", provider: $0.provider)
    }
    #expect(areas == [.mainland, .hongKong])
  }
}

import Testing

@testable import Lab

@Suite("Block pages")
struct BlockPageTests {
  /// The lines of a body and the octets of its head.
  private func parts(_ page: BlockPage) throws -> (head: Int, body: [UInt8], lines: [Int]) {
    let octets = page.octets(host: "shop.example")
    let body = page.body(host: "shop.example")
    let lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (octets.count - body.count, body, lines.map(\.count))
  }

  @Test("Alibaba's old page has the captured length in every line")
  func alibabaOld() throws {
    let (head, body, lines) = try parts(.alibabaOld)
    #expect(head == 132)
    #expect(body.count == 611)
    #expect(
      lines == [6, 6, 65, 49, 26, 55, 39, 104, 13, 12, 7, 8, 181, 11, 13, 0, 0])
    #expect(BlockPage.alibabaOld.octets(host: "shop.example").count == 743)
  }

  @Test("Alibaba's new page is the old template with another title and URL")
  func alibabaNew() throws {
    let body = BlockPage.alibabaNew.body(host: "shop.example")
    // 553 octets of template, 25 of title, 63 of URL.
    #expect(body.count == 641)
    let text = String(decoding: body, as: UTF8.self)
    #expect(text.contains("<title>Non-compliance ICP Filing</title>"))
    #expect(text.contains("http://www.aliyun.com/beian/beian-block?id=0000000000"))
    #expect(text.contains("content=\"textml;charset=UTF-8\""))
  }

  @Test("the ADM page of AWS China has the captured length in every line, and no CR")
  func admAWS() throws {
    let (head, body, lines) = try parts(.admAWS)
    #expect(head == 119)
    #expect(body.count == 512)
    #expect(lines == [6, 6, 65, 49, 40, 55, 39, 94, 13, 12, 7, 8, 88, 9, 7])
    #expect(!BlockPage.admAWS.octets(host: "x").contains(UInt8(ascii: "\r")))
  }

  @Test(
    "the pages of the ADM family differ in title and URL only",
    arguments: [
      (BlockPage.adm, 12, 37), (.admHuawei, 17, 38), (.admAWS, 25, 37),
    ])
  func admFamily(page: BlockPage, title: Int, url: Int) {
    #expect(page.body(host: "x").count == 450 + title + url)
  }

  @Test(
    "Tencent's redirect has no length, no body and an odd reason",
    arguments: [
      (BlockPage.tencent, "webblock"), (.tencentOld, "block"),
    ])
  func tencent(page: BlockPage, name: String) {
    let text = String(decoding: page.octets(host: "www.shop.example"), as: UTF8.self)
    #expect(
      text == "HTTP/1.1 302 OK\r\nConnection: Keep-Alive\r\n"
        + "Location: https://dnspod.qcloud.com/static/\(name).html?d=www.shop.example\r\n\r\n")
    #expect(page.body(host: "www.shop.example").isEmpty)
  }

  @Test("state the length of their body", arguments: BlockPage.allCases)
  func lengths(page: BlockPage) {
    let body = page.body(host: "shop.example")
    let text = String(decoding: page.octets(host: "shop.example"), as: UTF8.self)
    #expect(text.contains("Content-Length: \(body.count)") == !body.isEmpty)
  }

  @Test("number the blocks of two names differently, and of one name alike")
  func numbers() {
    let page = BlockPage.alibabaNew
    #expect(page.octets(host: "a.example") == page.octets(host: "a.example"))
    #expect(page.octets(host: "a.example") != page.octets(host: "b.example"))
  }
}

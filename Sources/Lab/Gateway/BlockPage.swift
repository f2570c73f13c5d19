/// The answers that provider gateways put in place of a site's, octet for octet as far as known.
///
/// Sources by id in the domain facts: B-01 to B-05 for the octets, B-10 to B-19 for the strings.
package enum BlockPage: String, CaseIterable, Sendable {
  /// B-01: `Server: Beaver`, title `TestPage184`.
  case alibabaOld = "alibaba-old"
  /// B-02: the same template, title `Non-compliance ICP Filing`.
  case alibabaNew = "alibaba-new"
  /// B-03: a redirect without a length and without a body.
  case tencent
  /// B-14: the redirect of earlier years.
  case tencentOld = "tencent-old"
  /// B-17: `Server: ADM/2.1.1`, bare line feeds, at hosters of all kinds.
  case adm
  /// B-15: the same box at Huawei Cloud.
  case admHuawei = "adm-huawei"
  /// B-04 and B-16: the same box at AWS China (Ningxia).
  case admAWS = "adm-aws"
  /// B-18; the status is not on record.
  case uCloud = "ucloud"
  /// B-19; the status is not on record.
  case azureChina = "azure-china"

  /// The whole answer for a request that names `host`: head and body in one piece.
  package func octets(host: String) -> [UInt8] {
    switch self {
    case .alibabaOld:
      Self.beaver(
        title: "TestPage184",
        url: "http://batit.aliyun.com/alww.html?id=" + Self.digits(10, for: host))
    case .alibabaNew:
      Self.beaver(
        title: "Non-compliance ICP Filing",
        url: "http://www.aliyun.com/beian/beian-block?id=0000000000" + Self.digits(10, for: host))
    case .tencent:
      Self.redirect(to: "https://dnspod.qcloud.com/static/webblock.html?d=", host: host)
    case .tencentOld:
      Self.redirect(to: "https://dnspod.qcloud.com/static/block.html?d=", host: host)
    case .adm:
      Self.adm(title: "非法阻断", url: "http://220.231.20.138:9080/error.html")
    case .admHuawei:
      Self.adm(title: "非法阻断 2403", url: "http://114.115.192.246:9080/error.html")
    case .admAWS:
      Self.adm(title: "zhy54-HG100-2非法阻断", url: "http://203.93.170.219:9080/error.html")
    case .uCloud:
      Self.page(
        "<html><head><meta charset=\"utf-8\"><title>无法访问</title></head><body>"
          + "因该网站存在未备案或已备案未接入或涉及发布违禁信息等情况，违反工信部、公安部相关规定而无法访问"
          + "</body></html>\n")
    case .azureChina:
      Self.page(
        "<html><head><meta charset=\"utf-8\"><title>上海蓝云阻断页面</title></head><body>"
          + "<iframe src=\"http://42.159.191.244:5671/lan\"></iframe></body></html>\n")
    }
  }

  /// What the page's HTML says, for sites that quote it; empty for a redirect.
  package func body(host: String) -> [UInt8] {
    let octets = octets(host: host)
    let lineFeed = UInt8(ascii: "\n")
    for index in octets.indices.dropLast() where octets[index] == lineFeed {
      let next = octets[index + 1] == UInt8(ascii: "\r") ? index + 2 : index + 1
      if next < octets.count, octets[next] == lineFeed {
        return Array(octets[(next + 1)...])
      }
    }
    return []
  }
}

// MARK: Templates

extension BlockPage {
  /// B-01 and B-02: head with CRLF, body with bare LF and an empty last line.
  ///
  /// The misspelt `textml` and the spaces at the ends of lines are the product's own.
  private static func beaver(title: String, url: String) -> [UInt8] {
    let body =
      opening(title: title, url: url) + """
            <iframe style="width:860px; height:500px;position:absolute;margin-left:-430px;\
        margin-top:-250px;top:50%;left:50%;" id="mainFrame" src="" frameborder="0" \
        scrolling="no"></iframe>
            </body>
              </html>


        """
    let head = [
      "HTTP/1.1 403 Forbidden", "Server: Beaver", "Cache-Control: no-cache",
      "Content-Type: text/html", "Content-Length: \(body.utf8.count)", "Connection: close", "", "",
    ]
    return Array((head.joined(separator: "\r\n") + body).utf8)
  }

  /// B-04: bare LF everywhere and no last line feed.
  private static func adm(title: String, url: String) -> [UInt8] {
    let body =
      opening(title: title, url: url) + """
              <iframe id="mainFrame" src="" frameborder="0" width="100%" height="100%"></iframe>
          </body>
        </html>
        """
    let head = [
      "HTTP/1.1 403 Forbidden", "Content-Type: text/html; charset=utf-8", "Server: ADM/2.1.1",
      "Connection: close", "Content-Length: \(body.utf8.count)", "", "",
    ]
    return Array((head.joined(separator: "\n") + body).utf8)
  }

  /// The first twelve lines, which B-01, B-02 and B-04 share.
  private static func opening(title: String, url: String) -> String {
    [
      "<html>",
      "<head>",
      "<meta http-equiv=\"Content-Type\" content=\"textml;charset=UTF-8\" />",
      "   <style>body{background-color:#FFFFFF}</style> ",
      "<title>\(title)</title>",
      "  <script language=\"javascript\" type=\"text/javascript\">",
      "         window.onload = function () { ",
      "           document.getElementById(\"mainFrame\").src= \"\(url)\"; ",
      "            }",
      "</script>   ",
      "</head>",
      "  <body>",
      "",
    ].joined(separator: "\n")
  }

  /// B-03: status 302 with the reason `OK`, and nothing after the blank line.
  private static func redirect(to prefix: String, host: String) -> [UInt8] {
    let head = [
      "HTTP/1.1 302 OK", "Connection: Keep-Alive", "Location: " + prefix + host, "", "",
    ]
    return Array(head.joined(separator: "\r\n").utf8)
  }

  private static func page(_ body: String) -> [UInt8] {
    let head = [
      "HTTP/1.1 403 Forbidden", "Content-Type: text/html; charset=utf-8",
      "Content-Length: \(body.utf8.count)", "Connection: close", "", "",
    ]
    return Array((head.joined(separator: "\r\n") + body).utf8)
  }

  /// Digits that differ by name and are the same each time, as the numbers of blocks are.
  private static func digits(_ count: Int, for host: String) -> String {
    let text = String(host.stableHash % 10_000_000_000)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}

extension String {
  /// FNV-1a of the octets: the same on every machine and in every run.
  var stableHash: UInt64 {
    utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

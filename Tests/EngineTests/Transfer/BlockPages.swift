/// The gateways' answers, octet for octet, from the templates of facts 2.1.
enum BlockPages {
  /// Alibaba, old form (B-01): a header with CRLF, a body with bare LF.
  static let alibaba = octets(
    head: [
      "HTTP/1.1 403 Forbidden", "Server: Beaver", "Cache-Control: no-cache",
      "Content-Type: text/html", "Content-Length: 611", "Connection: close",
    ], lineEnd: "\r\n", body: alibabaBody)

  /// Tencent (B-03): neither length nor body, and the connection stays open.
  static let tencent = octets(
    head: [
      "HTTP/1.1 302 OK", "Connection: Keep-Alive",
      "Location: https://dnspod.qcloud.com/static/webblock.html?d=www.example.cn",
    ], lineEnd: "\r\n", body: "")

  /// ADM (B-04): bare LF everywhere, no newline at the end.
  static let adm = octets(
    head: [
      "HTTP/1.1 403 Forbidden", "Content-Type: text/html; charset=utf-8", "Server: ADM/2.1.1",
      "Connection: close", "Content-Length: 512",
    ], lineEnd: "\n", body: admBody)

  static let alibabaBody =
    page(
      title: "TestPage184", url: "http://batit.aliyun.com/alww.html?id=0123456789",
      end: [
        "    <iframe style=\"width:860px; height:500px;position:absolute;margin-left:-430px;"
          + "margin-top:-250px;top:50%;left:50%;\" id=\"mainFrame\" src=\"\" frameborder=\"0\" "
          + "scrolling=\"no\"></iframe>",
        "    </body>", "      </html>", "",
      ]) + "\n"

  static let admBody = page(
    title: "zhy54-HG100-2非法阻断", url: "http://203.93.170.219:9080/error.html",
    end: [
      "      <iframe id=\"mainFrame\" src=\"\" frameborder=\"0\" width=\"100%\" height=\"100%\">"
        + "</iframe>",
      "  </body>", "</html>",
    ])

  private static func octets(head: [String], lineEnd: String, body: String) -> [UInt8] {
    Array((head.map { $0 + lineEnd }.joined() + lineEnd + body).utf8)
  }

  private static func page(title: String, url: String, end: [String]) -> String {
    let lines =
      [
        "<html>", "<head>",
        "<meta http-equiv=\"Content-Type\" content=\"textml;charset=UTF-8\" />",
        "   <style>body{background-color:#FFFFFF}</style> ", "<title>\(title)</title>",
        "  <script language=\"javascript\" type=\"text/javascript\">",
        "         window.onload = function () { ",
        "           document.getElementById(\"mainFrame\").src= \"\(url)\"; ",
        "            }", "</script>   ", "</head>", "  <body>",
      ] + end
    return lines.joined(separator: "\n")
  }
}

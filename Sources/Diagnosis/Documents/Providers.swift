/// What is known about a cloud provider apart from its addresses: its names and where one files.
package struct Provider: Hashable, Sendable {
  /// The contract's id, such as `alibaba`.
  package let id: String
  package let name: Text
  /// The provider's own filing system.
  package let filingURL: String?

  package init(id: String, name: Text, filingURL: String? = nil) {
    self.id = id
    self.name = name
    self.filingURL = filingURL
  }
}

package enum Providers {
  package static let all: [Provider] = [
    Provider(
      id: "alibaba", name: Text(en: "Alibaba Cloud", zh: "阿里云"),
      filingURL: "https://beian.aliyun.com/"),
    Provider(
      id: "tencent", name: Text(en: "Tencent Cloud", zh: "腾讯云"),
      filingURL: "https://console.cloud.tencent.com/beian"),
    Provider(
      id: "huawei", name: Text(en: "Huawei Cloud", zh: "华为云"),
      filingURL: "https://beian.huaweicloud.com/"),
    Provider(
      id: "baidu", name: Text(en: "Baidu AI Cloud", zh: "百度智能云"),
      filingURL: "https://beian.bce.baidu.com/"),
    Provider(id: "volcengine", name: Text(en: "Volcengine", zh: "火山引擎")),
    Provider(id: "jd", name: Text(en: "JD Cloud", zh: "京东云")),
    Provider(id: "ucloud", name: Text(verbatim: "UCloud")),
    Provider(id: "kingsoft", name: Text(en: "Kingsoft Cloud", zh: "金山云")),
    Provider(id: "qingcloud", name: Text(en: "QingCloud", zh: "青云")),
    Provider(id: "ctyun", name: Text(en: "China Telecom Cloud", zh: "天翼云")),
    Provider(id: "cmecloud", name: Text(en: "China Mobile Cloud", zh: "移动云")),
    Provider(id: "unicom-cloud", name: Text(en: "China Unicom Cloud", zh: "联通云")),
    Provider(id: "qiniu", name: Text(en: "Qiniu Cloud", zh: "七牛云")),
    Provider(id: "upyun", name: Text(en: "Upyun", zh: "又拍云")),
    Provider(id: "wangsu", name: Text(en: "Wangsu", zh: "网宿科技")),
    Provider(id: "baishan", name: Text(en: "Baishan Cloud", zh: "白山云")),
    Provider(id: "aws", name: Text(verbatim: "AWS")),
    Provider(id: "aws-china", name: Text(en: "AWS China", zh: "亚马逊云科技中国区")),
    Provider(id: "azure", name: Text(verbatim: "Azure")),
    Provider(id: "azure-china", name: Text(en: "Azure China", zh: "Azure 中国（世纪互联）")),
    Provider(id: "google", name: Text(verbatim: "Google Cloud")),
    Provider(id: "cloudflare", name: Text(verbatim: "Cloudflare")),
  ]

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  package static func provider(_ id: String) -> Provider? {
    byID[id]
  }

  /// The provider's name, or the id itself for one that is not in the table.
  package static func name(of id: String) -> Text {
    byID[id]?.name ?? Text(verbatim: id)
  }
}

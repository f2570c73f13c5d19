/// What the provider's documents say, in our words: every verdict cites at least one of these.
package struct Document: Hashable, Sendable {
  /// A stable id: `D-…` a document's statement, `P-…` a process fact, `B-…` a block page, `H-…`,
  /// `K-…`, `N-…`, `R-…` what the field has observed.
  package let id: String
  package let title: Text
  package let statement: Text

  init(_ id: String, _ title: Text, en: String, zh: String) {
    self.id = id
    self.title = title
    statement = Text(en: en, zh: zh)
  }
}

package enum Documents {
  package static func document(_ id: String) -> Document? {
    byID[id]
  }

  /// The title of the document behind an id.
  package static func title(of id: String) -> Text? {
    byID[id]?.title
  }

  package static let all: [Document] = cited + processes

  /// Those that verdicts and signatures cite.
  private static let cited: [Document] = [
    Document(
      "D-01", accessFAQ, en: "A domain may be reached only once it has an ICP filing.",
      zh: "域名完成 ICP 备案后方可访问。"),
    Document(
      "D-02", accessFAQ,
      en: "The duty covers sites whose domain points to a server in the mainland.",
      zh: "域名指向中国内地服务器的网站须备案。"),
    Document(
      "D-03", accessFAQ,
      en: "A domain that points outside the mainland, Hong Kong included, needs none.",
      zh: "域名指向中国内地以外（含香港）的服务器，无需备案。"),
    Document(
      "D-10", accessFAQ, en: "Documented cause: the domain has no filing.",
      zh: "文档所列原因：域名未备案。"),
    Document(
      "D-11", accessFAQ,
      en: "Documented cause: filed through another provider and not transferred.",
      zh: "文档所列原因：域名在其他服务商备案，未接入。"),
    Document(
      "D-12", accessFAQ,
      en: "Documented cause: approved recently, the filing data is not synced yet.",
      zh: "文档所列原因：备案刚通过，数据尚未同步。"),
    Document(
      "D-13", accessFAQ, en: "Documented cause: the domain does not resolve to the server.",
      zh: "文档所列原因：域名未解析至该服务器。"),
    Document(
      "D-20", accessFAQ, en: "During a first filing the site cannot be reached.",
      zh: "首次备案期间网站无法访问。"),
    Document(
      "D-21", accessFAQ, en: "While a website is being added, it cannot be reached.",
      zh: "新增网站备案期间该网站无法访问。"),
    Document(
      "D-23", accessFAQ,
      en: "Once a change that replaces the domain is approved, the old domain is closed.",
      zh: "变更备案更换域名获批后，原域名不能再访问。"),
    Document(
      "D-24", accessFAQ, en: "A transfer does not touch access where the filing already has it.",
      zh: "接入备案期间，原接入处的访问不受影响。"),
    Document(
      "D-25", accessFAQ,
      en: "The domain may point to the new provider once the authority has passed the transfer.",
      zh: "接入备案经管局审核通过后，域名方可指向新服务商。"),
    Document(
      "D-26", accessFAQ, en: "A rejected application is corrected and submitted again.",
      zh: "备案被驳回的，按原因修改后重新提交。"),
    Document(
      "D-27", whatIsFiling, en: "A filing is cancelled by deleting the website or the entity.",
      zh: "注销网站或主体即注销备案。"),
    Document(
      "D-28", whatIsFiling,
      en: "Removing the provider cuts the link between the filing and the provider.",
      zh: "取消接入后，备案与该服务商不再关联。"),
    Document(
      "D-36", accessFAQ, en: "During the sync the domain may already point to the server.",
      zh: "数据同步期间可以先将域名解析至服务器。"),
    Document(
      "D-37", accessFAQ,
      en: "The sync applies to filings submitted through this provider and approved recently.",
      zh: "同步仅涉及经本服务商提交且刚通过的备案。"),
    Document(
      "D-40", limits, en: "The system files domain names only, not IP addresses.",
      zh: "备案系统只支持域名，不支持 IP 地址。"),
    Document(
      "D-41", limits, en: "A site reached by IP only is filed with the provincial administration.",
      zh: "仅以 IP 访问的网站须向省通信管理局办理备案。"),
    Document(
      "D-45", limits, en: "A CDN whose service area includes the mainland requires a filing.",
      zh: "加速区域包含中国内地的 CDN 须备案。"),
    Document(
      "D-61", limits,
      en: "A filed domain must resolve to an active mainland instance that serves content.",
      zh: "已备案域名须解析至处于运行状态且有内容的内地实例。"),
    Document(
      "P-05", tencent,
      en: "A transfer is released after the new provider's own review, in 10 to 30 minutes.",
      zh: "接入备案经新服务商初审后 10 至 30 分钟放行。"),
    Document(
      "P-06", tencent, en: "The console shows the new state within about 6 hours.",
      zh: "控制台约 6 小时内更新备案状态。"),
    Document(
      "P-08", field, en: "Approved at Tencent Cloud and still blocked: hours to two days.",
      zh: "腾讯云备案通过后仍被阻断：数小时至两天。"),
    Document(
      "P-09", field,
      en: "A CDN's copy of the registry is one or two days behind; its freeze may outlast a new "
        + "filing until the owner lifts it.",
      zh: "CDN 的备案数据比工信部滞后 1 至 2 天；其冻结可能在重新备案后仍保留，需用户手动解冻。"),
    Document(
      "P-11", field, en: "Baidu releases a filed name within a day; after that, a ticket.",
      zh: "百度智能云一天内放行已备案域名，超过则提交工单。"),
    Document(
      "P-14", field,
      en: "Sync bands: up to 24 h normal, 24 to 48 h late, above that not the cause.",
      zh: "同步时限：24 小时内正常，24 至 48 小时偏慢，超过则非此原因。"),
    Document(
      "P-15", field, en: "An unfiled name is detected minutes to days after it starts to resolve.",
      zh: "未备案域名在开始解析后数分钟至数天内被发现。"),
    Document(
      "P-28", accessFailure,
      en: "A filing cancelled by the authority cannot be restored; file anew.",
      zh: "被管局注销的备案不可恢复，须重新备案。"),
    Document(
      "P-48", accessFailure,
      en: "A filing whose domain no longer points to the provider loses its access.",
      zh: "域名不再解析至接入商的为空壳备案，接入将被取消。"),
    Document(
      "P-50", field, en: "App and mini-program filings are separate from the website's.",
      zh: "App 与小程序备案独立于网站备案。"),
    Document(
      "P-70", accessFailure,
      en: "A bought domain may show its previous owner's filing, to be cancelled at the province.",
      zh: "购入的域名可能仍有前所有者的备案，须先向其省通信管理局申请注销。"),
    Document(
      "B-05", field, en: "The template that all known filing-block pages share.",
      zh: "各类备案阻断页的共同模板。"),
    Document(
      "B-10", field, en: "Alibaba Cloud's older block page.", zh: "阿里云旧版阻断页。"),
    Document(
      "B-11", field, en: "Alibaba Cloud's block page.", zh: "阿里云阻断页。"),
    Document(
      "B-12", field, en: "The text of the page that Alibaba Cloud's block page frames.",
      zh: "阿里云阻断页内嵌页面的文字。"),
    Document(
      "B-13", field, en: "Tencent Cloud's block redirect.", zh: "腾讯云阻断跳转。"),
    Document(
      "B-14", field, en: "Tencent Cloud's older block pages.",
      zh: "腾讯云旧版阻断页。"),
    Document(
      "B-15", field, en: "The block page of Huawei Cloud's gateway.",
      zh: "华为云网关的阻断页。"),
    Document(
      "B-16", field, en: "The block page of AWS China's gateway in Ningxia.",
      zh: "亚马逊云科技宁夏区域网关的阻断页。"),
    Document(
      "B-17", field, en: "The ADM family of block pages.", zh: "ADM 系列阻断页。"),
    Document(
      "B-18", field, en: "UCloud's page: not filed, no access there, or forbidden content.",
      zh: "UCloud 拦截页：未备案、未接入或涉及违禁信息。"),
    Document(
      "B-19", field, en: "Azure China's block page.",
      zh: "Azure 中国的阻断页。"),
    Document(
      "B-20", field, en: "JD Cloud's interception page, which names no reason.",
      zh: "京东云拦截页面，未说明原因。"),
    Document(
      "B-21", field, en: "Baidu AI Cloud's notice on unfiled names.",
      zh: "百度智能云备案封禁提示。"),
    Document(
      "B-23", field, en: "Runxun's page for unfiled names.",
      zh: "润迅未备案提示页。"),
    Document(
      "B-24", field, en: "The block pages of small hosters.",
      zh: "小型服务商的拦截页。"),
    Document(
      "B-25", field,
      en: "Machine rooms' pages that call the name unfiled; with 200 it may be a quotation.",
      zh: "机房拦截页写明域名未备案；状态为 200 时可能只是引用。"),
    Document(
      "B-26", field, en: "Machine rooms' pages that name the filing among several reasons.",
      zh: "机房拦截页，备案只是所列原因之一。"),
    Document(
      "B-27", field, en: "Machine rooms' pages that do not name the filing.",
      zh: "机房拦截页，未提及备案。"),
    Document(
      "H-01", field, en: "A TLS reset for one server name only, on one address, is a name block.",
      zh: "同一地址仅对该域名重置 TLS，即为按域名阻断。"),
    Document(
      "K-03", field, en: "Injected answers race the real ones, so page and site may alternate.",
      zh: "注入的应答与真实应答竞争，页面可能时有时无。"),
    Document(
      "N-01", field, en: "Alibaba Cloud WAF answers 405 with its own page.",
      zh: "阿里云 WAF 以 405 页面应答。"),
    Document(
      "N-02", field, en: "A rule of Alibaba Cloud ESA or DCDN denies the request.",
      zh: "阿里云 ESA 或 DCDN 的规则拒绝了请求。"),
    Document(
      "N-03", field, en: "An edge of Alibaba Cloud CDN denies by referrer, signature or bot rule.",
      zh: "阿里云 CDN 节点按 Referer、鉴权或机器人规则拒绝。"),
    Document(
      "N-04", field, en: "A CDN answers that the name is not set up there.",
      zh: "CDN 应答该域名未在其上配置。"),
    Document(
      "N-05", field,
      en: "A CDN freezes a domain whose filing is missing; that is the CDN's own refusal.",
      zh: "CDN 因缺少备案冻结域名，属 CDN 自身的拒绝。"),
    Document(
      "N-07", field, en: "A hosting panel's default page means that no site is bound to the name.",
      zh: "面板默认页说明该域名未绑定站点。"),
    Document(
      "N-08", field, en: "Generic pages of refusal that have been taken for block pages.",
      zh: "曾被误认为阻断页的通用拒绝页面。"),
    Document(
      "N-09", field, en: "A hoster's keyword filter.",
      zh: "服务商的关键词过滤页。"),
    Document(
      "N-10", field, en: "The anti-fraud centre's page is shown by some carriers, also by address.",
      zh: "国家反诈中心警示页仅部分运营商出现，以 IP 访问亦然。"),
    Document(
      "N-15", field,
      en: "At an address abroad, a reset or timeout from the mainland only is the border's.",
      zh: "境外地址仅在内地被重置或超时，原因在跨境链路。"),
    Document(
      "N-12", field, en: "A domain on hold does not resolve anywhere.", zh: "被暂停解析的域名在全球均无法解析。"),
    Document(
      "N-13", field, en: "A registrar stands in for a domain whose owner has not been verified.",
      zh: "域名未完成实名或联系人验证时，由注册商页面代替网站。"),
    Document(
      "N-14", field, en: "An expired domain is parked or held.",
      zh: "过期域名会被停放或暂停解析。"),
    Document(
      "N-17", field, en: "A closed security group or a stopped server fails for every name alike.",
      zh: "安全组未放行或服务器停机时，任何域名都同样失败。"),
    Document(
      "N-19", field, en: "Cloudflare in front refuses itself, or reports trouble with the origin.",
      zh: "前端的 Cloudflare 自身拒绝，或报告源站故障。"),
    Document(
      "N-20", field, en: "An answer of the web server itself proves that the request arrived.",
      zh: "网站服务器自身的应答说明请求已到达。"),
    Document(
      "N-21", field, en: "A completed handshake with a wrong certificate is no block.",
      zh: "握手完成而证书有误，并非阻断。"),
    Document(
      "N-23", field, en: "Answers in 198.18.0.0/15 are invented by a local proxy.",
      zh: "198.18.0.0/15 的解析结果由本地代理虚构。"),
    Document(
      "Q-26", field, en: "Behind a CDN the header is the CDN's: only the page, or 525, remains.",
      zh: "CDN 之后响应头属于 CDN，只有页面内容或 525 可供判断。"),
    Document(
      "Q-01", field, en: "Keep the kinds of DNS failure apart: no name, no address, no answer.",
      zh: "区分各类解析失败：无此域名、无地址、无应答。"),
    Document(
      "Q-23", field, en: "What lies behind a redirect may hide a block: the first answer counts.",
      zh: "跟随跳转可能掩盖阻断：以首个应答为准。"),
    Document(
      "Q-30", field, en: "Names are compared by registrable domain, in A-labels and lower case.",
      zh: "域名按可注册域名、A-label、小写比较。"),
    Document(
      "R-64", field, en: "The lists of addresses have holes: a miss is never an answer.",
      zh: "地址表存在缺漏：查不到不等于没有。"),
    Document(
      "R-29", field, en: "The registry's holder may be a former owner of the name.",
      zh: "备案主体可能是域名的前所有者。"),
    Document(
      "R-34", field, en: "The public filing query itself can lag by a day.", zh: "公共备案查询自身可能滞后一天。"),
  ]

  static let accessFAQ = Text(
    en: "Alibaba Cloud ICP Filing: Website access FAQs", zh: "阿里云 ICP 备案文档《网站访问常见问题》")
  static let whatIsFiling = Text(
    en: "Alibaba Cloud ICP Filing: What is an ICP filing?", zh: "阿里云 ICP 备案文档《什么是 ICP 备案》")
  static let limits = Text(
    en: "Alibaba Cloud ICP Filing: Limits", zh: "阿里云 ICP 备案文档《使用限制》")
  static let accessFailure = Text(
    en: "Alibaba Cloud ICP Filing: Website access failure", zh: "阿里云 ICP 备案文档《网站无法访问》")
  static let tencent = Text(en: "Tencent Cloud filing documents", zh: "腾讯云网站备案文档")
  static let field = Text(en: "field observations", zh: "实测记录")

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}

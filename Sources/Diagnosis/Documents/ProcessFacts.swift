/// What the documents say of the processes, and what the field knows of filings and complaints:
/// cited by a few verdicts, and explained when somebody asks for an id.
extension Documents {
  static let processes: [Document] = [
    Document(
      "D-04", whatIsFiling,
      en: "Non-commercial sites need a filing, commercial ones a licence as well; a site with "
        + "neither must not operate.",
      zh: "非经营性网站须备案，经营性网站还须取得经营许可证；两者皆无不得开办。"),
    Document(
      "D-05", whatIsFiling, en: "All sites that serve mainland China must first obtain a filing.",
      zh: "在中国内地提供服务的网站均须先完成备案。"),
    Document(
      "D-06", accessFAQ,
      en: "HTTP and HTTPS sites follow the same procedure; neither may be reachable before it is "
        + "complete.",
      zh: "HTTP 与 HTTPS 网站备案流程相同，完成前均不得开通访问。"),
    Document(
      "D-08", limits, en: "The authorities' rules differ by province.", zh: "各省通信管理局的规定有所不同。"),
    Document(
      "D-22", accessFAQ,
      en:
        "While filing data are being changed, a domain that already has a filing stays reachable.",
      zh: "变更备案信息期间，已备案域名的访问不受影响。"),
    Document(
      "D-29", whatIsFiling,
      en: "Removing a provider before another is added may make the filing invalid.",
      zh: "先取消接入再新增接入，备案可能失效，应立即补办接入。"),
    Document(
      "D-30", whatIsFiling,
      en: "Filings made in the HiChina system before June 2010 must be claimed.",
      zh: "2010 年 6 月前在万网系统提交的备案须认领。"),
    Document(
      "D-31", whatIsFiling,
      en:
        "Applications submitted between June 2010 and January 2017 are imported into the account.",
      zh: "2010 年 6 月至 2017 年 1 月提交的备案须导入账号。"),
    Document(
      "D-35", accessFAQ,
      en:
        "On the day of the approval the site may still be closed, because the data take some time "
        + "to sync; no figure is given.",
      zh: "审核通过当天网站可能仍无法访问，数据同步需要一定时间（文档未给出时长）。"),
    Document(
      "D-60", limits,
      en: "To file through a provider one must own an instance of it in the mainland.",
      zh: "通过服务商备案，须拥有其中国内地实例。"),
    Document(
      "P-01", accessFAQ, en: "After an approval the sync takes some time; no figure is given.",
      zh: "审核通过后同步需要一定时间，未给出时长。"),
    Document(
      "P-04", tencent,
      en: "After a first filing the name is released in about 30 minutes; then clear the cache.",
      zh: "首次备案通过后约 30 分钟放行，之后请清除缓存。"),
    Document(
      "P-16", tencent, en: "A change of DNS servers takes up to 48 hours.",
      zh: "更换 DNS 服务器最长需 48 小时生效。"),
    Document(
      "P-13", accessFailure,
      en: "The authority's review takes 3 to 20 working days, the provider's own about one.",
      zh: "管局审核 3 至 20 个工作日，服务商初审约 1 个工作日。"),
    Document(
      "P-24", accessFailure,
      en: "A domain that a change deletes is closed once the change is approved.",
      zh: "变更备案删除的域名在获批后不能再访问。"),
    Document(
      "P-25", accessFailure,
      en: "After its access is cancelled a domain can no longer point to the provider; the filing "
        + "number remains, and may be cancelled if nobody gives access for long.",
      zh: "取消接入后域名不能再指向该服务商；备案号仍在，但长期无接入商可能被注销。"),
    Document(
      "P-29", accessFailure, en: "An entity can have one order at a time.",
      zh: "同一主体同时只能有一个备案订单。"),
    Document(
      "P-33", field,
      en: "The authority's message that a filing was changed can mean that the old provider "
        + "cancelled its access.",
      zh: "工信部短信“您的备案信息已被变更”也可能意味着原接入商取消了接入。"),
    Document(
      "P-40", accessFailure,
      en: "A filing covers the subdomains of its domain; each provider still has to give access.",
      zh: "备案覆盖其下所有子域名，但在各服务商仍须办理接入。"),
    Document(
      "P-41", accessFailure, en: "Several providers may give access to one filing at once.",
      zh: "同一备案可同时接入多家服务商。"),
    Document(
      "P-42", accessFailure, en: "Another address at the same provider needs no new filing.",
      zh: "更换同一服务商的 IP 无需重新备案。"),
    Document(
      "P-44", accessFailure,
      en: "A CDN in the mainland needs the filing, not access at its provider.",
      zh: "内地 CDN 要求域名已备案，不要求在该服务商接入。"),
    Document(
      "P-53", field, en: "Some provinces want the DNS record paused while a filing is reviewed.",
      zh: "部分省份要求备案审核期间暂停解析。"),
    Document(
      "H-11", field, en: "ACME HTTP-01 meets the block page; DNS-01 still works.",
      zh: "ACME HTTP-01 验证会碰到阻断页，DNS-01 仍可用。"),
    Document(
      "K-07", field, en: "Tests on the server itself never cross the provider's filter.",
      zh: "在服务器本机的测试不经过服务商的过滤设备。"),
    Document(
      "K-13", field, en: "The block goes by name, whatever the port.", zh: "阻断按域名进行，与端口无关。"),
    Document(
      "C-01", field,
      en: "“Filed, still blocked”: access is missing here, the approval is under two days old, or "
        + "the filing is an app's, a previous owner's or of another domain.",
      zh: "“已备案仍被阻断”：多为未接入、通过不足两天，或备案属于 App、前持有人或另一域名。"),
    Document(
      "C-02", field, en: "“HTTPS is reset”: the server name is blocked, not the certificate.",
      zh: "“HTTPS 被重置”：是按域名（SNI）阻断，并非证书问题。"),
    Document(
      "C-03", field, en: "“403 on HTTP, HTTPS is fine”: the block takes plain HTTP only.",
      zh: "“HTTP 403、HTTPS 正常”：仅明文 HTTP 被阻断。"),
    Document(
      "C-04", field,
      en: "“Works by address, not by name”: a provider's page means the filing, the server's own "
        + "404 or default page its configuration.",
      zh: "“IP 能开、域名不能”：出现服务商页面即为备案问题，出现服务器自身 404 或默认页则是站点配置问题。"),
    Document(
      "C-05", field, en: "“Works on 8080”: the address was used there, not the name.",
      zh: "“换 8080 端口就能开”：多半用的是 IP 而不是域名。"),
    Document(
      "C-06", field,
      en: "“My name is hijacked”: where the address is a mainland provider's and its page appears, "
        + "the provider's gateway answers.",
      zh: "“域名被劫持”：若 IP 属内地服务商且出现其页面，则是服务商网关的应答。"),
    Document(
      "C-07", field,
      en: "“DNSPod thinks my domain is unsafe”: that page is Tencent's filing block.",
      zh: "“DNSPod 提示域名不安全”：该页面就是腾讯云的备案阻断页。"),
    Document(
      "C-08", field,
      en: "“Fine on the server, nothing in its log”: the block stands before the server.",
      zh: "“本机正常、日志里没有”：阻断发生在服务器之前。"),
    Document(
      "C-09", field,
      en: "“The log shows an answer, the visitor a 403”: an injected answer came first.",
      zh: "“日志显示已正常应答，访问者却看到 403”：注入的应答抢先到达。"),
  ]
}

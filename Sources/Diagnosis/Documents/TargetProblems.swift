internal import Evidence

extension Target.Problem {
  /// What is wrong, as the rest of a sentence.
  var reason: Text {
    switch self {
    case .empty: Text(en: "it is empty", zh: "内容为空")
    case .tooLong:
      Text(en: "a name has at most 253 octets, a label 63", zh: "域名最长 253 字节，每段最长 63 字节")
    case .emptyLabel: Text(en: "a label is empty", zh: "存在空的域名段")
    case .forbiddenCharacter:
      Text(en: "it holds a character that no name may hold", zh: "含有域名不允许的字符")
    case .notIDNA: Text(en: "it is no valid internationalised name", zh: "不是有效的国际化域名")
    case .noRegistrableDomain:
      Text(en: "it is a public suffix or a single label", zh: "只是公共后缀或单个词")
    case .foreignScheme: Text(en: "only http and https are diagnosed", zh: "仅支持 http 与 https")
    case .malformedURL: Text(en: "the URL or port is malformed", zh: "网址或端口格式有误")
    case .specialUse:
      Text(en: "the name is reserved and never on the Internet", zh: "该名称为保留名称，不存在于互联网")
    }
  }
}

package import Evidence

extension Words {
  /// What one view of the records says, with who says it and as of when.
  package func line(_ fact: RecordFact) -> SafeText {
    let owner = fact.view == .registry ? nil : fact.provider.map(provider)
    return (owner.map { self("\($0): ", "\($0)：") } ?? "") + outcome(of: fact)
      + details([
        fact.source.map { SafeText(outside: $0, limit: 60) },
        fact.asOf.map(day),
        fact.isAssumed ? self("assumed", "假设") : nil,
      ])
  }

  private func outcome(of fact: RecordFact) -> SafeText {
    switch fact.outcome {
    case .absent:
      switch fact.view {
      case .registry: self("no filing", "没有备案")
      case .provider: self("no access record", "没有接入记录")
      case .instances: self("not among your instances", "不在您的实例之列")
      case .cdn: self("no CDN domain", "不是 CDN 加速域名")
      }
    case .notCovered:
      self("not covered", "未涵盖")
    case .failed:
      self("look-up failed", "查询失败")
        + (fact.reason.map { self(", ", "，") + quoted(SafeText(outside: $0)) } ?? "")
    case .found:
      found(fact)
    }
  }

  private func found(_ fact: RecordFact) -> SafeText {
    if let filing = fact.filing { return self.filing(filing) }
    if let access = fact.access { return self.access(access) }
    if let order = fact.order { return self.order(order) }
    if let instance = fact.instance { return self.instance(instance) }
    if let domain = fact.cdn { return self.cdn(domain) }
    return self("found", "有记录")
  }

  private func filing(_ filing: RecordsDocument.Filing) -> SafeText {
    clauses([
      filing.siteNumber.map { self("filed as \(outside: $0)", "已备案 \(outside: $0)") }
        ?? self("filed", "已备案"),
      filing.service.map(service),
      filing.approvedAt.map { self("approved \(day($0))", "\(day($0)) 通过") },
      filing.restricted == true ? self("restricted", "限制接入") : nil,
      filing.cancelledAt.map { self("cancelled \(day($0))", "\(day($0)) 注销") },
    ])
  }

  private func service(_ service: RecordsDocument.Filing.Service) -> SafeText {
    switch service {
    case .website: self("website", "网站")
    case .app: self("app", "App")
    case .miniProgram: self("mini program", "小程序")
    case .quickApp: self("quick app", "快应用")
    }
  }

  private func access(_ access: RecordsDocument.Access) -> SafeText {
    let state: SafeText =
      switch access.state {
      case .active: self("access active", "接入有效")
      case .pending: self("access pending", "接入待生效")
      case .cancelled: self("access cancelled", "接入已取消")
      }
    let since = access.since.map { self(" since \(day($0))", "，自 \(day($0)) 起") } ?? ""
    return clauses([
      state + since,
      access.siteNumber.map { SafeText(outside: $0) },
      access.deadline.map { self("deadline \(day($0))", "整改截止 \(day($0))") },
      access.reason.map { SafeText(outside: $0, limit: 120) },
    ])
  }

  private func order(_ order: RecordsDocument.Order) -> SafeText {
    clauses([
      kind(order.kind),
      state(order.state)
        + (order.approvedAt.map { self(" on \(minute($0))", "（\(minute($0))）") } ?? ""),
      order.submittedAt.map { self("submitted \(day($0))", "\(day($0)) 提交") },
      order.replacedBy.map { self("replaced by \(outside: $0)", "替换为 \(outside: $0)") },
    ])
  }

  private func kind(_ kind: RecordsDocument.Order.Kind) -> SafeText {
    switch kind {
    case .first: self("first filing", "首次备案")
    case .addWebsite: self("filing of a further website", "新增网站")
    case .transfer: self("transfer of the filing", "接入备案")
    case .change: self("change of the filing", "变更备案")
    case .cancelSite: self("cancellation of the website", "注销网站")
    case .cancelEntity: self("cancellation of the entity", "注销主体")
    case .cancelAccess: self("cancellation of access", "取消接入")
    case .claim: self("claim of a filing", "认领备案")
    case .import: self("import of a filing", "备案导入")
    }
  }

  private func state(_ state: RecordsDocument.Order.State) -> SafeText {
    switch state {
    case .draft: self("a draft", "草稿")
    case .providerReview: self("under the provider's review", "服务商审核中")
    case .authorityReview: self("under the authority's review", "管局审核中")
    case .approved: self("approved", "已通过")
    case .rejected: self("rejected", "已驳回")
    }
  }

  private func instance(_ instance: RecordsDocument.Instance) -> SafeText {
    clauses([
      SafeText(outside: instance.id) + details([instance.region.map { SafeText(outside: $0) }]),
      instance.state.map { $0 == .running ? self("running", "运行中") : self("stopped", "已停止") },
      instance.locked.map { self("locked: \(outside: $0)", "已锁定：\(outside: $0)") },
      instance.expiresAt.map { self("expires \(day($0))", "\(day($0)) 到期") },
      instance.addresses.isEmpty ? nil : few(instance.addresses.map { "\($0)" }, most: 3),
    ])
  }

  private func cdn(_ domain: RecordsDocument.CDNDomain) -> SafeText {
    let area: SafeText =
      switch domain.area {
      case .mainland: self("mainland only", "仅中国内地")
      case .global: self("global", "全球")
      case .overseas: self("outside the mainland", "不含中国内地")
      }
    return self("accelerates \(outside: domain.domain)", "加速 \(outside: domain.domain)")
      + self(", ", "，") + area
  }
}

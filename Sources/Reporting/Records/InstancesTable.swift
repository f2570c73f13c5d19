package import Diagnosis
package import Evidence

/// The user's own instances, a line each.
package enum InstancesTable {
  package static func render(
    _ instances: [RecordsDocument.Instance], in language: Language
  ) -> String {
    let say = Words(language)
    var table = TextTable([
      (say("provider", "服务商"), 20), (say("id", "实例"), 40), (say("region", "地域"), 24),
      (say("area", "位置"), 14), (say("state", "状态"), 30), (say("expires", "到期"), 10),
      (say("charge", "计费"), 12), (say("addresses", "地址"), 80),
    ])
    var text = ""
    for instance in instances {
      let locked = instance.locked.map { say("locked: \(outside: $0)", "已锁定：\(outside: $0)") }
      let state = instance.state.map {
        $0 == .running ? say("running", "运行中") : say("stopped", "已停止")
      }
      text += table.add([
        say.provider(instance.provider), SafeText(outside: instance.id),
        instance.region.map { SafeText(outside: $0) } ?? "-",
        SafeText(outside: instance.area?.rawValue ?? "-"),
        [state, locked].compactMap(\.self).isEmpty ? "-" : say.clauses([state, locked]),
        instance.expiresAt.map(say.day) ?? "-",
        instance.charge.map { SafeText(outside: $0) } ?? "-",
        instance.addresses.isEmpty
          ? "-" : say.few(instance.addresses.map { "\($0)" }, most: 5),
      ])
    }
    return text + table.finish()
  }
}

import Evidence
import Testing

@testable import Monitor

@Suite("A check's configuration")
struct CheckConfigTests {
  private func read(_ text: String, readable: Set<String> = ["etc/sites.txt", "etc/r.json"])
    -> Result<CheckConfig, ConfigFlaws>
  {
    let words = ConfigWords(
      providers: ["alibaba", "tencent", "huawei"],
      statuses: ["ok", "at-risk", "blocked", "unreachable", "undetermined", "error"],
      key: { $0.contains(" ") ? nil : $0.lowercased() }, isReadable: { readable.contains($0) })
    do {
      return .success(try CheckConfig.read(Array(text.utf8), file: "etc/check.yaml", words))
    } catch {
      return .failure(error)
    }
  }

  private func flaws(_ text: String) -> [String] {
    switch read(text) {
    case .success: []
    case .failure(let flaws): flaws.flaws.map(\.description)
    }
  }

  @Test("is read whole: targets, expectations, hysteresis, retention, records, sinks")
  func whole() throws {
    let config = try read(
      """
      # The sites of the house.
      targets:
        - example.cn
        - {target: shop.cn, provider: tencent, addresses: [203.0.113.9, 203.0.113.0/24],
           entity: 某某科技有限公司, owner: shop team, hysteresis: {agree: 3, of: 5}}
      input: sites.txt
      defaults: {provider: alibaba, owner: web}
      hysteresis: {agree: 2, of: 3}
      retention: {days: 30, reports: 5}
      warn_days: 21
      records: [r.json]
      notify:
        - {name: ops, type: webhook, url: {env: OPS_URL}, secret: {file: keys/ops}, only: [blocked]}
        - name: chat
          type: dingtalk
          url: "https://oapi.dingtalk.com/robot/send?access_token=abc&x=1"
          lang: zh
      """
    ).get()
    #expect(config.targets.map(\.input) == ["example.cn", "shop.cn"])
    #expect(config.defaults == Expectation(provider: "alibaba", owner: "web"))
    #expect(config.targets[0].expectation == Expectation())
    #expect(
      config.targets[1].expectation
        == Expectation(
          provider: "tencent", entity: "某某科技有限公司", owner: "shop team",
          addresses: ["203.0.113.9", "203.0.113.0/24"].compactMap { IPPrefix($0) }))
    #expect(config.targets.map(\.hysteresis) == [nil, Hysteresis(agree: 3, of: 5)])
    #expect(config.targets.map(\.line) == [3, 4])
    #expect(config.input == "etc/sites.txt")
    #expect(config.hysteresis == Hysteresis(agree: 2, of: 3))
    #expect(config.retention == Retention(days: 30, reports: 5))
    #expect(config.warnDays == 21)
    #expect(config.records == ["etc/r.json"])
    #expect(!config.isPlainList)
    try #require(config.sinks.count == 2)
    var ops = NoticeSink(
      name: "ops", form: .webhook, url: .environment("OPS_URL"), secret: .file("etc/keys/ops"))
    ops.statuses = ["blocked"]
    #expect(config.sinks[0] == ops)
    #expect(config.sinks[1].form == .dingtalk && config.sinks[1].language == .chinese)
    #expect(
      config.sinks[1].url
        == .text(Secret("https://oapi.dingtalk.com/robot/send?access_token=abc&x=1")))
    #expect(ops.wants(from: "ok", to: "blocked") && ops.wants(from: "blocked", to: "ok"))
    #expect(!ops.wants(from: nil, to: "unreachable") && !ops.wants(from: "ok", to: "at-risk"))
  }

  @Test("may be the list of targets alone, in YAML or one a line")
  func lists() throws {
    let yaml = try read("- example.cn\n- shop.cn\n").get()
    #expect(yaml.targets.map(\.input) == ["example.cn", "shop.cn"])
    for text in [
      "\n# sites\nexample.cn\nhttp://shop.cn/\n", "http://shop.cn:8080/", "shop.cn:8080\nx",
      "\u{FEFF}例子.cn\tmeta: data", "", "[2001:db8::1]:81\n", "intranet.cn\t: our own",
    ] {
      let plain = try read(text).get()
      #expect(plain.isPlainList && plain.input == "etc/check.yaml" && plain.targets.isEmpty)
    }
  }

  @Test(
    "is a map or a list in YAML by its first line, however that is written",
    arguments: [
      "\"targets\": [a.cn]", "'targets': [a.cn]", "targets : [a.cn]", "targets  :\n  - a.cn",
      "targets:\r\n  - a.cn\r\n", "[a.cn]", "{\"targets\": [a.cn]}", "--- [a.cn]",
    ])
  func maps(text: String) throws {
    let config = try read(text).get()
    #expect(!config.isPlainList && config.targets.map(\.input) == ["a.cn"])
  }

  @Test("has its lines checked, where it is a list one a line")
  func linesOfLists() {
    let words = ConfigWords(
      providers: [], statuses: [], key: { $0.contains(" ") || $0.isEmpty ? nil : $0 },
      isReadable: { _ in true })
    func flaws(_ text: String) -> [String] {
      do {
        try CheckConfig.check(list: Array(text.utf8), file: "sites", words)
        return []
      } catch {
        return error.flaws.map(\.description)
      }
    }
    #expect(flaws("\u{FEFF}a.cn\r\n\r\n  # no target\r\n\t# nor this\r\nb.cn\tof mine\r\n") == [])
    let remedy = "write a domain, a URL or an address, such as example.cn"
    #expect(
      flaws("a.cn\r\n# x y\r\nno target\r\n\tno name\n") == [
        "sites:3: 'no target' is no target; \(remedy)", "sites:4: '' is no target; \(remedy)",
      ])
  }

  @Test("tells all its flaws at once, each with its line and what to write instead")
  func allAtOnce() {
    #expect(
      flaws(
        """
        tragets: [a.cn]
        targets:
          - {target: shop.cn, provider: alibab, adresses: [1.2.3.4]}
          - {target: x.cn, addresses: [1.2.3]}
          - not a target
          - {provider: alibaba}
          - shop.cn
        hysteresis: {agree: 3, of: 2}
        retention: {days: 0}
        records: nothing.json
        input: gone.txt
        notify:
          - {name: a b, type: dingding, url: {env: X}}
          - {name: c, type: gatus, url: "https://h/TOKEN external"}
          - {name: c, type: slack, url: "https://h/TOKEN", secret: {env: S}}
          - {name: d, type: webhook, url: {env: A, file: B}, secret: TOKEN}
          - {name: e, url: {var: X}, only: [bloked]}
        """
      ) == [
        "etc/check.yaml:1: the key 'tragets' is not known here; did you mean 'targets'?",
        "etc/check.yaml:3: targets[0]: the key 'adresses' is not known here; did you mean "
          + "'addresses'?",
        "etc/check.yaml:3: targets[0].provider: unknown provider 'alibab'; did you mean 'alibaba'?",
        "etc/check.yaml:4: targets[1].addresses[0]: '1.2.3' is no address and no block of "
          + "addresses; write it like 203.0.113.9 or 203.0.113.0/24",
        "etc/check.yaml:5: targets[2]: 'not a target' is no target; write a domain, a URL or an "
          + "address, such as example.cn",
        "etc/check.yaml:6: targets[3]: has no 'target'; add 'target: example.cn'",
        "etc/check.yaml:7: targets[4]: the target 'shop.cn' is there twice; remove this or that "
          + "of line 3",
        "etc/check.yaml:8: hysteresis: agree is greater than of; write 'hysteresis: {agree: 2, "
          + "of: 3}'",
        "etc/check.yaml:9: retention.days: '0' is no such number; write a whole number from 1 to "
          + "36500",
        "etc/check.yaml:10: records: is a single value, not a list; write 'records: "
          + "[filings.json]'",
        "etc/check.yaml:11: input: the file 'etc/gone.txt' cannot be read; paths are relative to "
          + "the folder of this file; correct it or make the file",
        "etc/check.yaml:13: notify[0].name: 'a b' is no such name; write a short name of letters, "
          + "digits, '-', '_' and '.', such as 'name: ops'",
        "etc/check.yaml:13: notify[0].type: unknown type 'dingding'; did you mean 'dingtalk'?",
        "etc/check.yaml:14: notify[1].url: is no address of http or https; write 'url: "
          + "https://…', or keep it out of this file: 'url: {env: NAME}'",
        "etc/check.yaml:14: notify[1]: gatus needs the token of its external endpoint; add "
          + "'secret: {env: NAME}' or 'secret: {file: PATH}'",
        "etc/check.yaml:15: notify[2].secret: slack has no secret beside its url; remove it; keep "
          + "the url itself out of this file with 'url: {env: NAME}'",
        "etc/check.yaml:16: notify[3].url: says two things; write '{env: NAME}' or '{file: PATH}'",
        "etc/check.yaml:16: notify[3].secret: a secret stands in the configuration itself; write "
          + "'secret: {env: NAME}' or 'secret: {file: PATH}'",
        "etc/check.yaml:17: notify[4]: has no 'type'; add one of webhook, dingtalk, feishu, wecom, "
          + "slack, uptime-kuma, gatus",
        "etc/check.yaml:17: notify[4].url: the key 'var' is not known here; write one of env, "
          + "file",
        "etc/check.yaml:17: notify[4].url: says nothing; write '{env: NAME}' or '{file: PATH}'",
        "etc/check.yaml:17: notify[4].only[0]: unknown status 'bloked'; did you mean 'blocked'?",
      ])
  }

  @Test(
    "names the line of what is no YAML, or would stand for too much",
    arguments: [
      ("targets:\n  - a.cn\n - b.cn\n", 3), ("targets: [a.cn\n", 2),
      ("targets: [a.cn]\ntargets: [b.cn]\n", 2), ("targets: &a [x.cn]\nrecords: *a\n", 1),
      ("targets:\n  - *.example.cn\n", 2),
    ])
  func notYAML(text: String, line: Int) {
    guard case .failure(let flaws) = read(text) else {
      Issue.record("\(text) was taken")
      return
    }
    #expect(flaws.flaws.map(\.line) == [line])
  }

  @Test("counts the lines of a file with CRLF")
  func carriageReturns() {
    #expect(
      flaws("targets: [a.cn]\r\nwarn_days: 3\r\n# x\r\nwarn_days: 4\r\n") == [
        "etc/check.yaml:4: the key 'warn_days' is there twice; remove one"
      ])
  }

  @Test(
    "does not repeat what stands in place of the name of a variable or a file",
    arguments: ["https://h/T0KEN", "T0KEN-1", "1T0KEN", "T0KEN=x", "T0KEN "])
  func variables(text: String) {
    for key in ["url: {env: \"\(text)\"}", "url: {env: A}, secret: {env: \"\(text)\"}"] {
      let found = flaws("targets: [a.cn]\nnotify: [{name: a, type: webhook, \(key)}]")
      #expect(found.count == 1 && found[0].contains("is no name of an environment variable"))
      #expect(!found.contains { $0.contains("T0KEN") })
    }
    let file = flaws(
      "targets: [a.cn]\nnotify: [{name: a, type: slack, url: {file: \"https://h/T0KEN\"}}]")
    #expect(file.count == 1 && file[0].contains("no path") && !file[0].contains("T0KEN"))
  }

  @Test("bounds what it reads, and its flaws")
  func bounds() {
    let huge =
      Array("targets:\n".utf8)
      + [UInt8](repeating: UInt8(ascii: "\n"), count: CheckConfig.octetLimit)
    #expect(throws: ConfigFlaws.self) {
      _ = try CheckConfig.read(
        huge, file: "f",
        ConfigWords(providers: [], statuses: [], key: { $0 }, isReadable: { _ in true }))
    }
    let many = "targets:\n" + String(repeating: "  - {x: 1}\n", count: 200)
    guard case .failure(let found) = read(many) else {
      Issue.record("200 flaws were taken")
      return
    }
    #expect(found.flaws.count == ConfigFlaws.most)
    #expect(found.omitted == 300)
    #expect(flaws(String("targets: [\(String(repeating: "[", count: 2000))")).count == 1)
  }

  @Test("says what was understood, and of addresses and secrets where they are only")
  func summary() throws {
    let config = try read(
      """
      targets: [a.cn]
      input: sites.txt
      defaults: {provider: alibaba}
      notify:
        - {name: ops, type: webhook, url: {env: OPS_URL}, secret: {file: keys/ops}}
        - {name: kuma, type: uptime-kuma, url: "https://kuma.example/api/push/T0KEN"}
        - {name: later, type: slack, url: {env: LATER}, only: [blocked, ok], lang: zh}
      """
    ).get()
    let secrets = SecretReader.fixed(
      ["OPS_URL": "https://ops.example:8443/hook/T0KEN?k=T0KEN"], files: ["etc/keys/ops": "T0KEN"])
    let summary = ConfigSummary(config, secrets: secrets)
    #expect(
      summary.text { $0 } == """
        etc/check.yaml: sound
          targets   1, and those of etc/sites.txt
          expected  provider alibaba
          a change  counts when seen in 1 of 1 runs
          kept      400 days, 50 reports a target
          warned    14 days before something is due
          notify    ops: webhook to https://ops.example:8443, url: environment variable OPS_URL, \
        secret: file etc/keys/ops, en
          notify    kuma: uptime-kuma to https://kuma.example, url: in the configuration, en
          notify    later: slack, url: environment variable LATER, only blocked, ok, zh, missing \
        here: the environment variable LATER is not set
        """)
    let json = String(decoding: summary.json, as: UTF8.self)
    #expect(
      json.hasPrefix(
        #"{"config":"etc/check.yaml","defaults":{"provider":"alibaba"},"flaws":[],"#))
    #expect(json.contains(#""to":"https://kuma.example","type":"uptime-kuma","#))
    #expect(!summary.text { $0 }.contains("T0KEN") && !json.contains("T0KEN"))
  }
}

import Reporting
import Testing

@Suite("What runs an audit elsewhere")
struct DeployTextTests {
  private func audit(records: [String] = [], options: [String] = []) -> KubernetesAudit {
    KubernetesAudit(
      name: "audit", image: "image", shards: 8, parallelism: 2, claim: "data",
      input: "$(HOME)/names.txt", schedule: "0 3 * * *", timeZone: "Asia/Shanghai",
      records: records, options: options)
  }

  @Test("gives each pod its share, its output and its journal by its index")
  func shares() {
    let job = audit().text(cron: false)
    #expect(job.contains("completionMode: Indexed\n  completions: 8\n  parallelism: 2\n"))
    #expect(job.contains("- \"--shard\"\n            - \"env/8\"\n"))
    for file in ["jsonl", "journal"] {
      #expect(job.contains("\"/data/$(AUDIT)-$(JOB_COMPLETION_INDEX).\(file)\""))
    }
    #expect(!job.contains("kind: CronJob") && !audit().text(job: false).contains("kind: Job\n"))
  }

  @Test("lets nothing of the user's become a variable or more YAML")
  func literals() {
    let job = audit(options: ["$(SECRET)", "\"\n- evil: true", "$$(x)", "a$b"]).text(cron: false)
    #expect(job.contains("\"/data/$$(HOME)/names.txt\""))
    #expect(job.contains("- \"$$(SECRET)\"\n"))
    #expect(job.contains("- \"\\\"\\n- evil: true\"\n"))
    #expect(job.contains("- \"$$$$(x)\"\n") && job.contains("- \"a$$b\"\n"))
  }

  @Test("mounts records from a secret, and only where there are any")
  func records() {
    let with = audit(records: ["filings.json"]).text()
    #expect(with.contains("secret generic audit-records --from-file=\"filings.json\""))
    #expect(with.contains("- \"--records\"\n            - \"/records/filings.json\"\n"))
    #expect(with.contains("secretName: audit-records") && with.contains("mountPath: /records"))
    #expect(!audit().text().contains("records"))
    // The secret holds a file by the last part of its path.
    let below = audit(records: ["of/$us/filings.json"]).text()
    #expect(below.contains("--from-file=\"of/$us/filings.json\""))
    let check = KubernetesCheck(
      name: "check", image: "image", claim: "data", config: "targets: [a.cn]\n",
      schedule: "0 3 * * *", timeZone: "Asia/Shanghai", records: ["of/us/filings.json"])
    for text in [below, check.text] {
      #expect(text.contains("\"/records/filings.json\"\n"))
    }
  }

  @Test("hands a Spark job its command as a list of Python strings")
  func spark() {
    let job = SparkJob(
      program: "./icpdiag", records: ["a \"b\".json"], partitions: 12, options: ["--rate", "3"])
    #expect(job.text.contains("COMMAND = [\n    \"./icpdiag\",\n    \"diagnose\",\n"))
    #expect(job.text.contains("    \"--records\",\n    \"a \\\"b\\\".json\",\n"))
    #expect(job.text.contains("    \"--no-store\",\n    \"--rate\",\n    \"3\",\n]\n"))
    #expect(job.text.contains("PARTITIONS = 12\n"))
    let stored = SparkJob(store: "/shared/store.sqlite").text
    #expect(stored.contains("    \"--store\",\n    \"/shared/store.sqlite\",\n]\n"))
    #expect(stored.contains("PARTITIONS = None\n"))
  }
}

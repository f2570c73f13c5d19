internal import ArgumentParser
internal import Reporting

/// Prints an Indexed Job and a CronJob of an audit, or the CronJob of a check.
struct DeployKubernetes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kubernetes",
    abstract: "A CronJob of the scheduled check; or an audit of a list in shares.",
    usage: "icpdiag deploy kubernetes --image IMAGE [OPTIONS] [-- OPTIONS]",
    discussion: """
      With a configuration of 'icpdiag check' it is that check: the configuration, a volume claim \
      for the store, and a CronJob.

      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --config check.yaml \\
        --schedule '*/30 * * * *' | kubectl apply -f -

      Without, an Indexed Job that audits a list in shares, and a CronJob that repeats it:

      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --only job | kubectl apply -f -
      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --only cron \\
        --schedule '0 3 * * *' --time-zone Asia/Shanghai | kubectl apply -f -

      Each pod takes its share of the list by its index (--shard env/N): names of one domain stay \
      together. List, reports and journals lie on one volume, which every pod has to be able to \
      write; a pod that is started again goes on where its journal stops.

      Records are mounted from a secret, which the manifest says how to make. What stands behind -- \
      goes to 'icpdiag check' or 'icpdiag diagnose', such as -- --rate 20 --per-address-rate 2.
      """)

  enum Part: String, ExpressibleByArgument, CaseIterable {
    case job, cron
  }

  @Option(help: "The container image with the program.")
  var image: String

  @Option(
    help: ArgumentHelp(
      "The configuration of the check, which goes into the manifest.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "What the objects are called (default: icpdiag-audit, icpdiag-check).", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Pods that share the list (default: 4).", valueName: "n"))
  var shards: Int?

  @Option(help: ArgumentHelp("Pods that run at once; by default all.", valueName: "n"))
  var parallelism: Int?

  @Option(
    help: ArgumentHelp(
      "The volume claim with the list, where the reports go too (default: icpdiag-data); of a "
        + "check, the one to make for its store (default: as --name).", valueName: "name"))
  var claim: String?

  @Option(
    help: ArgumentHelp(
      "The list, by its path on that volume (default: names.txt).", valueName: "path"))
  var input: String?

  @Option(
    help: ArgumentHelp(
      "When the CronJob runs: cron's five fields (default: '0 3 * * *', of a check "
        + "'17 * * * *').", valueName: "schedule"))
  var schedule: String?

  @Option(help: ArgumentHelp("In whose time.", valueName: "zone"))
  var timeZone = "Asia/Shanghai"

  @Option(
    help: ArgumentHelp(
      "A records document in the secret NAME-records. May be given several times.",
      valueName: "file"))
  var records: [String] = []

  @Option(help: "Only the job, or only the cron job; by default both.")
  var only: Part?

  @Argument(parsing: .postTerminator, help: "Options for each process.")
  var options: [String] = []

  func validate() throws {
    guard DeployNames.isLabel(objectName), objectName.utf8.count <= 44 else {
      throw ValidationError(
        "--name takes up to 44 small letters, digits and hyphens, such as icpdiag-audit")
    }
    guard when.split(separator: " ").count == 5, DeployNames.isPrintable(when) else {
      throw ValidationError("--schedule takes cron's five fields, such as '0 3 * * *'")
    }
    guard DeployNames.isLabel(claimName) else {
      throw ValidationError("'\(claimName)' is no name of a volume claim")
    }
    for path in [list] + records
    where path.hasPrefix("/") || path.split(separator: "/").contains("..") {
      throw ValidationError("'\(path)' has to be a path below the volume's top")
    }
    guard Set(records.map(KubernetesText.key(of:))).count == records.count else {
      throw ValidationError("two files of --records have one name, by which the secret holds them")
    }
    if config != nil {
      for (name, isGiven) in [
        ("--shards", shards != nil), ("--parallelism", parallelism != nil),
        ("--input", input != nil), ("--only", only != nil),
      ] where isGiven {
        throw ValidationError("\(name) is of an audit and does not go with --config")
      }
    }
    // As many as keep a journal each on one volume.
    guard (1...10_000).contains(shareCount) else {
      throw ValidationError("--shards takes 1 to 10000")
    }
    if let parallelism, !(1...shareCount).contains(parallelism) {
      throw ValidationError("--parallelism takes 1 to the number of shards, \(shareCount)")
    }
  }

  private var objectName: String { name ?? (config == nil ? "icpdiag-audit" : "icpdiag-check") }
  private var claimName: String { claim ?? (config == nil ? "icpdiag-data" : objectName) }
  private var when: String { schedule ?? (config == nil ? "0 3 * * *" : "17 * * * *") }
  private var shareCount: Int { shards ?? 4 }
  private var list: String { input ?? "names.txt" }

  func run() throws {
    Console.outlivesReaders()
    guard let config else {
      let audit = KubernetesAudit(
        name: objectName, image: image, shards: shareCount,
        parallelism: parallelism ?? shareCount, claim: claimName, input: list, schedule: when,
        timeZone: timeZone, records: records, options: options)
      try ReportOutput.print(audit.text(job: only != .cron, cron: only != .job))
      return
    }
    let octets = try FileInput.read(config, limit: Self.configOctets)
    guard let text = String(validating: octets, as: UTF8.self) else {
      Console.complain("\(config) is no text in UTF-8")
      throw ExitStatus.badData
    }
    let check = KubernetesCheck(
      name: objectName, image: image, claim: claimName, config: text, schedule: when,
      timeZone: timeZone, records: records, options: options)
    try ReportOutput.print(check.text)
  }

  /// What a ConfigMap holds, with room for what stands around it: 1 MiB.
  private static let configOctets = 900 * 1024
}

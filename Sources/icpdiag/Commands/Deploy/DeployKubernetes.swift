internal import ArgumentParser
internal import Reporting

/// Prints an Indexed Job and a CronJob.
struct DeployKubernetes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kubernetes",
    abstract: "An Indexed Job that audits a list in shares, and a CronJob that repeats it.",
    usage: "icpdiag deploy kubernetes --image IMAGE [OPTIONS] [-- OPTIONS]",
    discussion: """
      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --only job | kubectl apply -f -
      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --only cron \\
        --schedule '0 3 * * *' --time-zone Asia/Shanghai | kubectl apply -f -

      Each pod takes its share of the list by its index (--shard env/N): names of one domain stay \
      together. List, reports and journals lie on one volume, which every pod has to be able to \
      write; a pod that is started again goes on where its journal stops.

      Records are mounted from a secret, which the manifest says how to make. What stands behind -- \
      goes to 'icpdiag diagnose', such as -- --rate 20 --per-address-rate 2.
      """)

  enum Part: String, ExpressibleByArgument, CaseIterable {
    case job, cron
  }

  @Option(help: "The container image with the program.")
  var image: String

  @Option(help: ArgumentHelp("What the objects are called.", valueName: "name"))
  var name = "icpdiag-audit"

  @Option(help: ArgumentHelp("Pods that share the list.", valueName: "n"))
  var shards = 4

  @Option(help: ArgumentHelp("Pods that run at once; by default all.", valueName: "n"))
  var parallelism: Int?

  @Option(
    help: ArgumentHelp(
      "The volume claim with the list, where the reports go too.", valueName: "name"))
  var claim = "icpdiag-data"

  @Option(help: ArgumentHelp("The list, by its path on that volume.", valueName: "path"))
  var input = "names.txt"

  @Option(
    help: ArgumentHelp("When the CronJob runs: cron's five fields.", valueName: "schedule"))
  var schedule = "0 3 * * *"

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
    guard Self.isLabel(name), name.utf8.count <= 44 else {
      throw ValidationError(
        "--name takes up to 44 small letters, digits and hyphens, such as icpdiag-audit")
    }
    // As many as keep a journal each on one volume.
    guard (1...10_000).contains(shards) else {
      throw ValidationError("--shards takes 1 to 10000")
    }
    if let parallelism, !(1...shards).contains(parallelism) {
      throw ValidationError("--parallelism takes 1 to the number of shards, \(shards)")
    }
    guard schedule.split(separator: " ").count == 5 else {
      throw ValidationError("--schedule takes cron's five fields, such as '0 3 * * *'")
    }
    guard Self.isLabel(claim) else {
      throw ValidationError("'\(claim)' is no name of a volume claim")
    }
    for path in [input] + records
    where path.hasPrefix("/") || path.split(separator: "/").contains("..") {
      throw ValidationError("'\(path)' has to be a path below the volume's top")
    }
  }

  func run() throws {
    Console.outlivesReaders()
    let audit = KubernetesAudit(
      name: name, image: image, shards: shards, parallelism: parallelism ?? shards, claim: claim,
      input: input, schedule: schedule, timeZone: timeZone, records: records, options: options)
    Console.print(audit.text(job: only != .cron, cron: only != .job))
  }

  /// A DNS label (RFC 1123 section 2.1), as Kubernetes wants names.
  private static func isLabel(_ text: String) -> Bool {
    text.utf8.allSatisfy { octet in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) || octet == UInt8(ascii: "-")
    } && !text.isEmpty && text.utf8.count <= 63 && !text.hasPrefix("-") && !text.hasSuffix("-")
  }
}

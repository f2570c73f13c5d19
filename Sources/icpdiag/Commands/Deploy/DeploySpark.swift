internal import ArgumentParser
internal import Reporting

/// Prints a PySpark job.
struct DeploySpark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spark", abstract: "A PySpark job that audits a list on a cluster.",
    usage: "icpdiag deploy spark [OPTIONS] [-- OPTIONS]",
    discussion: """
      The job runs this program in each partition of the list (rdd.pipe), a line of JSON for each \
      name. A partition whose worker is lost is asked again, and every name is in the reports \
      exactly once.

      icpdiag deploy spark > audit.py
      spark-submit --master spark://HOST:7077 audit.py hdfs:///names.txt hdfs:///reports

      The program has to be on every worker. Spark brings it along, and records with it:

      icpdiag deploy spark --program ./icpdiag --records filings.json > audit.py
      spark-submit --files "$(which icpdiag),filings.json" audit.py names.txt reports

      What stands behind -- goes to 'icpdiag diagnose', such as -- --rate 20 --concurrency 128.
      """)

  @Option(help: ArgumentHelp("Where the program is on the workers.", valueName: "path"))
  var program = "icpdiag"

  @Option(
    help: ArgumentHelp(
      "A records document, by its path on the workers. May be given several times.",
      valueName: "path"))
  var records: [String] = []

  @Option(
    help: ArgumentHelp(
      "A store of records that every worker can read, such as on a shared folder; by default none "
        + "is used.", valueName: "path"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      "Processes in all; by default two for each core of the cluster.", valueName: "n"))
  var partitions: Int?

  @Argument(parsing: .postTerminator, help: "Options for each process.")
  var options: [String] = []

  func validate() throws {
    if let partitions, !(1...1_000_000).contains(partitions) {
      throw ValidationError("--partitions takes 1 to 1000000")
    }
  }

  func run() throws {
    Console.outlivesReaders()
    let job = SparkJob(
      program: program, records: records, store: store, partitions: partitions, options: options)
    try ReportOutput.print(job.text)
  }
}

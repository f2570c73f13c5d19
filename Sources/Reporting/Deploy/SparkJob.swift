/// A PySpark job that audits a list: one process of this program in each partition.
package struct SparkJob: Sendable {
  /// Where the program is on every worker.
  package var program: String
  /// Records documents, by the paths they have there.
  package var records: [String]
  /// A store that every worker reaches; `nil` uses none.
  package var store: String?
  /// How many partitions, unless the job is told otherwise; `nil` leaves it to the cluster's size.
  package var partitions: Int?
  /// Further options for each process.
  package var options: [String]

  package init(
    program: String = "icpdiag", records: [String] = [], store: String? = nil,
    partitions: Int? = nil, options: [String] = []
  ) {
    self.program = program
    self.records = records
    self.store = store
    self.partitions = partitions
    self.options = options
  }

  private var command: [String] {
    [program, "diagnose", "--input", "-", "--json", "--exit-zero"]
      + records.flatMap { ["--records", $0] }
      + (store.map { ["--store", $0] } ?? ["--no-store"]) + options
  }

  /// The job, for `spark-submit`.
  package var text: String {
    """
    #!/usr/bin/env python3
    \"\"\"Audits a list of names with icpdiag on Spark: one process of it in each partition.

        spark-submit --master spark://HOST:7077 audit.py hdfs:///names.txt hdfs:///reports

    The list has a name a line; text after a tab comes back as "meta". The reports are one line of
    JSON (icpdiag.report/1) for each name, in no order; "index" counts within a partition. A
    partition whose worker is lost is asked again as a whole, and only what is complete is kept, so
    that every name is there exactly once.

    The program has to be on every worker; Spark brings it along with `--files icpdiag` when the
    command below says ./icpdiag, and records likewise: `--files icpdiag,filings.json`. A store has
    to lie where every worker can read it. One process keeps to its own limits of politeness, so the
    whole asks as often as there are processes; names of one domain go to one of them.
    \"\"\"

    import argparse
    import shlex
    import zlib

    from pyspark.sql import SparkSession

    COMMAND = \(Self.pythonList(command))
    PARTITIONS = \(partitions.map(String.init) ?? "None")

    # Under these, domains are registered one level further down.
    SECOND_LEVEL = {"ac", "com", "edu", "gov", "mil", "net", "org"}


    def domain(line):
        \"\"\"Roughly the registrable domain, for names of one are to be asked by one process.\"\"\"
        host = line.split("\\t")[0].strip().split("//")[-1].split("/")[0].lower()
        labels = host.rstrip(".").split(".")
        count = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL else 2
        return ".".join(labels[-count:])


    def main():
        parser = argparse.ArgumentParser(description="Audit a list of names with icpdiag.")
        parser.add_argument("names", help="the list: a file or a folder that Spark can read")
        parser.add_argument("reports", help="the folder to make for the reports")
        parser.add_argument("--partitions", type=int, default=PARTITIONS,
                            help="processes in all; usually two for each core of the cluster")
        arguments = parser.parse_args()
        spark = (
            SparkSession.builder.appName("icpdiag")
            # A second copy of a slow partition would ask its sites twice.
            .config("spark.speculation", "false")
            .getOrCreate()
        )
        context = spark.sparkContext
        partitions = arguments.partitions or 2 * context.defaultParallelism
        (
            context.textFile(arguments.names, partitions)
            .keyBy(domain)
            .partitionBy(partitions, lambda name: zlib.crc32(name.encode()))
            .values()
            # Verdicts end with 0 here: what ends otherwise has failed, and is tried again.
            .pipe(shlex.join(COMMAND), checkCode=True)
            .saveAsTextFile(arguments.reports)
        )
        spark.stop()


    if __name__ == "__main__":
        main()

    """
  }

  /// A list of strings, one a line; JSON's strings are Python's too.
  private static func pythonList(_ words: [String]) -> String {
    "[\n" + words.map { "    \(OrderedJSON.encode($0)),\n" }.joined() + "]"
  }
}

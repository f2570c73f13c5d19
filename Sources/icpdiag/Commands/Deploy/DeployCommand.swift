internal import ArgumentParser

/// Prints what runs this program elsewhere; touches nothing itself.
struct DeployCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploy",
    abstract: "Print what runs an audit on many machines: a Spark job, Kubernetes manifests.",
    discussion: """
      Everything is printed, and nothing is installed or sent anywhere: read it, then give it to \
      the tool it is for.

      icpdiag deploy spark > audit.py
      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --shards 8 > audit.yaml

      On machines of your own, without either, each takes its share of the list:

      icpdiag --input names.txt --json --shard 0/4 --output reports-0.jsonl
      """,
    subcommands: [DeploySpark.self, DeployKubernetes.self])
}

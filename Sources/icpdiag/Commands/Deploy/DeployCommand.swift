internal import ArgumentParser

/// Prints what runs this program elsewhere; touches nothing itself.
struct DeployCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploy",
    abstract: "Print what runs a check by a timer, or an audit on many machines.",
    discussion: """
      Everything is printed, and nothing is installed or sent anywhere: read it, then give it to \
      the tool it is for.

      The scheduled check, on one machine or on Kubernetes:

      icpdiag deploy systemd --only service > /etc/systemd/system/icpdiag-check.service
      icpdiag deploy cron --user icpdiag > /etc/cron.d/icpdiag-check
      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --config check.yaml > check.k8s.yaml

      The audit of a list, on many machines:

      icpdiag deploy spark > audit.py
      icpdiag deploy kubernetes --image registry.example/icpdiag:1 --shards 8 > audit.yaml

      On machines of your own, without either, each takes its share of the list:

      icpdiag --input names.txt --json --shard 0/4 --output reports-0.jsonl
      """,
    subcommands: [
      DeploySystemd.self, DeployCron.self, DeployKubernetes.self, DeploySpark.self,
    ])
}

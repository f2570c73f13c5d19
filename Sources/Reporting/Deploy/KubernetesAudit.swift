/// The audit of a list on Kubernetes: an Indexed Job whose pods take a share each, and a CronJob that
/// does the same again and again.
package struct KubernetesAudit: Sendable {
  /// The name of the objects: a DNS label (RFC 1123) of at most 52 characters, for what a CronJob
  /// makes carries it with eleven more.
  package var name: String
  package var image: String
  /// How many pods share the list.
  package var shards: Int
  /// How many of them run at once.
  package var parallelism: Int
  /// The claim of the volume that holds the list and takes the reports.
  package var claim: String
  /// The list, below the volume's top.
  package var input: String
  /// When the CronJob runs, in cron's five fields, and in whose time.
  package var schedule: String
  package var timeZone: String
  /// Records documents, from which the secret is made.
  package var records: [String]
  /// Further options for each process.
  package var options: [String]

  package init(
    name: String, image: String, shards: Int, parallelism: Int, claim: String, input: String,
    schedule: String, timeZone: String, records: [String] = [], options: [String] = []
  ) {
    self.name = name
    self.image = image
    self.shards = shards
    self.parallelism = parallelism
    self.claim = claim
    self.input = input
    self.schedule = schedule
    self.timeZone = timeZone
    self.records = records
    self.options = options
  }

  /// The manifests: the job, the cron job, or both.
  package func text(job: Bool = true, cron: Bool = true) -> String {
    heading
      + [job ? indexedJob : nil, cron ? cronJob : nil].compactMap { $0 }
      .joined(separator: "---\n")
  }

  private var heading: String {
    """
    # An audit of a list of names in \(shards) shares, by icpdiag deploy kubernetes.
    #
    # The volume of the claim \(claim) holds the list and takes what comes of it:
    # for each share a file of reports, a line of JSON for each name, a journal, and the
    # counts. A pod that was ended, even by force, goes on where its journal stops.
    #
    # The image needs icpdiag and, of Debian, libcurl4 libssl3 libidn2-0 libpsl5
    # libmaxminddb0 libsqlite3-0 ca-certificates.
    \(recordsNote)
    """
  }

  private var indexedJob: String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: \(name)
      labels: {app.kubernetes.io/name: icpdiag}
    spec:
    \(KubernetesText.indented(jobSpec, by: 2))

    """
  }

  private var cronJob: String {
    """
    # The same on a schedule; each run writes files of its own.
    apiVersion: batch/v1
    kind: CronJob
    metadata:
      name: \(name)
      labels: {app.kubernetes.io/name: icpdiag}
    spec:
      schedule: \(KubernetesText.quoted(schedule))
      timeZone: \(KubernetesText.quoted(timeZone))
      concurrencyPolicy: Forbid
      startingDeadlineSeconds: 3600
      successfulJobsHistoryLimit: 3
      failedJobsHistoryLimit: 3
      jobTemplate:
        metadata:
          labels: {app.kubernetes.io/name: icpdiag}
        spec:
    \(KubernetesText.indented(jobSpec, by: 6))

    """
  }

  private var jobSpec: String {
    """
    completionMode: Indexed
    completions: \(shards)
    parallelism: \(parallelism)
    backoffLimitPerIndex: 3
    ttlSecondsAfterFinished: 604800
    podFailurePolicy:
      rules:
        # Wrong options, a faulty or a missing file: trying again does not help.
        - action: FailJob
          onExitCodes: {containerName: icpdiag, operator: In, values: [64, 65, 66, 78]}
        # A node that is drained or lost is no failure of the audit.
        - action: Ignore
          onPodConditions: [{type: DisruptionTarget, status: "True"}]
    template:
      metadata:
        labels: {app.kubernetes.io/name: icpdiag}
      spec:
    \(KubernetesText.indented(KubernetesText.pod, by: 4))
        containers:
          - name: icpdiag
            image: \(KubernetesText.quoted(image))
            command: ["icpdiag"]
            args:
    \(arguments.map { "          - \($0)\n" }.joined())\
            env:
              - name: AUDIT
                valueFrom:
                  fieldRef: {fieldPath: "metadata.labels['batch.kubernetes.io/job-name']"}
            resources:
              requests: {cpu: 500m, memory: 128Mi}
              limits: {memory: 512Mi}
    \(KubernetesText.indented(KubernetesText.container, by: 8))
            volumeMounts:
              - {name: data, mountPath: /data}
    \(records.isEmpty ? "" : "          - {name: records, mountPath: /records, readOnly: true}\n")\
        volumes:
          - name: data
            persistentVolumeClaim: {claimName: \(KubernetesText.quoted(claim))}
    \(records.isEmpty ? "" : "      - name: records\n        secret: {secretName: \(name)-records}\n")
    """
  }

  /// The arguments of a pod, quoted; of its variables Kubernetes itself makes values.
  private var arguments: [String] {
    let output = "/data/$(AUDIT)-$(JOB_COMPLETION_INDEX)"
    let fixed = [
      "diagnose", "--input", KubernetesText.literal("/data/" + input), "--json", "--exit-zero",
      "--no-store",
      "--shard", "env/\(shards)", "--output", output + ".jsonl", "--resume", output + ".journal",
      "--summary", output + ".summary.json",
    ]
    let further =
      records.map(KubernetesText.key(of:)).flatMap { ["--records", "/records/\($0)"] } + options
    return (fixed + further.map(KubernetesText.literal)).map(KubernetesText.quoted)
  }

  private var recordsNote: String {
    guard !records.isEmpty else { return "" }
    let files = records.map { "--from-file=\(KubernetesText.quoted($0))" }.joined(separator: " ")
    return """
      #
      # The records are a secret, for they name people and businesses:
      #   kubectl create secret generic \(name)-records \(files)

      """
  }
}

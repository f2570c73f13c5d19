/// A scheduled check on Kubernetes: its configuration, a volume for its store, and a CronJob.
package struct KubernetesCheck: Sendable {
  /// The name of the objects: a DNS label (RFC 1123) of at most 52 characters, for what a CronJob
  /// makes carries it with eleven more.
  package var name: String
  package var image: String
  /// The claim of the volume that holds the store.
  package var claim: String
  /// The configuration's text.
  package var config: String
  /// When it runs, in cron's five fields, and in whose time.
  package var schedule: String
  package var timeZone: String
  /// Records documents, from which the secret is made.
  package var records: [String]
  /// Further options of the check.
  package var options: [String]

  package init(
    name: String, image: String, claim: String, config: String, schedule: String,
    timeZone: String, records: [String] = [], options: [String] = []
  ) {
    self.name = name
    self.image = image
    self.claim = claim
    self.config = config
    self.schedule = schedule
    self.timeZone = timeZone
    self.records = records
    self.options = options
  }

  /// The manifests.
  package var text: String {
    heading + [configMap, volumeClaim, cronJob].joined(separator: "---\n")
  }

  private var heading: String {
    """
    # The check of a list of sites, by icpdiag deploy kubernetes --config.
    #
    # What a run finds is in its pod's log, one JSON object a target; what was found before is in
    # the store, on the volume of the claim \(claim). Transitions go to whom the configuration
    # names; other files that it names have to be in the image. Secrets of the notifications are
    # read from the environment:
    #   kubectl create secret generic \(name)-secrets --from-literal=NAME=VALUE
    \(recordsNote)\
    #
    # The image needs icpdiag and, of Debian, libcurl4 libssl3 libidn2-0 libpsl5
    # libmaxminddb0 libsqlite3-0 ca-certificates.

    """
  }

  private var recordsNote: String {
    guard !records.isEmpty else { return "" }
    let files = records.map { "--from-file=\(KubernetesText.quoted($0))" }
      .joined(separator: " ")
    return """
      # Records are a secret too, for they name people and businesses:
      #   kubectl create secret generic \(name)-records \(files)

      """
  }

  private var configMap: String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: \(name)
      labels: {app.kubernetes.io/name: icpdiag}
    data:
      check.yaml: \(KubernetesText.block(config, by: 4))

    """
  }

  private var volumeClaim: String {
    """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: \(claim)
      labels: {app.kubernetes.io/name: icpdiag}
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests: {storage: 1Gi}

    """
  }

  private var cronJob: String {
    """
    apiVersion: batch/v1
    kind: CronJob
    metadata:
      name: \(name)
      labels: {app.kubernetes.io/name: icpdiag}
    spec:
      schedule: \(KubernetesText.quoted(schedule))
      timeZone: \(KubernetesText.quoted(timeZone))
      concurrencyPolicy: Forbid
      startingDeadlineSeconds: 600
      successfulJobsHistoryLimit: 3
      failedJobsHistoryLimit: 3
      jobTemplate:
        metadata:
          labels: {app.kubernetes.io/name: icpdiag}
        spec:
          backoffLimit: 2
          activeDeadlineSeconds: 21600
          podFailurePolicy:
            rules:
              # Wrong options, faulty or missing files: trying again does not help.
              - action: FailJob
                onExitCodes: {containerName: icpdiag, operator: In, values: [64, 65, 66, 78]}
              # A node that is drained or lost is no failure of the check.
              - action: Ignore
                onPodConditions: [{type: DisruptionTarget, status: "True"}]
          template:
            metadata:
              labels: {app.kubernetes.io/name: icpdiag}
            spec:
    \(KubernetesText.indented(pod, by: 10))

    """
  }

  private var pod: String {
    """
    \(KubernetesText.pod)
    containers:
      - name: icpdiag
        image: \(KubernetesText.quoted(image))
        command: ["icpdiag"]
        args:
    \(arguments.map { "      - \($0)\n" }.joined())\
        envFrom:
          - secretRef: {name: \(name)-secrets, optional: true}
        resources:
          requests: {cpu: 250m, memory: 128Mi}
          limits: {memory: 512Mi}
    \(KubernetesText.indented(KubernetesText.container, by: 4))
        volumeMounts:
          - {name: config, mountPath: /etc/icpdiag, readOnly: true}
          - {name: data, mountPath: /data}
          - {name: tmp, mountPath: /tmp}
    \(records.isEmpty ? "" : "      - {name: records, mountPath: /records, readOnly: true}\n")\
    volumes:
      - name: config
        configMap: {name: \(name)}
      - name: data
        persistentVolumeClaim: {claimName: \(claim)}
      - name: tmp
        emptyDir: {}
    \(records.isEmpty ? "" : "  - name: records\n    secret: {secretName: \(name)-records}\n")
    """
  }

  /// The arguments of the pod, quoted; of its variables Kubernetes itself makes values.
  private var arguments: [String] {
    let fixed = [
      "check", "--config", "/etc/icpdiag/check.yaml", "--store", "/data/store.sqlite", "--json",
      "--exit-zero",
    ]
    let further =
      records.map(KubernetesText.key(of:)).flatMap { ["--records", "/records/\($0)"] } + options
    return (fixed + further.map(KubernetesText.literal)).map(KubernetesText.quoted)
  }
}

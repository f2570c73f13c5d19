/// A scheduled check as a service of systemd and its timer.
///
/// The service sees the network, its own state and what everybody may read, and can do nothing else:
/// a flaw in what reads other people's answers must lead nowhere.
package struct SystemdUnits: Sendable {
  private let check: ScheduledCheck

  package init(_ check: ScheduledCheck) {
    self.check = check
  }

  /// Both, each behind a comment with its place.
  package var text: String {
    """
    # The check of a list of sites by systemd's timer, by icpdiag deploy systemd.
    #
    #   icpdiag deploy systemd --only service > \(path("service"))
    #   icpdiag deploy systemd --only timer > \(path("timer"))
    #   systemctl daemon-reload && systemctl enable --now \(check.name).timer
    #
    # What it finds is in the journal: journalctl -u \(check.name) -o cat

    # \(path("service"))
    \(service)
    # \(path("timer"))
    \(timer)
    """
  }

  private func path(_ suffix: String) -> String { "/etc/systemd/system/\(check.name).\(suffix)" }

  package var service: String {
    """
    [Unit]
    Description=Health check of sites in mainland China (icpdiag check)
    Wants=network-online.target
    After=network-online.target

    [Service]
    Type=oneshot
    ExecStart=\(check.command(store: "/var/lib/\(check.name)/store.sqlite").map(Self.word).joined(separator: " "))
    # 1 and 2 are what was found out about the sites: the check itself did its work.
    SuccessExitStatus=1 2
    TimeoutStartSec=6h
    # The first signal lets what is under way come to its end.
    TimeoutStopSec=2min
    \(identity)
    # The store, for this service alone.
    StateDirectory=\(check.name)
    StateDirectoryMode=0700
    UMask=0077
    # Secrets of the notifications, NAME=value on lines of their own; root's alone to read.
    EnvironmentFile=-/etc/icpdiag/secrets
    LimitNOFILE=65536

    # It asks name servers and web servers, and that is all it may do.
    RestrictAddressFamilies=AF_INET AF_INET6
    NoNewPrivileges=yes
    CapabilityBoundingSet=
    DevicePolicy=closed
    KeyringMode=private
    LockPersonality=yes
    MemoryDenyWriteExecute=yes
    PrivateDevices=yes
    PrivateTmp=yes
    PrivateUsers=yes
    ProcSubset=pid
    ProtectClock=yes
    ProtectControlGroups=yes
    ProtectHome=\(needsHome ? "read-only" : "yes")
    ProtectHostname=yes
    ProtectKernelLogs=yes
    ProtectKernelModules=yes
    ProtectKernelTunables=yes
    ProtectProc=invisible
    ProtectSystem=strict
    RemoveIPC=yes
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    SystemCallArchitectures=native
    SystemCallFilter=@system-service
    SystemCallFilter=~@privileged @resources
    SystemCallErrorNumber=EPERM

    """
  }

  package var timer: String {
    """
    [Unit]
    Description=When sites in mainland China are checked (icpdiag check)

    [Timer]
    OnCalendar=\(check.schedule)
    # Not with everybody else at the full hour, but always at the same moment.
    RandomizedDelaySec=5min
    FixedRandomDelay=yes
    # After a time in which the machine was off, at once.
    Persistent=yes

    [Install]
    WantedBy=timers.target

    """
  }

  private var identity: String {
    if let user = check.user { return "User=\(user)" }
    return """
      # A user that exists while the check runs; the configuration has to be readable by everybody.
      DynamicUser=yes
      """
  }

  /// Whether what it is to read lies in somebody's home (systemd.exec(5), "ProtectHome=").
  private var needsHome: Bool {
    ([check.program, check.config] + check.options).contains { path in
      let folders = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      return [["", "home"], ["", "root"], ["", "run", "user"]].contains { folders.starts(with: $0) }
    }
  }

  /// A word of a command line: quoted where it holds more than plain characters, and nothing in it
  /// is a specifier or a variable (systemd.service(5), "Command lines"; systemd.unit(5)).
  static func word(_ text: String) -> String {
    var quoted = ""
    var isPlain = !text.isEmpty
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": quoted += "%%"
      case "$": quoted += "$$"
      case "\\", "\"":
        isPlain = false
        quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        isPlain = false
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
      case "a"..."z", "A"..."Z", "0"..."9", "/", ".", ",", "_", "-", "+", "=", ":", "@":
        quoted.unicodeScalars.append(scalar)
      default:
        isPlain = false
        quoted.unicodeScalars.append(scalar)
      }
    }
    return isPlain ? quoted : "\"\(quoted)\""
  }
}

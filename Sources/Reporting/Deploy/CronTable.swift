/// A scheduled check as lines of a crontab.
package struct CronTable: Sendable {
  private let check: ScheduledCheck

  package init(_ check: ScheduledCheck) {
    self.check = check
  }

  package var text: String {
    """
    # The check of a list of sites by cron, by icpdiag deploy cron.
    #
    \(place)
    #
    # What the last run found is in check.jsonl there, earlier ones are in the store ('icpdiag
    # history'); transitions go to whom the configuration names. What goes wrong is mailed to MAILTO.
    # While a run lasts no other begins: flock.
    MAILTO=root
    SHELL=/bin/sh
    PATH=/usr/local/bin:/usr/bin:/bin
    \(line)

    """
  }

  /// The line with the schedule, the user where there is one, and the command.
  package var line: String {
    [check.schedule, check.user, Self.withoutLineEnds(command)].compactMap(\.self)
      .joined(separator: " ")
  }

  /// Octets of a command that every cron takes (MAX_COMMAND of Vixie cron).
  package static let mostOctets = 998

  private var place: String {
    guard let user = check.user else {
      return "# Add it with 'crontab -e'; a line of /etc/cron.d has a user in it: --user."
    }
    return """
      # Put it into /etc/cron.d/\(check.name), root's own and of mode 0644, and make its folder:
      #   install -d -o \(user) -m 0700 \(folder)
      """
  }

  private var command: String {
    let run = check.command(store: "store.sqlite").map(Self.word).joined(separator: " ")
    return "umask 077; mkdir -p \(folder) && cd \(folder) || exit; exec 9>check.lock; "
      + "flock -n 9 && exec \(run) >check.jsonl"
  }

  /// Where store, lock and result are: below the user's home unless it is for all of the machine.
  private var folder: String {
    check.user == nil ? "\"$HOME\"/.local/share/\(check.name)" : "/var/lib/\(check.name)"
  }

  /// A word for the shell.
  static func word(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "/.,_-+=:@%".utf8.contains(octet)
        }
      }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// Cron makes a line end of every percent sign that has no backslash before it (crontab(5)).
  static func withoutLineEnds(_ text: String) -> String { text.replacing("%", with: "\\%") }
}

internal import Reporting
internal import Store

/// Who is told of transitions: what is put into the outbox for them, and how it leaves.
struct CheckNotices: Sendable {
  /// What is to be delivered of a transition; written in the same transaction.
  func outgoing(_ stored: StoredTransition, _ target: CheckedTarget) -> [Outgoing] { [] }

  /// Sends what is due.
  func deliver(from store: RecordsStore) async -> CheckSummary.Notifications {
    CheckSummary.Notifications()
  }
}

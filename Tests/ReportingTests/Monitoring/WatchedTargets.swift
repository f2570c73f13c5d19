import Diagnosis
import Evidence
import Reporting

extension WatchedTarget {
  /// One of the scenes, called and judged otherwise.
  static func sample(
    _ name: String, _ status: Status = .ok, _ cause: CauseID = .accessible
  ) -> WatchedTarget {
    var target = WatchedTarget(Scene.accessible.judgement, in: .en)
    target.name = name
    target.status = status
    target.cause = cause
    return target
  }
}

extension Judgement {
  /// The same with a verdict or an observation changed.
  func with(_ change: (inout Judgement) -> Void) -> Judgement {
    var copy = self
    change(&copy)
    return copy
  }
}

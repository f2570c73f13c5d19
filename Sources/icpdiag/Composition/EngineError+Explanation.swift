internal import Engine
internal import Glibc

extension EngineError {
  /// What this machine refused and what to do about it, in a sentence.
  var explanation: String {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    let what = "this machine refuses what every run needs (\(operation): \(reason))"
    return switch code {
    case EMFILE: "\(what); allow more open files, such as with 'ulimit -n 1024'"
    case ENFILE: "\(what); close programs that hold many files open"
    case EAGAIN, ENOMEM: "\(what); allow more processes or memory"
    default: "\(what); please report it"
    }
  }
}

package import Foundation

/// JSON that tests make or see printed, kept for the check against the schemas that follows them
/// (`Tests/Schemas/validate.py`).
package enum KeptJSON {
  /// Keeps a text that names one of the schemas, where `ICPDIAG_KEEP_JSON` names a folder.
  package static func keep(_ text: Data) {
    guard let folder = ProcessInfo.processInfo.environment["ICPDIAG_KEEP_JSON"],
      text.firstRange(of: Data("\"icpdiag.".utf8)) != nil
    else { return }
    let file = URL(filePath: folder).appending(path: UUID().uuidString)
    do {
      try text.write(to: file)
    } catch {
      preconditionFailure("cannot keep \(file.path): \(error)")
    }
  }

  /// The same, handed on.
  package static func keeping(_ text: String) -> String {
    keep(Data(text.utf8))
    return text
  }
}

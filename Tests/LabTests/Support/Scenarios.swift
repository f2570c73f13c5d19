import Lab
import Testing

/// A scenario written in a test.
func scenario(_ members: String) throws -> Scenario {
  try Scenario(
    text: Array("{\"schema\": \"icpdiag.lab/1\", \(members)}".utf8), file: "test.json")
}

/// A scenario of the package's fixtures.
func fixture(_ name: String, from file: String = #filePath) throws -> Scenario {
  let root = file.split(separator: "/").prefix { $0 != "Tests" }.joined(separator: "/")
  let path = "/\(root)/fixtures/lab/\(name).json"
  return try Scenario(text: readScenarioFile(path), file: "\(name).json")
}

/// Whether `body` throws a ``LabError``, and what it says.
func problem(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as LabError {
    return error.description
  } catch {
    return nil
  }
}

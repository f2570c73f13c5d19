internal import ArgumentParser
internal import Records
internal import Store

/// Runs what uses the store or reads records, and turns what goes wrong into a sentence and the exit
/// status that goes with it (contract section 1).
func withRecords<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as StoreError {
    Console.complain(error.description)
    throw error.exitStatus
  } catch let error as RecordsError {
    Console.complain(error.description)
    throw ExitStatus.badData
  }
}

extension StoreError {
  var exitStatus: ExitCode {
    switch kind {
    case .notWritable, .full: ExitStatus.cannotWrite
    case .foreign, .newer: ExitStatus.badConfiguration
    case .busy, .unusable, .damaged: ExitStatus.cannotRead
    }
  }
}

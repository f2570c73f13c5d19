import Evidence
import Glibc
import Records
import Testing

@testable import Store

/// What other processes do to the store; each runs in a process of its own.
@Suite("The store among processes")
struct ProcessTests {
  @Test("is as before an import that was killed, and takes the next one")
  func killed() async throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.take(.registry(), [.absent("a.cn")])
    let before = try store.recorded()
    store.close()
    await #expect(processExitsWith: .signal(SIGKILL)) { [file = folder.file as String] in
      try RecordsStore.at(file).take { sink in
        try sink.begin(.registry())
        // More than the cache holds, so that some of it is on the disk.
        let text = String(repeating: "x", count: 10_000)
        for line in 0..<3_000 {
          try sink.add(.failed(.init(domain: "\(line).cn", reason: text)), line: line)
        }
        kill(getpid(), SIGKILL)
      }
    }
    var log = stat()
    #expect(unsafe stat("\(folder.file)-wal", &log) == 0)
    #expect(log.st_size > 1_000_000)
    #expect(try store.recorded() == before)
    #expect(try store.imports().count == 1)
    try store.take(.registry(), [.absent("b.cn")])
    #expect(try store.imports().count == 2)
  }

  @Test("keeps all of several imports at once, the first of which makes it")
  func together() async throws {
    let folder = TemporaryFolder()
    await withTaskGroup { group in
      for name in 0..<4 {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [file = folder.file as String, name = name as Int] in
            let store = RecordsStore.at(file)
            for round in 0..<5 {
              try store.take(
                .registry(), (0..<100).map { .absent("\(name)-\(round)-\($0).cn") })
            }
          }
        }
      }
    }
    let store = folder.store()
    #expect(try store.imports().count == 20)
    #expect(try store.counts().absent == 2_000)
    #expect(try store.facts("3-4-99.cn").count == 1)
  }

  /// Where only reading is permitted: with the log beside the file, and without.
  @Test("is read and not written where it may not be written", arguments: [false, true])
  func readOnly(hasLog: Bool) async throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.take(.registry(complete: true), [.absent("a.cn")])
    if !hasLog { store.close() }
    let files = ["", "-wal", "-shm"].map { folder.file + $0 }
    for path in files + [folder.path] {
      unsafe chown(path, 65_534, 65_534)
      unsafe chmod(path, path == folder.path ? 0o500 : 0o400)
    }
    await #expect(processExitsWith: .success) { [file = folder.file as String] in
      // The rights of root are no measure.
      if geteuid() == 0 { try #require(setuid(65_534) == 0) }
      let store = RecordsStore.at(file)
      #expect(try store.facts("a.cn").map(\.outcome) == [.absent])
      #expect(try store.facts("b.cn").map(\.outcome) == [.absent])
      let error = #expect(throws: StoreError.self) {
        try store.take(.registry(), [.absent("c.cn")])
      }
      #expect(error?.kind == .notWritable)
    }
    unsafe chmod(folder.path, 0o700)
    store.close()
  }
}

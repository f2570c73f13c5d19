import Evidence
import GRDB
import Glibc
import Records
import Synchronization
import Testing

@testable import Store

@Suite("The store's file")
struct StoreFileTests {
  let folder = TemporaryFolder()

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  private func fill(_ store: RecordsStore) throws {
    try store.take(.registry(), [.absent("a.cn")])
  }

  @Test("and what lies beside it are for their owner only, as is a folder made for it")
  func modes() throws {
    let path = "\(folder.path)/a/b/store.sqlite"
    let store = RecordsStore.at(path)
    try fill(store)
    for suffix in ["", "-wal", "-shm"] { #expect(mode(path + suffix) == 0o600) }
    #expect(mode("\(folder.path)/a") == 0o700)
    #expect(mode("\(folder.path)/a/b") == 0o700)
    store.close()
    for name in ["a/b/store.sqlite", "a/b", "a"] { _ = unsafe remove("\(folder.path)/\(name)") }
  }

  @Test("that others can read is closed to them, and the user told")
  func openToOthers() throws {
    let store = folder.store()
    try fill(store)
    store.close()
    unsafe chmod(folder.file, 0o644)
    let said = Mutex<[String]>([])
    let again = RecordsStore.at(folder.file, warn: { text in said.withLock { $0.append(text) } })
    #expect(try again.facts("a.cn").count == 1)
    #expect(mode(folder.file) == 0o600)
    #expect(said.withLock { $0 } == ["others could read \(folder.file); now only its owner can"])
  }

  @Test(
    "is taken for a file whatever its name looks like",
    arguments: ["file:a?mode=memory", ":memory:"])
  func oddNames(name: String) throws {
    #expect(StoreFile(name).path == "./\(name)")
    #expect(
      StoreFile("/a b/100%?#.sqlite").immutableURI == "file:/a b/100%25%3f%23.sqlite?immutable=1")
  }

  @Test(
    "of another kind is refused and not touched",
    arguments: ["x", "not a database at all, but text\n"])
  func foreign(text: String) throws {
    folder.write(Array(text.utf8))
    let store = folder.store()
    for attempt in [{ try fill(store) }, { _ = try store.facts("a.cn") }] {
      let error = #expect(throws: StoreError.self) { try attempt() }
      #expect(error?.kind == .foreign)
    }
    #expect(folder.read() == Array(text.utf8))
  }

  @Test("of another program's is refused and not touched")
  func otherProgram() throws {
    try DatabaseQueue(path: folder.file).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    let before = folder.read()
    let error = #expect(throws: StoreError.self) { try fill(folder.store()) }
    #expect(error?.kind == .foreign)
    #expect(folder.read() == before)
  }

  @Test("of a newer version is refused and not touched")
  func newer() throws {
    let store = folder.store()
    try fill(store)
    store.close()
    let queue = try DatabaseQueue(path: folder.file)
    try queue.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('records-2')")
    }
    try queue.close()
    let before = folder.read()
    let again = folder.store()
    for attempt in [{ try fill(again) }, { _ = try again.facts("a.cn") }] {
      let error = #expect(throws: StoreError.self) { try attempt() }
      #expect(error?.kind == .newer)
    }
    #expect(folder.read() == before)
  }

  @Test("that is empty becomes a store")
  func empty() throws {
    folder.write([])
    try fill(folder.store())
    #expect(try folder.store().facts("a.cn").count == 1)
  }

  @Test("that is a folder, or cannot be made, is an error")
  func unusable() throws {
    let error = #expect(throws: StoreError.self) { try fill(.at(folder.path)) }
    #expect(error?.kind == .foreign)
    let other = #expect(throws: StoreError.self) { try fill(.at("/dev/null/store.sqlite")) }
    #expect(other?.kind == .notWritable)
  }

  @Test("damaged anywhere is an error or a sound answer, and never overwritten", arguments: 0..<40)
  func damaged(seed: Int) throws {
    let store = folder.store()
    try store.take(
      .registry(), (0..<500).map { .filing(.init(domain: "\($0).cn", entityName: "\($0)")) })
    store.close()
    var octets = folder.read()
    if seed < 10 {
      octets.removeLast(octets.count * (seed + 1) / 11)
    } else {
      for index in 0..<1_000 {
        octets[16 + (seed * 7_919 + index * 104_729) % (octets.count - 16)] = UInt8(index & 0xFF)
      }
    }
    folder.write(octets)
    let again = folder.store()
    do {
      for domain in ["1.cn", "499.cn"] {
        #expect(try again.facts(domain).allSatisfy { $0.outcome == .found })
      }
    } catch let error as StoreError {
      #expect([.damaged, .unusable, .foreign, .newer].contains(error.kind))
    }
    again.close()
    #expect(folder.read() == octets)
  }

  @Test("on a full disk keeps what it had")
  func full() throws {
    try fill(folder.store())
    let store = folder.store(.init(pages: 60))
    let before = try store.recorded()
    let error = #expect(throws: StoreError.self) {
      try store.take(
        .registry(),
        (0..<5_000).map { .failed(.init(domain: "\($0).cn", reason: "no answer in good time")) })
    }
    #expect(error?.kind == .full)
    #expect(try store.recorded() == before)
    try store.take(.registry(), [.absent("b.cn")])
  }

  @Test("that another writes to is waited for, then left with a clear error; reading goes on")
  func busy() throws {
    let store = folder.store()
    try fill(store)
    let other = folder.store(.init(patienceSeconds: 0))
    try other.prepare()
    try store.take { sink in
      try sink.begin(.registry())
      try sink.add(.absent("b.cn"), line: 1)
      let error = #expect(throws: StoreError.self) { try fill(other) }
      #expect(error?.kind == .busy)
      #expect(try other.facts("a.cn").count == 1)
      #expect(try other.facts("b.cn").isEmpty)
    }
    try other.take(.registry(), [.absent("c.cn")])
    #expect(try other.facts("b.cn").count == 1)
  }
}

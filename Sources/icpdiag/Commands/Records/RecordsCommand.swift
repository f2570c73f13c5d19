internal import ArgumentParser

/// The user's knowledge of the filings.
struct RecordsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "What you know of the filings: note it, import it, look it up.",
    discussion: """
      Several causes look the same on the wire, and only records tell them apart. They are kept in a \
      store that no one but you can read; diagnose reads it by itself.

      icpdiag records add example.cn --absent
      icpdiag records import miit-replies.json sites.csv
      icpdiag records show example.cn

      A record is what somebody said at some time: of the registry (the public MIIT query) or of one \
      provider's console. Newer ones count before older ones, and what they contradict stays visible.
      """,
    subcommands: [
      RecordsAdd.self, RecordsImport.self, RecordsList.self, RecordsShow.self, RecordsRemove.self,
      RecordsExport.self, RecordsLint.self,
    ])
}

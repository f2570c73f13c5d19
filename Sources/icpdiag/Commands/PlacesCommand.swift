internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Observation
internal import Reporting

/// Where addresses are and whose they are, and the data that says so.
struct PlacesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places", abstract: "Where an address is and whose it is; the data behind it.",
    discussion: """
      An ICP filing is asked for where the server stands: in mainland China, which Hong Kong, Macao \
      and Taiwan are not. The tables give the area of an address and, where the network tells, the \
      cloud provider.

      Of several tables the first in this order decides, separately for area and provider: \
      --places, --mmdb, imported ones ('places update'), the built-in one. "unknown" and an empty \
      provider mean that no table knows, never "elsewhere" or "none".
      """,
    subcommands: [PlacesLookup.self, PlacesInfo.self, PlacesUpdateCommand.self])
}

/// Says where addresses are.
struct PlacesLookup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Say where addresses are and whose they are.",
    usage: "icpdiag places lookup ADDRESS... [OPTIONS]",
    discussion: """
      icpdiag places lookup 47.95.63.10 2400:3200::1
      icpdiag places lookup --json 47.243.0.1
      icpdiag places lookup --places mine.csv 10.1.2.3

      Ends with 65 when an argument is no address; the others are answered all the same.
      """)

  @Argument(help: "IPv4 or IPv6 addresses.") var addresses: [String]
  @Flag(help: "Print one JSON object a line.") var json = false
  @OptionGroup var tables: PlacesOptions

  func run() async throws {
    let places = try tables.load()
    let asked = addresses.map { (text: $0, address: IPAddress($0)) }
    let found = asked.compactMap(\.address).map(places.place(of:))
    if json {
      for place in found {
        print(PlacesJSON.lookup(place))
      }
    } else if !found.isEmpty {
      print(PlacesText.lookup(found), terminator: "")
    }
    let junk = asked.filter { $0.address == nil }
    for (text, _) in junk {
      Console.complain("'\(text)' is no IP address; write it like 203.0.113.9 or 2001:db8::1")
    }
    if !junk.isEmpty { throw ExitCode(65) }
  }
}

/// Says what the tables are made of.
struct PlacesInfo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Say what the tables are made of: dates, origins, licences.",
    usage: "icpdiag places info [OPTIONS]",
    discussion: """
      In order of rank. Data older than 180 days is warned about: addresses move between networks. \
      Giving newer data, imported or with --mmdb, is the remedy.
      """)

  @Flag(help: "Print one JSON object.") var json = false
  @Option(help: "The date to count the data's age to (RFC 3339); now when not given.")
  var now: Timestamp?
  @Option(help: "The language of the text: en, zh or auto.") var lang = LanguageChoice.auto
  @OptionGroup var tables: PlacesOptions

  func run() async throws {
    let data = try tables.load().data
    let now = now ?? WallClock.now
    let language = lang.language(environment: Console.environment)
    print(
      json
        ? PlacesJSON.info(data, now: now) + "\n"
        : PlacesText.info(data, now: now, in: language),
      terminator: "")
    for warning in PlacesText.warnings(data, now: now) {
      Console.complain(warning(in: language))
    }
  }
}

/// Takes a table into the user's data folder.
struct PlacesUpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Take a prefix list or a database into your data folder.",
    usage: "icpdiag places update --from FILE|URL [OPTIONS]",
    discussion: """
      Three shapes are read: lines cidr,provider,region,area; one block a line, with --provider or \
      --area for all of them; and MaxMind databases (.mmdb).

      icpdiag places update --from aliyun.txt --provider alibaba
      icpdiag places update --from china.txt --area mainland
      icpdiag places update --from dbip-country-lite.mmdb

      The table is checked first and replaced in one step; it is used from then on, beside the \
      built-in one and before it. A provider's list says whose an address is, not where: its blocks \
      count as mainland only where another table says so.
      """)

  @Option(help: "The file or URL to take.") var from: String
  @Option(help: "Whose blocks these are, such as alibaba, where the lines do not say.")
  var provider: String?
  @Option(help: "Where these blocks are, such as mainland, where the lines do not say.")
  var area: Place.Area?
  @Option(help: "What to keep the table as; by default the provider or the file's name.")
  var name: String?
  @Option(help: "The date to keep with it (RFC 3339); now when not given.") var now: Timestamp?

  func run() async throws {
    guard let folder = PlacesOptions.folder else {
      Console.complain("neither XDG_DATA_HOME nor HOME says where your data lives; set one of them")
      throw ExitCode(78)
    }
    let moment = now ?? WallClock.now
    do {
      let taken = try await PlacesUpdate(folder: folder)
        .run(from: from, provider: provider, area: area, name: name, now: moment)
      let what = taken.blocks.map { "\($0) blocks" } ?? "a database"
      print("\(taken.name): \(what), kept in \(SafeText(outside: taken.path, limit: 400).string)")
    } catch {
      throw complained(of: error)
    }
  }
}

/// The tables of this run, for every command that asks where addresses are.
struct PlacesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A prefix table that outranks the others; lines read cidr,provider,region,area.",
      valueName: "file"),
    completion: .file())
  var places: [String] = []

  @Option(
    help: ArgumentHelp("A MaxMind database of countries or networks.", valueName: "file"),
    completion: .file(extensions: ["mmdb"]))
  var mmdb: String?

  func load() throws -> Places {
    do {
      let loaded = try Places(tables: places, database: mmdb, folder: Self.folder)
      for warning in loaded.warnings {
        Console.complain(warning)
      }
      return loaded
    } catch {
      throw complained(of: error)
    }
  }

  static var folder: PlacesFolder? {
    DataFolder.path(environment: Console.environment).map { PlacesFolder(path: "\($0)/places") }
  }
}

extension Place.Area: ExpressibleByArgument {}

/// Says what is wrong and gives the exit status that goes with it (contract section 1).
private func complained(of error: PlacesError) -> ExitCode {
  Console.complain(error.description)
  switch error.code {
  case .usage: return ExitCode(64)
  case .badData: return ExitCode(65)
  case .missing: return ExitCode(66)
  case .notFetched: return ExitCode(69)
  case .notWritten: return ExitCode(73)
  case .unreadable: return ExitCode(74)
  }
}

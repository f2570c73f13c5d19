import Foundation
import Testing

@Suite("The command line", .timeLimit(.minutes(10)))
struct CommandLineTests {
  static let commands: [[String]] = [
    [], ["diagnose"], ["replay"], ["explain"], ["lab"], ["places"], ["places", "lookup"],
    ["places", "info"], ["places", "update"], ["records"], ["records", "add"],
    ["records", "import"], ["records", "list"], ["records", "show"], ["records", "remove"],
    ["records", "export"], ["records", "lint"], ["instances"], ["instances", "import"],
    ["instances", "list"], ["targets"], ["deploy"], ["deploy", "spark"], ["deploy", "kubernetes"],
  ]

  @Test(
    "has a help page for every command that fits 80 columns and says what it is for",
    arguments: commands)
  func help(_ command: [String]) async throws {
    let run = try await Tool.run(command + ["--help"], environment: ["COLUMNS": "80"])
    #expect(run.status == 0)
    #expect(run.text.contains("OVERVIEW: "))
    #expect(run.text.contains("USAGE: icpdiag"))
    for line in run.lines {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test(
    "ends with the status of what is wrong with the call, and says it in one line",
    arguments: [
      (["example.cn", "--no-such-option"], 64, "Unknown option"),
      ([], 64, "name a target"),
      (["-4", "-6", "example.cn"], 64, "choose one of -4 and -6"),
      (["--resolver", "not-an-address", "example.cn"], 64, "write it like 223.5.5.5"),
      (["--port-map", "80", "example.cn"], 64, "--port-map"),
      (["--now", "yesterday", "example.cn"], 64, "--now"),
      (["--timeout", "0", "example.cn"], 64, "--timeout takes"),
      (["--provider", "nobody", "example.cn"], 64, "--provider takes one of alibaba, tencent"),
      (["--input", "no-such-file"], 66, "cannot read no-such-file"),
      (["example.cn", "--records", "no-such-file"], 66, "cannot read no-such-file"),
      (["example.cn", "--store", "no-such-store"], 66, "no-such-store yet"),
      (["example.cn", "--store", "a", "--no-store"], 64, "choose one of --store and --no-store"),
      (["records", "add", "example.cn"], 64, "say what the look-up shows"),
      (["records", "add", "example.cn", "--filed", "--absent"], 64, "choose one of"),
      (["records", "add", "example.cn", "--filed", "粤ICP备1号"], 64, "is no filing number"),
      (["records", "add", "example.cn", "--access", "active"], 64, "need --provider ID"),
      (["records", "add", "example.cn", "--provider", "alibaba"], 64, "goes with --access"),
      (["records", "add", "com.cn", "--absent"], 65, "is no domain one can register"),
      (["records", "list"], 66, "there is no store at"),
      (["records", "import", "no-such-file"], 66, "cannot read no-such-file"),
      (["records", "remove"], 64, "name domains"),
      (["example.cn", "--places", "no-such-file"], 66, "no-such-file"),
      (["explain", "not-fild"], 64, "near it: not-filed"),
      (["explain", "no such thing"], 64, "'icpdiag explain' lists the causes"),
      (["explain", "waf", "--provider", "nobody"], 64, "--provider takes one of alibaba"),
      (["replay", "no-such-file"], 66, "cannot read no-such-file"),
      (["replay", "/etc/hostname"], 65, "/etc/hostname"),
      (["..", "--json"], 65, ""),
    ] as [([String], Int32, String)])
  func statuses(_ arguments: [String], _ status: Int32, _ words: String) async throws {
    let run = try await Tool.run(arguments)
    #expect(run.status == status, "\(run.errors)")
    #expect(words.isEmpty ? run.errors.isEmpty : run.errors.contains(words))
    #expect(!run.errors.contains("Error Domain"))
  }

  @Test("explains without colours when nobody looks, and its help lists every cause")
  func explain() async throws {
    let page = try await Tool.run(["explain", "not-transferred", "--lang", "zh"])
    #expect(page.status == 0 && page.errors.isEmpty)
    #expect(page.text.contains("接入备案") && !page.text.contains("\u{1B}"))
    let painted = try await Tool.run(["explain", "waf", "--color", "always"])
    #expect(painted.text.contains("\u{1B}["))
    let table = try await Tool.run(["explain", "--markdown"])
    let help = try await Tool.run(["explain", "--help"])
    let ids = table.lines.compactMap { $0.firstMatch(of: /^\| `([a-z-]+)`/)?.output.1 }
    #expect(ids.count == 28)
    for id in ids { #expect(help.lines.contains { $0.hasPrefix("\(id)  ") }, "\(id)") }
  }

  @Test("names file, line and remedy of a faulty records document, and asks nobody")
  func faultyRecords() async throws {
    let document = "{\"schema\":\"icpdiag.records/1\",\n\"views\":[{\"view\":\"registri\"}]}"
    let run = try await Tool.run(["example.cn", "--records", "-"], input: document)
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("icpdiag: stdin:2: views[0].view: "))
    #expect(run.output.isEmpty)
  }

  @Test("says at once that a machine without name servers has no network, and ends with 69")
  func noNetwork() async throws {
    // Nothing listens on the port, and the kernel says so.
    let run = try await Tool.run(["example.cn", "--resolver", "127.0.0.1:1", "--json"])
    #expect(run.status == 69)
    #expect(try Report(run.lines[0]).cause == "vantage-unusable")
  }

  @Test("says in one line what to do when it may not open files, and does not call it a verdict")
  func noDescriptors() async throws {
    // Whatever this process leaves open to its children would count.
    let script =
      "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n 5; "
      + "exec '\(Tool.path.path)' example.cn --resolver 127.0.0.1:1"
    // The system's thread pool traps now and then when it is the one that gets no descriptor.
    var run = try await Tool.shell(script)
    for _ in 1...20 where run.errors.contains("*** Signal") {
      run = try await Tool.shell(script)
    }
    #expect(run.status == 70)
    #expect(run.errors.hasPrefix("icpdiag: this machine refuses what every run needs ("))
    #expect(run.errors.hasSuffix("allow more open files, such as with 'ulimit -n 1024'\n"))
  }

  @Test("takes a provider in any case of letters")
  func provider() async throws {
    let run = try await Tool.run(["..", "--json", "--provider", "AliBaba"])
    #expect(run.status == 65)
    #expect(run.text.contains(#""request":{"provider":"alibaba","#))
  }

  @Test("blames no site for the descriptors that this machine does not give it")
  func descriptors() async throws {
    let targets = (1...40).flatMap { ["\($0).ok.bulk.example", "\($0).gone.bulk.example"] }
    let run = try await Tool.run(
      [
        "lab", "--scenario", "fixtures/lab/bulk.json", "--", "/bin/sh", "-c",
        "ulimit -n 56 && exec \"$0\" \"$@\"", Tool.path.path, "diagnose", "{options}",
        "--concurrency", "512", "--json", "--ordered", "-",
      ], input: targets.joined(separator: "\n"))
    #expect(run.errors.contains("icpdiag: observes 1 at once in place of 512: "))
    let reports = try run.lines.map(Report.init)
    #expect(reports.map(\.input) == targets)
    for report in reports {
      let isGone = report.input.contains("gone")
      #expect(report.cause == (isGone ? "dns-not-resolved" : "accessible"), "\(report.input)")
    }
  }

  @Test(
    "blames no site for the ports that this machine does not give it",
    .enabled(if: Namespace.isPermitted))
  func ports() async throws {
    let targets = (1...20).map { "\($0).ok.bulk.example" }
    let script = """
      ip link set lo up
      echo '61000 61015' > /proc/sys/net/ipv4/ip_local_port_range
      exec "$0" lab --scenario fixtures/lab/bulk.json --dns-port 5353 --http-port 8080 \
        --https-port 8443 -- "$0" diagnose {options} --deadline 120 --json -
      """
    let run = try await Tool.run(
      ["-n", "/bin/sh", "-c", script, Tool.path.path], input: targets.joined(separator: "\n"),
      environment: ["PATH": "/usr/sbin:/sbin:/usr/bin:/bin"], program: Namespace.program)
    let reports = try run.lines.map(Report.init)
    #expect(Set(reports.map(\.input)) == Set(targets))
    for report in reports {
      #expect(report.cause == "accessible", "\(report.input)")
    }
  }

  @Test("finds the same whichever way servers' keys are decoded")
  func fastPath() async throws {
    let targets = "1.ok.bulk.example\n1.blocked.bulk.example\n"
    var findings: [Set<String>] = []
    for options in [[], ["--no-tls-fastpath"]] {
      let run = try await Tool.inLab(
        ["--json", "-"] + options, scenario: "fixtures/lab/bulk.json", input: targets)
      let reports = try run.lines.map(Report.init)
      findings.append(Set(reports.map { "\($0.input): \($0.cause)" }))
    }
    #expect(
      findings[0] == ["1.ok.bulk.example: accessible", "1.blocked.bulk.example: blocked-undecided"])
    #expect(findings[0] == findings[1])
  }

  @Test("prints its version and nothing else")
  func version() async throws {
    let run = try await Tool.run(["--version"])
    #expect(run.status == 0)
    #expect(run.lines.count == 1)
    #expect(run.text.first?.isNumber == true)
  }

  @Test("ends with 0 whatever it found where that is asked for")
  func exitZero() async throws {
    #expect(try await Tool.run(["..", "--json", "--exit-zero"]).status == 0)
  }

  @Test("says that a report could not be written, and ends with 74")
  func fullDisk() async throws {
    let process = Process()
    process.executableURL = Tool.path
    process.arguments = ["..", "--json"]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    process.standardError = FileHandle.nullDevice
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        done.resume(throwing: error)
      }
    }
    #expect(process.terminationStatus == 74)
  }

  @Test("paints only when told or on a terminal")
  func colours() async throws {
    let plain = try await Tool.run([".."])
    let painted = try await Tool.run(["..", "--color", "always"])
    #expect(!plain.text.contains("\u{1B}"))
    #expect(painted.text.contains("\u{1B}["))
  }

  /// In a folder where the dynamic linker looks first.
  @Test("loads libcurl when it is needed, and says so where it cannot be")
  func withoutLibcurl() async throws {
    let desk = try Desk()
    try desk.write(["no library"], to: "libcurl.so.4")
    let environment = ["LD_LIBRARY_PATH": desk.folder.path]
    #expect(try await Tool.run(["--version"], environment: environment).status == 0)
    // What is no name, and what is on no network, is asked nothing.
    #expect(try await Tool.run([".."], environment: environment).status == 65)
    #expect(try await Tool.run(["127.0.0.1"], environment: environment).status == 2)
    for arguments in [["a.cn", "--at", "127.0.0.1"], ["-", "--json"], ["check", "-"]] {
      let run = try await Tool.run(arguments, input: "127.0.0.1\n", environment: environment)
      #expect(run.status == 69)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("icpdiag: no libcurl 7.85 or later "), "\(run.errors)")
      #expect(run.errors.contains("libcurl.so.4"))
    }
  }
}

/// A network of its own for a child, which takes the rights of root.
private enum Namespace {
  static let program = URL(filePath: "/usr/bin/unshare")

  static let isPermitted: Bool = {
    let process = Process()
    process.executableURL = program
    process.arguments = [
      "-n", "/bin/sh", "-c",
      "ip link set lo up && echo 61000 61015 > "
        + "/proc/sys/net/ipv4/ip_local_port_range",
    ]
    process.environment = ["PATH": "/usr/sbin:/sbin:/usr/bin:/bin"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}

internal import ArgumentParser
internal import Diagnosis
internal import Digest
internal import Evidence
internal import Records

/// Block pages of the user's own.
struct SignatureOptions: ParsableArguments {
  static let format = """
    A page that icpdiag does not know can be described in a file for --signatures:

    {"schema": "icpdiag.signatures/1", "signatures": [
      {"id": "my-idc.unfiled", "provider": "my-idc", "proves": "filing-block",
       "status": [403], "last_seen": 2026,
       "all": [{"header": "Server", "starts_with": "Gate/"}],
       "any": [{"title": "Site closed"}, {"body": "请先办理备案"}]}]}

    All of "all" must hold, and one of "any". Places to look: title, title_contains, body, \
    location (its beginning), location_host, header. Proofs: \
    \(Signature.Proof.allCases.map(\.rawValue).joined(separator: ", ")). "certainty" is likely \
    unless you say otherwise, and possible for a status of success. A page that icpdiag knows by \
    name stays what it is.
    """

  @Option(
    help: ArgumentHelp(
      "Pages of your own to recognise (icpdiag.signatures/1, JSON); may be given several times.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var signatures: [String] = []

  /// Reads every file.
  ///
  /// - Returns: The pack and the user's signatures.
  /// - Throws: The exit status, when what is wrong has been said.
  func load() throws -> SignatureSet {
    guard !signatures.isEmpty else { return .pack }
    var words = SignatureWords(
      proofs: Signature.Proof.allCases.map(\.rawValue),
      certainties: Certainty.allCases.map(\.rawValue), taken: Set(SignaturePack.all.map(\.id)))
    var users: [Signature] = []
    var digests: [String] = []
    for path in signatures {
      let octets = try FileInput.read(path, limit: Limits.signatureOctets)
      do {
        let entries = try SignatureDocument.decode(
          octets, named: path == "-" ? "stdin" : path, words
        ).signatures
        users += entries.compactMap(Signature.init)
        words.taken.formUnion(entries.map(\.id))
        let digest = ContentDigest()
        digest.update(octets)
        digests.append("\(entries.count).\(digest.hexadecimal()?.prefix(16) ?? "")")
      } catch {
        Console.complain(error.description)
        throw ExitStatus.badData
      }
    }
    return SignatureSet(users: users, digests: digests)
  }
}

extension Signature {
  /// The signature of an entry that has been checked; `nil` for one that has not.
  fileprivate convenience init?(_ entry: SignatureDocument.Entry) {
    guard let proves = Proof(rawValue: entry.proves) else { return nil }
    let isSuccess = entry.status.contains { $0 < 300 }
    let first = entry.firstSeen ?? entry.lastSeen
    let last = entry.lastSeen ?? entry.firstSeen
    self.init(
      entry.id, provider: entry.provider, proves: proves,
      certainty: entry.certainty.flatMap(Certainty.init) ?? (isSuccess ? .possible : .likely),
      source: entry.source ?? entry.id,
      seen: first.flatMap { first in last.map { first...max(first, $0) } },
      statuses: entry.status,
      longestBody: entry.longestBody ?? (isSuccess ? Limits.shortPageOctets : Limits.bodyOctets),
      allOf: (entry.all ?? []).compactMap(Clause.init),
      anyOf: (entry.any ?? []).compactMap(Clause.init))
  }
}

extension Signature.Clause {
  fileprivate init?(_ clause: SignatureDocument.Clause) {
    if let text = clause.title {
      self = .title(is: text)
    } else if let text = clause.titleContains {
      self = .titleContains(text)
    } else if let text = clause.body {
      self = .body(contains: text)
    } else if let text = clause.location {
      self = .location(startsWith: text.lowercased())
    } else if let text = clause.locationHost {
      self = .locationHost(contains: text.lowercased())
    } else if let name = clause.header {
      self = .header(name, startsWith: clause.startsWith ?? "")
    } else {
      return nil
    }
  }
}

import Foundation
import Testing

/// The parts of a report that the tests look at.
struct Report {
  let input: String
  let index: Int
  let meta: String?
  let status: String
  let cause: String
  let certainty: String
  let rule: String
  let remarks: [String]
  let sideEffects: [String]
  let findings: [String: String]
  /// The addresses that the target resolves to.
  let addresses: [String]
  /// The address of each question that a redirect led to.
  let hops: [String]
  /// What became of each exchange over HTTP; `nil` is an answer.
  let httpFailures: [String?]
  /// Why redirects were left unfollowed.
  let notFollowed: Set<String>

  init(_ line: String) throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let verdict = try #require(object["verdict"] as? [String: Any])
    let evidence = try #require(object["evidence"] as? [String: Any])
    let places = try #require(evidence["places"] as? [[String: Any]])
    let exchanges = try #require(evidence["http"] as? [[String: Any]])
    input = try #require(object["input"] as? String)
    index = try #require(object["index"] as? Int)
    meta = object["meta"] as? String
    status = try #require(object["status"] as? String)
    cause = try #require(verdict["cause"] as? String)
    certainty = try #require(verdict["certainty"] as? String)
    rule = try #require(verdict["rule"] as? String)
    remarks = try #require(verdict["remarks"] as? [String])
    sideEffects = try #require(verdict["side_effects"] as? [String])
    // The target's own; what is found of each address is a list among them.
    findings = try #require(object["findings"] as? [String: Any]).compactMapValues { $0 as? String }
    addresses = places.compactMap { $0["address"] as? String }
    hops = exchanges.filter { $0["purpose"] as? String == "redirect" }
      .compactMap { $0["address"] as? String }
    httpFailures = exchanges.map { $0["failure"] as? String }
    notFollowed = Set(exchanges.compactMap { $0["not_followed"] as? String })
  }
}

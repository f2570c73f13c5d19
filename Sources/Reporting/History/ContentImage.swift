package import Diagnosis
package import Evidence

/// What a report says apart from when it was made: two looks at the same thing have the same image.
///
/// Left out is what changes from one look to the next while the site stays as it is: moments,
/// durations, ages, lifetimes of answers, the order of questions that race each other, random names
/// of controls, query strings, which of the resolvers answered, and bodies of pages, for which title
/// and filing numbers stand.
package struct ContentImage: Hashable, Sendable {
  /// An item of the evidence without what changes by itself.
  package enum Item: Hashable, Sendable {
    case request(Evidence.Request)
    case dns(DNSExchange)
    case place(Place)
    case http(HTTPExchange)
    case tls(TLSHandshake)
    case record(RecordFact)
    case vantage(Vantage)
  }

  /// The items, each once, with the ids that it stands for in the report.
  package let items: [Item: [String]]
  private let verdict: String

  package init(_ judgement: Judgement) {
    let evidence = judgement.observation.evidence
    var items: [Item: [String]] = [.request(evidence.request.image): []]
    items[.vantage(evidence.vantage)] = []
    for exchange in evidence.dns { items[.dns(exchange.image), default: []].append(exchange.id) }
    for place in evidence.places {
      var image = place
      image.id = ""
      items[.place(image), default: []].append(place.id)
    }
    for exchange in evidence.http { items[.http(exchange.image), default: []].append(exchange.id) }
    for handshake in evidence.tls { items[.tls(handshake.image), default: []].append(handshake.id) }
    for fact in evidence.records {
      var image = fact
      image.id = ""
      // The same said again is the same.
      image.asOf = nil
      items[.record(image), default: []].append(fact.id)
    }
    self.items = items
    let said = judgement.verdict
    let pages = Set(judgement.addresses.compactMap(\.signature)).sorted()
    verdict =
      ([said.cause.rawValue, said.status.rawValue, said.certainty.rawValue, said.rule] + pages)
      .joined(separator: " ")
  }

  /// What a digest is taken of: the same octets for the same image, whatever machine it was seen from.
  package func octets(of target: Target) -> [UInt8] {
    let lines = items.keys.filter { $0.part != "vantage" }.map { OrderedJSON.encode($0) }.sorted()
    let head = OrderedJSON.encode(target)
    return Array(([head, verdict] + lines).joined(separator: "\n").utf8)
  }
}

extension ContentImage.Item: Encodable {
  /// The list of the report that it is of.
  package var part: String {
    switch self {
    case .request: "request"
    case .dns: "dns"
    case .place: "places"
    case .http: "http"
    case .tls: "tls"
    case .record: "records"
    case .vantage: "vantage"
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .request(let value): try value.encode(to: encoder)
    case .dns(let value): try value.encode(to: encoder)
    case .place(let value): try value.encode(to: encoder)
    case .http(let value): try value.encode(to: encoder)
    case .tls(let value): try value.encode(to: encoder)
    case .record(let value): try value.encode(to: encoder)
    case .vantage(let value): try value.encode(to: encoder)
    }
  }
}

extension Judgement {
  /// The same with one name for all the random ones that controls are asked under.
  func withControlsNamed() -> Judgement {
    var copy = self
    for index in copy.observation.evidence.http.indices {
      copy.observation.evidence.http[index].nameControl()
    }
    for index in copy.observation.evidence.tls.indices {
      copy.observation.evidence.tls[index].nameControl()
    }
    return copy
  }
}

/// Stands for the random name that a control is asked under.
private let controlName = "random.invalid"

extension Evidence.Request {
  fileprivate var image: Evidence.Request {
    var image = self
    image.now = nil
    return image
  }
}

extension DNSExchange {
  fileprivate var image: DNSExchange {
    var image = self
    image.id = ""
    (image.startedMs, image.durationMs, image.ageS) = (0, 0, nil)
    if role != .parent, role != .authoritative { image.server = "" }
    image.answers = answers.map(\.image).sorted { ($0.name, $0.data) < ($1.name, $1.data) }
    // The serial number of a zone goes up with every change of any name in it.
    image.authority = authority.filter { $0.type != "SOA" }.map(\.image)
      .sorted { ($0.name, $0.data) < ($1.name, $1.data) }
    image.extendedErrors = extendedErrors.map { ExtendedError(code: $0.code, text: "") }
    return image
  }
}

extension DNSExchange.Record {
  fileprivate var image: DNSExchange.Record {
    var image = self
    image.ttlS = 0
    return image
  }
}

extension HTTPExchange {
  fileprivate var image: HTTPExchange {
    var image = self
    image.id = ""
    (image.tls, image.via, image.notFollowed) = (nil, nil, nil)
    (image.startedMs, image.durationMs, image.connectMs) = (0, 0, nil)
    image.nameControl()
    image.path = Self.withoutQuery(path)
    image.headers = ["Server", "Location"].compactMap { name in
      header(name).map { Header(name: name, value: Self.withoutQuery($0)) }
    }
    image.body = ""
    image.bodyBytes = min(bodyBytes, 1)
    image.filingNumbers = filingNumbers?.sorted()
    // Whether the reset comes before the end of the reading or after it is a race.
    image.isResetAfterAnswer = false
    return image
  }

  fileprivate mutating func nameControl() {
    if purpose == .controlName { host = controlName }
  }

  private static func withoutQuery(_ text: String) -> String {
    String(text.prefix { $0 != "?" && $0 != "#" })
  }
}

extension TLSHandshake {
  fileprivate var image: TLSHandshake {
    var image = self
    image.id = ""
    (image.startedMs, image.durationMs, image.connectMs) = (0, 0, nil)
    image.nameControl()
    return image
  }

  fileprivate mutating func nameControl() {
    if purpose == .controlName { sni = controlName }
  }
}

import Evidence
import Testing

@testable import Engine
@testable import Observation

@Suite("The transcript of a transfer")
struct TranscriptTests {
  @Test(
    "names every failure",
    arguments: [
      (TransferFailure.connectRefused, Failure.connectRefused), (.connectTimeout, .connectTimeout),
      (.connectUnreachable, .connectUnreachable), (.reset, .reset), (.eof, .eof),
      (.timeout, .timeout), (.tlsAlert(40), .tlsAlert), (.tlsNotTLS, .tlsNotTLS),
      (.httpMalformed, .httpMalformed), (.tooLarge, .tooLarge), (.local("words"), .local),
    ])
  func failures(seen: TransferFailure, written: Failure) {
    #expect(transcript(.http) { $0.failure = seen }.http?.failure == written)
    let overTLS = transcript(.https) { $0.failure = seen }
    #expect(overTLS.tls?.failure == written)
    #expect(overTLS.http == nil)
  }

  @Test("blames the request, not the handshake, for what fails inside TLS")
  func failsInside() {
    let finding = transcript(.https) {
      $0.failure = .reset
      $0.tls = TLSFacts(isComplete: true, milliseconds: 20, version: "TLSv1.3", cipher: "X")
    }
    #expect(finding.tls?.failure == nil)
    #expect(finding.tls?.version == "TLSv1.3")
    #expect(finding.tls?.durationMs == 20)
    #expect(finding.http?.failure == .reset)
    #expect(finding.http?.tls == "tls.7")
    #expect(finding.http?.durationMs == 50)
  }

  @Test("carries the certificate over")
  func certificate() {
    let facts = CertificateFacts(
      subject: "CN = a", issuer: "CN = b", names: ["a.cn"], notBefore: 0, notAfter: 86_400,
      coversName: false, isTrusted: nil, problem: "words")
    let finding = transcript(.https) {
      $0.tls = TLSFacts(isComplete: true, certificate: facts)
    }
    #expect(
      finding.tls?.certificate
        == TLSHandshake.Certificate(
          subject: "CN = a", issuer: "CN = b", names: ["a.cn"],
          notBefore: Timestamp(rfc3339: "1970-01-01T00:00:00Z"),
          notAfter: Timestamp(rfc3339: "1970-01-02T00:00:00Z"),
          coversName: false, isTrusted: nil, problem: "words"))
  }

  @Test("keeps all of a page that may be a refusal, and the beginning of one that says success")
  func excerpts() {
    let body = String(repeating: "备案", count: 2000)
    let kept = { (status: Int, body: String) in
      self.transcript(.http) {
        $0.head = Array("HTTP/1.1 \(status) X\r\n\r\n".utf8)
        $0.body = Array(body.utf8)
        $0.bodyOctets = 12_345
      }.http
    }
    #expect(kept(403, body)?.body == body)
    #expect(kept(200, body)?.body == String(body.prefix(1024 / 3)))
    #expect(kept(200, body)?.bodyBytes == 12_345)
    let short = String(body.prefix(1300))
    #expect(kept(200, short)?.body == short)
  }

  @Test("looks for the title in everything that was read")
  func lateTitle() {
    let page = String(repeating: "<!-- -->", count: 2000) + "<title>Late</title>"
    let exchange = transcript(.http) {
      $0.head = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
      $0.body = Array(page.utf8)
    }.http
    #expect(exchange?.title == "Late")
    #expect(exchange?.body.utf8.count == Limits.successExcerptOctets)
  }

  @Test("repairs a body that is not UTF-8")
  func repairs() {
    let exchange = transcript(.http) {
      $0.head = Array("HTTP/1.1 403 X\r\n\r\n".utf8)
      $0.body = [0x61, 0xB1, 0x62] + [UInt8](repeating: 0x80, count: 5000)
    }.http
    #expect(exchange?.body.hasPrefix("a\u{FFFD}b\u{FFFD}") == true)
  }

  @Test("calls an answer without a status line malformed, and a late reset by its name")
  func oddities() {
    let odd = transcript(.http) {
      $0.head = Array("HTTP/1.1 what\r\n\r\n".utf8)
    }.http
    #expect(odd?.failure == .httpMalformed)
    let reset = transcript(.http) {
      $0.head = Array("HTTP/1.1 403 X\r\n\r\n".utf8)
      $0.isResetAfterAnswer = true
    }.http
    #expect(reset?.isResetAfterAnswer == true)
    #expect(reset?.failure == nil)
  }

  private func transcript(
    _ scheme: HTTPExchange.Scheme, _ change: (inout TransferResult) -> Void
  ) -> WebProber.Finding {
    let begin = MonotonicTime(nanoseconds: 1_000_000_000)
    var result = TransferResult(refused: .local("unset"))
    result.failure = nil
    result.startedAt = begin
    result.endedAt = MonotonicTime(nanoseconds: 1_050_000_000)
    change(&result)
    let question = ProbeQuestion(
      purpose: .controlName, scheme: scheme, address: IPAddress(family: .v4, bits: 0x7F00_0001),
      host: "x.invalid", serverName: "x.invalid")
    return Transcript(
      question: question, ids: WebProber.IDs(number: 7),
      start: MonotonicTime(nanoseconds: 900_000_000), result: result
    ).finding
  }
}

import COpenSSL
import Testing

/// The first octets of a client that asks for `serverName`.
func clientHello(serverName: String?, onlyTLS12: Bool = false) throws -> [UInt8] {
  let context = unsafe try #require(unsafe SSL_CTX_new(TLS_client_method()))
  defer { unsafe SSL_CTX_free(context) }
  if onlyTLS12 {
    _ = unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
  }
  let connection = unsafe try #require(unsafe SSL_new(context))
  defer { unsafe SSL_free(connection) }
  let outgoing = unsafe BIO_new(BIO_s_mem())
  unsafe SSL_set_bio(connection, BIO_new(BIO_s_mem()), outgoing)
  unsafe setServerName(serverName, on: connection)
  unsafe SSL_connect(connection)
  var octets = [UInt8](repeating: 0, count: 4096)
  let count = unsafe BIO_read(outgoing, &octets, Int32(octets.count))
  return Array(octets.prefix(Int(max(0, count))))
}

private func setServerName(_ name: String?, on connection: OpaquePointer) {
  guard let name else { return }
  var text = Array(name.utf8CString)
  unsafe SSL_ctrl(
    connection, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), &text)
}

/// What a handshake over a memory pair told: octets are carried by a ``RawClient``.
struct TLSOutcome: Equatable {
  var isComplete = false
  /// OpenSSL's verdict about chain, dates and name; 0 is sound.
  var verifyResult = 0
  /// The answer to `GET /`.
  var response = ""
}

/// Handshakes with a site, trusting the authority in `authorityPath`, and asks for `/`.
func secureFetch(
  _ address: String, _ port: UInt16, serverName: String?, authorityPath: String,
  onlyTLS12: Bool = false
) throws -> TLSOutcome {
  let client = try RawClient(address, port)
  let context = unsafe try #require(unsafe SSL_CTX_new(TLS_client_method()))
  defer { unsafe SSL_CTX_free(context) }
  try #require(unsafe SSL_CTX_load_verify_locations(context, authorityPath, nil) == 1)
  if onlyTLS12 {
    _ = unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
  }
  let connection = unsafe try #require(unsafe SSL_new(context))
  defer { unsafe SSL_free(connection) }
  let incoming = unsafe BIO_new(BIO_s_mem())
  let outgoing = unsafe BIO_new(BIO_s_mem())
  unsafe SSL_set_bio(connection, incoming, outgoing)
  unsafe setServerName(serverName, on: connection)
  if let serverName {
    unsafe SSL_set1_host(connection, serverName)
  }

  /// Repeats `operation` while it waits for octets.
  func run(_ operation: () -> Int32) -> Int32 {
    while true {
      let code = operation()
      var octets = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe BIO_read(outgoing, &octets, Int32(octets.count))
      if count > 0 {
        client.send(Array(octets.prefix(Int(count))))
      }
      guard code <= 0, unsafe SSL_get_error(connection, code) == SSL_ERROR_WANT_READ else {
        return code
      }
      let received = client.receive()
      guard !received.isEmpty else { return -1 }
      unsafe BIO_write(incoming, received, Int32(received.count))
    }
  }

  var outcome = TLSOutcome()
  outcome.isComplete = run { unsafe SSL_connect(connection) } == 1
  guard outcome.isComplete else { return outcome }
  outcome.verifyResult = unsafe SSL_get_verify_result(connection)
  let request = "GET / HTTP/1.1\r\nHost: \(serverName ?? address)\r\nConnection: close\r\n\r\n"
  _ = run { unsafe SSL_write(connection, request, Int32(request.utf8.count)) }
  while true {
    var octets = [UInt8](repeating: 0, count: 65_536)
    let count = run { unsafe SSL_read(connection, &octets, Int32(octets.count)) }
    guard count > 0 else { return outcome }
    outcome.response += String(decoding: octets.prefix(Int(count)), as: UTF8.self)
  }
}

extension Target {
  /// The canonical text of what is observed: `xn--fsqu00a.cn`, `192.0.2.1:8080`, `[2001:db8::1]:81`.
  ///
  /// Inputs that are observed alike have one: the scheme and the path of a URL change no question. An
  /// input that is no target stands for itself.
  package func key(of input: String) -> String {
    guard let ascii else { return String(input.prefix(1_024)) }
    guard let port else { return ascii }
    return ascii.contains(":") ? "[\(ascii)]:\(port)" : "\(ascii):\(port)"
  }
}

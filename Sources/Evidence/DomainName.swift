extension String {
  /// Whether the name is `domain` or one below it; both in one case, and compared octet for octet.
  package func isWithin(domain: String) -> Bool {
    let (name, domain) = (utf8.span, domain.utf8.span)
    let above = name.count - domain.count
    guard above == 0 || (above > 0 && name[above - 1] == UInt8(ascii: ".")) else { return false }
    return domain.indices.allSatisfy { name[above + $0] == domain[$0] }
  }
}

/// Which of the words that one can write was meant.
enum Likeness {
  /// The known word most like one that is not known; `nil` when none is like it.
  static func nearest(to word: String, among known: [String]) -> String? {
    // Nobody misspells a word by more than this, and the effort grows with the square.
    guard (1...64).contains(word.utf8.count) else { return nil }
    let word = word.lowercased()
    let ranked = known.map { (word: $0, distance: distance(word, $0.lowercased())) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, best.word.utf8.count / 2)
    else { return nil }
    return best.word
  }

  /// How many octets must be inserted, deleted or replaced (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}

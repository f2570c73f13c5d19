internal import Evidence

/// Which of the words that one can write was meant.
enum Likeness {
  /// The known word most like one that is not known; `nil` when none is like it.
  static func nearest(to word: String, among known: [String]) -> String? {
    // Nobody misspells a word by more than this, and the effort grows with the square.
    guard (1...64).contains(word.utf8.count) else { return nil }
    let word = word.lowercased()
    let ranked = known.map { (word: $0, distance: word.editDistance(to: $0.lowercased())) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, best.word.utf8.count / 2)
    else { return nil }
    return best.word
  }
}

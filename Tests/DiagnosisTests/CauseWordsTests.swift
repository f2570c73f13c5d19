import Testing

@testable import Diagnosis

@Suite("The words of the causes")
struct CauseWordsTests {
  @Test(
    "are those of fixtures/golden/causes, in the cases that stand there",
    arguments: CauseID.allCases)
  func areAsReviewed(_ cause: CauseID) throws {
    try ReviewedText.expect(
      CauseWords.whole.page(of: cause), in: "causes/\(cause.rawValue).md")
  }
}

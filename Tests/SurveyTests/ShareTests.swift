import Evidence
import Observation
import Survey
import Testing

@Suite("A share of a list")
struct ShareTests {
  private func holder(of input: String, among count: Int) -> [Int] {
    let target = TargetReader().read(input)
    return (0..<count).filter { Share(index: $0, of: count)?.holds(target, input: input) ?? false }
  }

  @Test("takes every input exactly once, whatever it is", arguments: [1, 2, 3, 8, 1_000])
  func partition(count: Int) {
    let inputs = (0..<200).map { "name-\($0).cn" } + ["192.0.2.7", "", "not a name", "\u{0}"]
    for input in inputs {
      #expect(holder(of: input, among: count).count == 1, "\(input)")
    }
  }

  @Test("holds all names of one registrable domain, in every way of writing them")
  func domains() {
    for list in [
      ["example.cn", "WWW.Example.CN.", "https://a.b.example.cn/path"],
      ["http://www.例子.cn/", "xn--fsqu00a.cn", "例子。cn"],
      ["2001:db8::1", "http://[2001:0db8:0::1]/"],
    ] {
      #expect(Set(list.map { holder(of: $0, among: 97) }).count == 1, "\(list)")
    }
  }

  @Test("is the same in every version")
  func promise() {
    let inputs = ["example.cn", "xn--fsqu00a.cn", "192.0.2.7", "not a name"]
    // Worked out by the definition in another language.
    #expect(inputs.map { holder(of: $0, among: 1_000) } == [[331], [274], [718], [416]])
  }

  @Test("is about as large as the others")
  func balance() {
    var sizes = [Int](repeating: 0, count: 8)
    for number in 0..<8_000 {
      for index in holder(of: "shop\(number).com.cn", among: 8) { sizes[index] += 1 }
    }
    // Eight standard deviations.
    for size in sizes { #expect(abs(size - 1_000) < 240, "\(sizes)") }
  }

  @Test("is read as the user or a scheduler writes it")
  func reading() throws {
    #expect(try Share("3/8") { _ in nil } == Share(index: 3, of: 8))
    #expect(try Share("0/1") { _ in nil } == Share(index: 0, of: 1))
    for name in ["JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID", "AWS_BATCH_JOB_ARRAY_INDEX"] {
      #expect(try Share("env/8") { $0 == name ? "5" : nil } == Share(index: 5, of: 8))
    }
    #expect(try Share("3/8") { _ in nil }.description == "3/8")
  }

  @Test(
    "says what is wrong with another text",
    arguments: [
      ("8/8", nil, "shares count from 0 to 7"), ("1/1", nil, "the only share is 0"),
      ("1", nil, "such as 0/8"), ("/8", nil, "shares count from"), ("-1/8", nil, "from 0 to 7"),
      ("1/0", nil, "such as 0/8"), ("1/2/3", nil, "such as 0/8"), ("1/99999999999", nil, "0/8"),
      ("env/8", nil, "JOB_COMPLETION_INDEX"), ("env/8", "8", "SLURM_ARRAY_TASK_ID says share 8"),
      ("env/8", "x", "SLURM_ARRAY_TASK_ID is no number"),
    ] as [(String, String?, String)])
  func refusals(text: String, variable: String?, words: String) {
    let error = #expect(throws: SurveyError.self) {
      try Share(text) { $0 == "SLURM_ARRAY_TASK_ID" ? variable : nil }
    }
    #expect(error?.code == .usage)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}

import AimDiagnostics
import Testing

@Suite struct NearestTests {
  static let library = ["print", "softmax", "len", "zeros", "cross_entropy", "x", "学习率", "nil"]

  @Test(arguments: [
    ("pritn", "print"), ("sofmax", "softmax"), ("SoftMax", "softmax"), ("zeroes", "zeros"),
    ("cross_entopy", "cross_entropy"), ("学习律", "学习率"), ("X", "x"), ("length", "len"),
    ("None", "nil"),
  ])
  func `a slip of the finger finds its name`(typed: String, meant: String) {
    #expect(Nearest.match(typed, among: Self.library) == meant)
  }

  @Test(arguments: ["y", "banana", "", "ab", "entropy_of_a_cross"])
  func `a name unlike all others has no suggestion`(typed: String) {
    #expect(Nearest.match(typed, among: Self.library) == nil)
  }

  @Test(arguments: [
    ("net", "get"), ("nn", "nan"), ("cov", "cos"), ("inv", "int"), ("svd", "std"), ("pow", "pop"),
    ("eval", "equal"), ("train", "tan"), ("step", "strip"),
  ])
  func `a short name is not taken for another`(typed: String, known: String) {
    #expect(Nearest.match(typed, among: [known]) == nil)
  }

  @Test(arguments: [
    ("los", "loss"), ("nta", "nat"), ("lenn", "len"), ("Sum", "sum"), ("stpe", "step"),
    ("vrs", "vars"),
  ])
  func `a short name with letters swapped, or a part of it, is found`(typed: String, known: String)
  {
    #expect(Nearest.match(typed, among: [known]) == known)
  }

  @Test func `the nearest of several wins and the name itself does not count`() {
    #expect(Nearest.match("weigth", among: ["height", "weight", "weigth"]) == "weight")
  }

  @Test func `a name of thousands of letters answers at once`() {
    #expect(Nearest.match(String(repeating: "a", count: 100_000), among: Self.library) == nil)
  }
}

import AimDiagnostics
import Testing

@Suite struct TemplateTests {
  static let facts: [Fact] = [
    Fact("name", .name("x")), Fact("count", .integer(3)), Fact("suggestion", .none),
    Fact("names", .names(["a", "b", "c"])), Fact("shape", .shape([2, 3])),
    Fact("half", .number(0.5)), Fact("whole", .number(2)),
  ]

  @Test(arguments: [
    ("there is no {name}", "there is no `x`"),
    ("there is no {name}[[; did you mean {suggestion}?]]", "there is no `x`"),
    ("{count} values[[ for {names}]]", "3 values for `a`, `b` and `c`"),
    ("{shape} {half} {whole}", "[2, 3] 0.5 2"),
    ("`tensor([[1, 2], [3, 4]])` has {count}", "`tensor([[1, 2], [3, 4]])` has 3"),
    ("[[x[{count}]]]!", "x[3]!"),
    ("write [[{suggestion}||one of them]]", "write one of them"),
    ("write [[{name}||one of them]]", "write `x`"),
    ("`\"{{name}}\"` shows {name}", "`\"{name}\"` shows `x`"),
    ("fn f() { 1 } {", "fn f() { 1 } {"),
    ("{unknown}", "?"),
    ("", ""),
  ])
  func `facts stand in their places`(template: String, filled: String) {
    #expect(Template(template).filled(with: Self.facts) == filled)
  }

  @Test func `placeholders are known, required and optional`() {
    let template = Template("{a}[[ and {b}]] {{c}}")
    #expect(template.placeholders == ["a", "b"])
    #expect(template.requiredPlaceholders == ["a"])
  }

  @Test func `a fact of great length is cut`() {
    let long = FactValue.name(String(repeating: "a", count: 100_000))
    #expect(long.display?.count ?? 0 < 200)
  }
}

@Suite struct CatalogueTests {
  @Test func `no identity has words twice`() {
    let parts = [
      English.syntax, English.compiler, English.tensor, English.runtime, English.notebook,
    ]
    let identities = parts.joined().map(\.identity)
    #expect(Set(identities).count == identities.count)
  }

  @Test(arguments: Catalogue.english.identities)
  func `a title is a phrase and a lesson is there`(identity: String) throws {
    let words = try #require(Catalogue.english[identity])
    #expect(!words.title.isEmpty && !words.title.hasSuffix("."))
    #expect(!words.lesson.isEmpty)
    #expect(words.title.first?.isUppercase != true || words.title.first?.isASCII != true)
  }
}

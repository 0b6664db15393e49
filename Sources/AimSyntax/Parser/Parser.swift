package import AimDiagnostics

/// Reads a document into its tree by recursive descent; never fails, whatever the text is.
///
/// Inside a statement the first fault is thrown up to the statement, which skips to where the
/// next one begins (`Parser+Recovery.swift`): several faults a file, one for each damaged
/// statement. What can be read as it was meant is reported and read so, without throwing.
package struct Parser {
  /// How deep expressions, blocks and patterns may nest; keeps recursion within the stack.
  package static let nestingLimit = 250
  /// How high a tree may be: nesting, and chains such as `a + b + …`.
  package static let heightLimit = 1000
  /// How many faults of one document are told.
  package static let faultLimit = 100

  /// A fault was reported; the statement it stands in is damaged.
  struct Failure: Error {}

  /// A fault, and whether more text could still mend it.
  typealias Finding = Lexer.Finding

  let document: SourceDocument
  /// All but the unknown ones, which the lexer reported; the last is `.end`.
  let tokens: [Token]
  /// For each bracket its partner's index; -1 for other tokens and unbalanced brackets.
  let partners: [Int32]
  let lexicalFindings: [Finding]
  var findings: [Finding] = []
  var position = 0
  var nesting = 0
  /// The brackets that are open at the position, as indices of tokens.
  var brackets: [Int] = []
  /// `_` arguments that no pipe has claimed yet.
  var placeholders: [SourceRange] = []
  /// Where the statement being read begins, and whether a fault of it was told.
  var statement = StatementState()
  /// A closing brace that stands further left than the line of its opening one.
  var suspectBrace: Int?
  var hasGivenUp = false
  /// A member of a type was found outside of one: a `}` too many came before it.
  var hasFallenOut = false
  var nextID: Int32 = 0
  var reached = ProductionSet()

  struct StatementState {
    var start = 0
    var hasReported = false
  }

  /// Reads a document: a file, a cell, or an input.
  package static func parse(document: SourceDocument) -> ParseResult {
    var lexer = Lexer(document: document)
    lexer.run()
    var parser = Parser(document: document, tokens: lexer.tokens, findings: lexer.findings)
    let program = parser.parseProgram()
    let findings = parser.allFindings()
    return ParseResult(
      document: document, program: program, tokens: lexer.tokens,
      diagnostics: findings.map(\.diagnostic),
      isIncomplete: !findings.isEmpty && findings.allSatisfy(\.isAtEnd),
      productions: parser.reached)
  }

  private init(document: SourceDocument, tokens: [Token], findings: [Finding]) {
    self.document = document
    self.tokens = Self.known(tokens)
    self.partners = Self.partners(of: self.tokens)
    self.lexicalFindings = Self.inOrder(findings)
  }

  /// The tokens without the unknown ones; the next one inherits the start of a line.
  private static func known(_ tokens: [Token]) -> [Token] {
    guard tokens.contains(where: { $0.kind == .unknown }) else { return tokens }
    var known: [Token] = []
    var startsLine = false
    for token in tokens {
      startsLine = startsLine || token.startsLine
      guard token.kind != .unknown else { continue }
      known.append(
        Token(
          kind: token.kind, start: Int(token.start), end: Int(token.end), startsLine: startsLine))
      startsLine = false
    }
    return known
  }

  private static func partners(of tokens: [Token]) -> [Int32] {
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.kind.closing != nil {
        open.append(index)
      } else if let opening = token.kind.opening {
        guard let last = open.last, tokens[last].kind == opening else { continue }
        open.removeLast()
        partners[last] = Int32(clamping: index)
        partners[index] = Int32(clamping: last)
      }
    }
    return partners
  }

  private func allFindings() -> [Finding] {
    Array(Self.inOrder(lexicalFindings + findings).prefix(Self.faultLimit))
  }

  /// The findings in the order of the text; those at one place keep their order.
  private static func inOrder(_ findings: [Finding]) -> [Finding] {
    let places = findings.map { $0.diagnostic.primary?.start ?? 0 }
    return findings.indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { findings[$0] }
  }

  private mutating func parseProgram() -> Program {
    let documentation = openingDocumentation()
    let statements = parseStatements()
    return Program(
      statements: statements,
      range: SourceRange(document: document.id, start: 0, end: document.utf8.count),
      documentation: documentation)
  }
}

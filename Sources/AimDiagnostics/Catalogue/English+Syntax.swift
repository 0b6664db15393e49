extension English {
  /// Words for every fault of the lexer and the parser, a file for each family.
  package static let syntax: [Words] = [
    syntaxText, syntaxNumber, syntaxString, syntaxBracket, syntaxForeign, syntaxExpression,
    syntaxStatement, syntaxDefinition,
  ].flatMap { $0 }
}

import AimDiagnostics

extension Lexer {
  /// Reads a lookalike as its twin; all of one line are one fault, with a label each.
  mutating func readLookalike(_ twin: Lookalike, _ scalar: Unicode.Scalar, _ length: Int) {
    let meant =
      switch twin {
      case .sign(let kind): kind.spelling
      case .quote: "\""
      }
    reportLookalike(written: String(Character(scalar)), meant: meant, length)
    switch twin {
    case .sign(.colon):
      if case .interpolation(_, let brackets) = modes.last, brackets.isEmpty {
        append(.formatColon, length: length)
        modes.append(.format)
      } else {
        append(.colon, length: length)
      }
    case .sign(let kind): append(kind, length: length)
    case .quote: openString(.curly, isRaw: false, prefix: 0)
    }
  }

  private mutating func reportLookalike(written: String, meant: String, _ length: Int) {
    if let last = findings.last, last.diagnostic.fault is LookalikeSign,
      let primary = last.diagnostic.primary, Int(primary.start) >= lineStart
    {
      let range = SourceRange(document: document, start: position, end: position + length)
      findings[findings.count - 1].diagnostic.labels.append(Diagnostic.Label(range))
      return
    }
    report(LookalikeSign(written: written, meant: meant), position, position + length)
  }
}

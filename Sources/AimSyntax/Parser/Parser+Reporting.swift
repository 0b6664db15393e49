import AimDiagnostics

extension Parser {
  /// Reports a fault, unless its statement is damaged already.
  mutating func report(
    _ fault: any Fault, at range: SourceRange, labels: [Diagnostic.Label] = [],
    isAtEnd: Bool = false
  ) {
    guard !hasGivenUp, !statement.hasReported else { return }
    statement.hasReported = true
    guard !hasLexicalFinding(upTo: Int(current.end)), findings.count < Self.faultLimit else {
      return
    }
    findings.append(
      Finding(diagnostic: Diagnostic(fault, at: range, labels: labels), isAtEnd: isAtEnd))
  }

  /// Reports a fault after which the statement cannot be read on: `throw fail(…)`.
  mutating func fail(
    _ fault: any Fault, at range: SourceRange, labels: [Diagnostic.Label] = [],
    isAtEnd: Bool = false
  ) -> Failure {
    report(fault, at: range, labels: labels, isAtEnd: isAtEnd)
    return Failure()
  }

  /// Reports a fault at the current token, or where the line ends at the token before; more
  /// text mends it where the line goes on.
  mutating func failHere(_ fault: any Fault) -> Failure {
    let isPastLine = (isAtNewline || kind == .end) && Int(current.start) != statement.start
    let place = isPastLine && position > 0 ? range(tokens[position - 1]) : currentRange
    return fail(fault, at: place, isAtEnd: isUnfinished)
  }

  /// True at the end of a text that stops in the midst of an expression.
  var isUnfinished: Bool {
    kind == .end && (!newlinesEnd || (position > 0 && peek(-1).continuesLine))
  }

  /// Too deep a text: one fault, and nothing of the rest is read.
  mutating func giveUp(at range: SourceRange) -> Failure {
    statement.hasReported = false
    report(TooDeep(limit: Self.nestingLimit), at: range)
    hasGivenUp = true
    position = tokens.count - 1
    return Failure()
  }

  /// True when the lexer reported something in the statement being read.
  private func hasLexicalFinding(upTo end: Int) -> Bool {
    var low = 0
    var high = lexicalFindings.count
    while low < high {
      let middle = (low + high) / 2
      let start = lexicalFindings[middle].diagnostic.primary?.start ?? 0
      if Int(start) < statement.start { low = middle + 1 } else { high = middle }
    }
    guard low < lexicalFindings.count else { return false }
    return Int(lexicalFindings[low].diagnostic.primary?.start ?? 0) <= end
  }
}

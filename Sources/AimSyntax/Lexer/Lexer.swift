import AimDiagnostics

/// Cuts bytes into tokens; never fails, whatever the bytes are.
///
/// Strings that interpolate are cut into several tokens by a stack of modes. A string or
/// interpolation that does not end gets empty closing tokens, so that the parser always finds
/// them in pairs.
struct Lexer {
  /// How many further places of a fault on one line are labelled; a report of more is a blur.
  static let labelLimit = 20

  let bytes: [UInt8]
  let document: SourceDocument.ID
  var position = 0
  var tokens: [Token] = []
  var findings: [Finding] = []
  /// What encloses the position, outermost first; empty in plain code.
  var modes: [Mode] = []
  var startsLine = true
  /// Where the current line begins.
  var lineStart = 0

  /// A fault, and whether more text could still mend it.
  struct Finding {
    var diagnostic: Diagnostic
    let isAtEnd: Bool
  }

  enum Mode {
    case string(OpenString)
    /// Code in the braces of a string; the brackets are those open in it.
    case interpolation(start: Int, brackets: [Token.Kind])
    /// The format spec of the interpolation below it.
    case format
  }

  struct OpenString {
    let start: Int
    let quote: Quote
    let isTriple: Bool
    let isRaw: Bool
  }

  enum Quote { case straight, curly, single }

  init(document: SourceDocument) {
    self.bytes = document.utf8
    self.document = document.id
    tokens.reserveCapacity(bytes.count / 4 + 1)
  }

  /// Reads everything; afterwards `tokens` ends in `.end`.
  mutating func run() {
    reportInvalidUTF8()
    skipByteOrderMark()
    while position < bytes.count {
      switch modes.last {
      case nil, .interpolation: readCode()
      case .string(let string): readText(of: string)
      case .format: readFormat()
      }
    }
    closeEverything()
    append(.end, length: 0)
  }

  /// The byte `distance` ahead; 0 past the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    let index = position + distance
    return index < bytes.count ? bytes[index] : 0
  }

  /// Appends a token that begins at the position, and moves past it.
  mutating func append(_ kind: Token.Kind, length: Int) {
    let end = min(position + length, bytes.count)
    tokens.append(Token(kind: kind, start: position, end: end, startsLine: startsLine))
    startsLine = false
    position = end
    trackBracket(kind)
  }

  /// Reports a fault; one of the same kind on the same line becomes a label of the first.
  mutating func report(
    _ fault: any Fault, _ start: Int, _ end: Int, labels: [Diagnostic.Label] = [],
    isAtEnd: Bool = false
  ) {
    let range = SourceRange(document: document, start: start, end: min(end, bytes.count))
    if continuesLastFinding(fault) {
      noteAgain(range)
      return
    }
    findings.append(
      Finding(diagnostic: Diagnostic(fault, at: range, labels: labels), isAtEnd: isAtEnd))
  }

  private func continuesLastFinding(_ fault: any Fault) -> Bool {
    guard let last = findings.last?.diagnostic, let place = last.primary else { return false }
    return last.fault.identity == fault.identity && Int(place.start) >= lineStart
  }

  /// Labels one more place of the last fault, in place: the places that a line may hold are many.
  private mutating func noteAgain(_ range: SourceRange) {
    let last = findings.count - 1
    guard findings[last].diagnostic.labels.count < Self.labelLimit else { return }
    findings[last].diagnostic.labels.append(Diagnostic.Label(range))
  }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
  }

  /// Keeps the brackets that are open in an interpolation, to find its end and its first `:`.
  private mutating func trackBracket(_ kind: Token.Kind) {
    guard case .interpolation(let start, var brackets) = modes.last else { return }
    if kind.closing != nil, kind != .interpolationStart {
      brackets.append(kind)
    } else if let opening = kind.opening, kind != .interpolationEnd {
      guard let index = brackets.lastIndex(of: opening) else { return }
      brackets.removeSubrange(index...)
    } else {
      return
    }
    modes[modes.count - 1] = .interpolation(start: start, brackets: brackets)
  }

  private mutating func skipByteOrderMark() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }
}

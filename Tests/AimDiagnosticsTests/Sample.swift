import AimDiagnostics

/// A fault for the renderers' tests, with its words in a catalogue of its own.
struct SampleFault: Fault {
  static let identity = FaultIdentity(.shape, "sample")
  static let example = "zeros(2, 3) @ zeros(4, 5)"
  var facts: [Fact] = []

  static let words = Words(
    "sample", title: "these two cannot be multiplied",
    reason: "`@` needs {left} to equal {right}[[; did you mean {suggestion}?]]",
    mend: "flatten each image first: `x.flatten(from: 1) @ w1`   gives {result}",
    lesson: "A matrix product adds up products of a row and a column.")
  static let catalogue = Catalogue([[words]])

  static let facts: [Fact] = [
    Fact("left", .integer(28)), Fact("right", .integer(784)), Fact("result", .shape([64, 256])),
    Fact("suggestion", .none),
  ]
}

/// Words that say nothing but the title, so that a test sees the excerpt alone.
struct BareFault: Fault {
  static let identity = FaultIdentity(.syntax, "bare")
  static let example = ""
  static let catalogue = Catalogue([[Words("bare", title: "here", lesson: "")]])
}

/// One document and the ranges of texts within it.
struct Scene {
  var sources = SourceLibrary()
  let document: SourceDocument

  init(_ text: String, _ placement: SourceDocument.Placement = .file(path: "a.aim")) {
    self.init(bytes: Array(text.utf8), placement)
  }

  init(bytes: [UInt8], _ placement: SourceDocument.Placement = .file(path: "a.aim")) {
    document = sources.add(placement, utf8: bytes)
  }

  /// The range of the n-th occurrence (from 0) of `part`.
  func range(_ part: String, _ occurrence: Int = 0) -> SourceRange {
    let wanted = Array(part.utf8)
    var left = occurrence
    for start in 0..<max(1, document.utf8.count - wanted.count + 1)
    where document.utf8[start...].starts(with: wanted) {
      if left == 0 {
        return SourceRange(document: document.id, start: start, end: start + wanted.count)
      }
      left -= 1
    }
    return SourceRange(document: document.id, start: 0, end: 0)
  }

  /// The rendered report of a bare fault at `primary`.
  func render(
    _ primary: SourceRange, labels: [Diagnostic.Label] = [], columns: Int? = nil
  ) -> String {
    let diagnostic = Diagnostic(BareFault(), at: primary, labels: labels)
    return Report(diagnostic, sources: sources, catalogue: BareFault.catalogue)
      .text(.plain, columns: columns)
  }
}

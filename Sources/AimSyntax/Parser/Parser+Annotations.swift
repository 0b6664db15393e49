import AimDiagnostics

extension Parser {
  /// The dtypes that may stand before the shape of an annotation.
  private static let dtypes: [String] = ["f64", "f32", "f16", "bf16", "i64", "bool"]

  /// Reads `int`, `Linear`, `[N, D]` or `f32[N, D]`.
  mutating func parseAnnotation() throws(Failure) -> Annotation {
    let start = position
    if kind == .leftBracket {
      let dimensions = try parseShape()
      reach(.shapeAnnotation)
      return Annotation(
        id: newID(), range: range(from: start), kind: .tensor(dtype: nil, dimensions))
    }
    guard kind == .identifier || kind == .nil else {
      throw failHere(AnnotationExpected(found: describeCurrent()))
    }
    let name = identifier()
    guard kind == .leftBracket, !current.startsLine else {
      reach(.namedAnnotation)
      return Annotation(id: newID(), range: name.range, kind: .named(name.text))
    }
    guard Self.dtypes.contains(name.text) else {
      throw fail(UnknownDType(name: name.text), at: name.range)
    }
    let dimensions = try parseShape()
    reach(.dtypeAnnotation)
    return Annotation(
      id: newID(), range: range(from: start), kind: .tensor(dtype: name, dimensions))
  }

  private mutating func parseShape() throws(Failure) -> [Dimension] {
    let opening = open()
    var dimensions: [Dimension] = []
    while kind != .rightBracket {
      let dimension = try parseDimension()
      if dimension.kind.isRest, dimensions.contains(where: { $0.kind.isRest }) {
        report(SecondEllipsis(), at: dimension.range)
      }
      dimensions.append(dimension)
      guard take(.comma) else { break }
    }
    try close(opening)
    return dimensions
  }

  private mutating func parseDimension() throws(Failure) -> Dimension {
    let start = position
    let parsed: Dimension.Kind
    if take(.underscore) {
      parsed = .any
      reach(.anyDimension)
    } else if take(.ellipsis) {
      let name = kind == .identifier ? identifier() : nil
      parsed = name.map { .namedRest($0) } ?? .rest
      reach(name == nil ? .restDimension : .namedRestDimension)
    } else {
      let size = try parseExpression(.sum)
      guard size.isDimension else { throw fail(DimensionNotInteger(), at: size.range) }
      parsed = .size(size)
      reach(.sizeDimension)
    }
    return Dimension(id: newID(), range: range(from: start), kind: parsed)
  }
}

extension Dimension.Kind {
  fileprivate var isRest: Bool {
    switch self {
    case .rest, .namedRest: true
    case .any, .size: false
    }
  }
}

extension Expression {
  /// True for integers, names, fields, and `+ - * // % ^` and `-` of them.
  fileprivate var isDimension: Bool {
    switch kind {
    case .integer, .name: true
    case .field(let base, _): base.isDimension
    case .unary(.negate, _, let operand): operand.isDimension
    case .binary(let operation, _, let left, let right):
      operation != .divide && operation != .matrixProduct && left.isDimension && right.isDimension
    default: false
    }
  }
}

import AimCompiler
import AimTensor

/// An annotation as the machine checks it at every call: numbers, and nothing to be counted.
final class LinkedPattern {
  enum Dimension: BitwiseCopyable {
    /// Anything, or what `checkDimension` looks at.
    case any
    case number(Int)
    /// The register of a dimension's name.
    case bound(Int)
    case rest
    case boundRest(Int)

    var isRest: Bool {
      switch self {
      case .rest, .boundRest: true
      case .any, .number, .bound: false
      }
    }
  }

  let pattern: ShapePattern
  /// True where a tensor is wanted.
  let isTensor: Bool
  /// The name of the dtype that is wanted, and the dtype.
  let dtypeName: String?
  let dtype: DType?
  let dimensions: [Dimension]
  /// How many dimensions stand for one each.
  let fixedCount: Int

  init(_ pattern: ShapePattern) {
    self.pattern = pattern
    var dimensions: [Dimension] = []
    var name: String?
    if case .tensor(let dtype, let written) = pattern.kind {
      isTensor = true
      name = dtype
      dimensions = written.map { dimension in
        switch dimension {
        case .any, .computed: .any
        case .number(let number): .number(number)
        case .bound(_, let register): .bound(Int(register))
        case .rest: .rest
        case .boundRest(_, let register): .boundRest(Int(register))
        }
      }
    } else {
      isTensor = false
    }
    dtypeName = name
    dtype = name.flatMap { name in DType.allCases.first { $0.name == name } }
    self.dimensions = dimensions
    fixedCount = dimensions.count { !$0.isRest }
  }

  /// True where some dimensions stand for any number of them.
  var hasRest: Bool { fixedCount < dimensions.count }

  /// The same for those before a place.
  func hasRest(before place: Int) -> Bool { dimensions.prefix(place).contains { $0.isRest } }
}

/// One parameter of an operator, as Aim shows, completes and checks it.
package struct OperatorParameter: Sendable {
  package enum Kind: Sendable, Hashable {
    /// A tensor, a number, or a rectangular list.
    case tensor
    /// A tensor that may be left out; only after those that may not.
    case optionalTensor
    /// A list of tensors: they become the call's inputs one after the other.
    case tensors
    /// The same, where a list of lists is one of them rather than several.
    case operands
    /// One axis; negative ones count from the back.
    case axis
    /// One axis, a list of axes, or nil for all.
    case axes
    /// A list of sizes, also written as several arguments: `zeros(2, 3)`.
    case shape
    case int
    /// A whole number or a list of them, as in `stride: 2` and `stride: [2, 1]`.
    case ints
    /// The same, or one of these words.
    case intsOrChoice([String])
    case float
    /// A whole number or a fraction, kept as it is.
    case number
    case flag
    /// The name of a dtype: `"f32"`.
    case dtype
    /// One of these words.
    case choice([String])
    case text
  }

  package let name: String
  package let kind: Kind
  /// Nil where it must be given.
  ///
  /// Tensors have none.
  package let defaultValue: AttributeValue?

  package init(_ name: String, _ kind: Kind, default value: AttributeValue? = nil) {
    self.name = name
    self.kind = kind
    defaultValue = value
  }

  package var isTensor: Bool {
    switch kind {
    case .tensor, .tensors, .operands, .optionalTensor: true
    default: false
    }
  }
  package var isRequired: Bool { !(kind == .optionalTensor || defaultValue != nil) }

  package static func tensor(_ name: String) -> Self { Self(name, .tensor) }
  package static func optionalTensor(_ name: String) -> Self { Self(name, .optionalTensor) }
  package static func tensors(_ name: String) -> Self { Self(name, .tensors) }
  package static func operands(_ name: String) -> Self { Self(name, .operands) }
  package static func axis(_ name: String = "axis", default value: Int? = nil) -> Self {
    Self(name, .axis, default: value.map { .int($0) })
  }
  /// Axes that mean all of them unless given.
  package static func axes(_ name: String = "axis") -> Self {
    Self(name, .axes, default: AttributeValue.none)
  }
  package static func shape(_ name: String = "shape") -> Self { Self(name, .shape) }
  package static func int(_ name: String, default value: Int? = nil) -> Self {
    Self(name, .int, default: value.map { .int($0) })
  }
  package static func optionalInt(_ name: String) -> Self {
    Self(name, .int, default: AttributeValue.none)
  }
  package static func ints(_ name: String, default value: [Int]? = nil) -> Self {
    Self(name, .ints, default: value.map { .ints($0) })
  }
  package static func ints(_ name: String, orOneOf words: [String], default value: [Int]) -> Self {
    Self(name, .intsOrChoice(words), default: .ints(value))
  }
  package static func optionalInts(_ name: String) -> Self {
    Self(name, .ints, default: AttributeValue.none)
  }
  package static func float(_ name: String, default value: Double? = nil) -> Self {
    Self(name, .float, default: value.map { .float($0) })
  }
  package static func number(_ name: String, default value: AttributeValue? = nil) -> Self {
    Self(name, .number, default: value)
  }
  package static func flag(_ name: String, default value: Bool = false) -> Self {
    Self(name, .flag, default: .flag(value))
  }
  package static func dtype(default value: DType? = .f32) -> Self {
    Self("dtype", .dtype, default: value.map { .dtype($0) } ?? AttributeValue.none)
  }
  package static func requiredDType() -> Self { Self("dtype", .dtype) }
  package static func choice(_ name: String, _ words: [String], default value: String) -> Self {
    Self(name, .choice(words), default: .text(value))
  }
  package static func text(_ name: String) -> Self { Self(name, .text) }
}

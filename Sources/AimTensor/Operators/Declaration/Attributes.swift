/// The value of one parameter that is not a tensor.
package enum AttributeValue: Sendable, Hashable {
  /// Not given, and no default: an axis of nil means all of them.
  case none
  case int(Int)
  case ints([Int])
  case float(Double)
  case flag(Bool)
  case dtype(DType)
  case text(String)
}

/// The parameters of one call that are not tensors, in the order of the operator's declaration.
package struct Attributes: Sendable, Hashable {
  package var values: [AttributeValue]

  package init(_ values: [AttributeValue] = []) { self.values = values }
  package init(_ values: AttributeValue...) { self.values = values }

  package static let none = Attributes([])

  package subscript(_ index: Int) -> AttributeValue { values[index] }

  /// A required whole number.
  package func int(_ index: Int) -> Int {
    if case .int(let value) = values[index] { value } else { 0 }
  }

  /// A whole number that may have been left out.
  package func optionalInt(_ index: Int) -> Int? {
    if case .int(let value) = values[index] { value } else { nil }
  }

  /// Several whole numbers; a single one is a list of one; nil where none were given.
  package func ints(_ index: Int) -> [Int]? {
    switch values[index] {
    case .ints(let values): values
    case .int(let value): [value]
    default: nil
    }
  }

  package func float(_ index: Int) -> Double {
    switch values[index] {
    case .float(let value): value
    case .int(let value): Double(value)
    default: 0
    }
  }

  package func flag(_ index: Int) -> Bool { values[index] == .flag(true) }

  package func dtype(_ index: Int) -> DType? {
    if case .dtype(let value) = values[index] { value } else { nil }
  }

  package func text(_ index: Int) -> String {
    if case .text(let value) = values[index] { value } else { "" }
  }
}

package import AimDiagnostics
import AimTensor

/// What a `param` may hold: numbers (taken as floats), float tensors, models, nothing yet, and
/// lists, tuples, records and dictionaries of those.
///
/// Whole numbers in tensors and lists count things and are never changed by a gradient, so that a
/// `param` of them would stand still without a word.
enum Trainable {
  /// The fault of a value that would not be trained, or nil.
  ///
  /// O(elements of its lists).
  static func fault(_ value: Value, field: String, _ depth: Int = 0) -> NotTrainable? {
    let value = value.withoutCell
    switch value.view {
    case .tensor(let tensor): return tensor.tensor.dtype.isFloat ? nil : fault(of: value, field)
    case .list(let list):
      let values = list.values
      if values.contains(where: \.isDouble) { return first(values, field, depth) }
      if values.contains(where: { $0.asInteger != nil }) { return fault(of: value, field) }
      return first(values, field, depth)
    case .tuple(let tuple): return first(tuple.values, field, depth)
    case .record(let record): return first(record.values, field, depth)
    case .dictionary(let dictionary):
      for entry in 0..<dictionary.entryCount where !dictionary.entryKey(entry).isMissing {
        if let fault = fault(dictionary.entryValue(entry), field: field, depth + 1) { return fault }
      }
      return nil
    case .integer, .number, .nothing, .instance, .missing: return nil
    default: return fault(of: value, field)
    }
  }

  private static func first(
    _ values: UnsafeBufferPointer<Value>, _ field: String, _ depth: Int
  ) -> NotTrainable? {
    if depth > 200 { return nil }
    for value in values {
      // A whole number beside a fraction is taken as one.
      if value.asInteger == nil, let fault = fault(value, field: field, depth + 1) { return fault }
    }
    return nil
  }

  private static func fault(of value: Value, _ field: String) -> NotTrainable {
    NotTrainable(field: field, type: value.typeName, mended: fractions(value))
  }

  /// A short row of whole numbers, written as fractions.
  private static func fractions(_ value: Value) -> String? {
    guard let numbers = AttributeReading.ints(value), numbers.count <= 8, !numbers.isEmpty else {
      return nil
    }
    return "[" + numbers.map { "\($0).0" }.joined(separator: ", ") + "]"
  }
}

/// `param w = tensor([0, 0])`: nothing in it can be trained.
package struct NotTrainable: Fault {
  package static let identity = FaultIdentity(.type, "not-trainable")
  package static let example = """
    model Scale() {
      param weight = [0, 0]
      fn forward(x) = x * weight
    }
    Scale()
    """
  let field: String
  let type: String
  /// As it could be written instead.
  let mended: String?
  package var facts: [Fact] {
    [
      Fact("field", .name(field)), Fact("type", .type(type)),
      Fact("mended", mended.map { .code($0) } ?? .none),
    ]
  }
}

import AimTensor

/// Operators on plain numbers, by the rule in their declaration: `sqrt(2)` needs no tensor.
enum NumberFunctions {
  /// The value at a plain number; nil where numbers go the way of tensors.
  static func value(_ op: Operator, _ value: Value) throws(RuntimeFault) -> Value? {
    guard let element = op.elementwise, let number = value.asDouble else { return nil }
    switch element.number {
    case .asTensor: return nil
    case .double(let allowed, let overflows):
      let result = element.value(at: number)
      if result.isFinite || !number.isFinite || overflows && result.isInfinite {
        return .number(result)
      }
      throw RuntimeFault(
        OutsideDomain(
          function: "\(op.name)(\(NumberText.float(number)))", argument: number,
          allowed: allowed ?? "the result is no number"))
    case .keepingKind:
      if element.givesBooleans { return .boolean(element.answer(at: number)) }
      guard let whole = value.asInteger else { return .number(element.value(at: number)) }
      guard let result = element.value(at: whole) else {
        throw RuntimeFault(IntegerOverflow(operation: op.name, operands: [whole]))
      }
      return .integer(result)
    }
  }
}

import AimTensor
import Glibc

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

  /// The short way of a function that loops call, at floats where it cannot fail.
  static func shortWay(_ name: String) -> Builtin.ShortWay? {
    switch name {
    case "sqrt":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double >= 0 else { return Value.missing.bits }
        return Value.double(x.double.squareRoot()).bits
      }
    case "abs":
      return { arguments in
        let x = arguments.argument(0)
        return x.isDouble ? Value.double(x.double.magnitude).bits : Value.missing.bits
      }
    case "sin":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double.isFinite else { return Value.missing.bits }
        return Value.double(Glibc.sin(x.double)).bits
      }
    case "cos":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double.isFinite else { return Value.missing.bits }
        return Value.double(Glibc.cos(x.double)).bits
      }
    case "exp":
      return { arguments in
        let x = arguments.argument(0)
        guard x.isDouble, x.double.isFinite else { return Value.missing.bits }
        return Value.double(Glibc.exp(x.double)).bits
      }
    default: return nil
    }
  }
}

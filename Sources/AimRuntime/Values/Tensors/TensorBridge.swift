package import AimDiagnostics
package import AimTensor

/// The way from values to tensors and back: conversions, and calls through the one door.
package enum TensorBridge {
  /// Applies an operator of one or two tensors to numbers, booleans, lists and tensors; the result is a tensor.
  static func elementwise(_ name: String, _ operands: [Value]) throws(RuntimeFault) -> Value {
    guard let op = Operator.named(name) else { throw RuntimeFault(MissingOperator(name: name)) }
    let first = try tensor(from: operands[0])
    if operands.count == 1 { return .tensor(try make { try op(first) }) }
    let second = try tensor(from: operands[1])
    return .tensor(try make { try op(first, second) })
  }

  /// The same for two, by the operator itself: nothing is looked up.
  static func elementwise(
    _ op: Operator, _ left: Value, _ right: Value
  ) throws(RuntimeFault) -> Value {
    if let result = straight(op, left, right) { return .tensor(result) }
    let first = try tensor(from: left)
    let second = try tensor(from: right)
    return .tensor(try make { try op(first, second) })
  }

  /// `applyOne` with the runtime's faults.
  package static func applied(
    _ op: Operator, _ inputs: [Tensor], _ attributes: Attributes = .none
  ) throws(RuntimeFault) -> Tensor {
    do { return try applyOne(op, inputs, attributes) } catch { throw RuntimeFault.wrapping(error) }
  }

  /// The tensor of a value: a plain number is weak and has no dimensions; a rectangular list of numbers becomes one.
  package static func tensor(from value: Value) throws(RuntimeFault) -> Tensor {
    switch value.view {
    case .tensor(let object): return object.tensor
    case .integer(let number): return try make { try Tensor(number: number) }
    case .number(let number): return try make { try Tensor(number: number) }
    case .boolean(let flag): return try make { try Tensor(scalar: flag) }
    case .list(let list): return try ListConversion.tensor(from: list)
    case .range(let range):
      try HeapAccount.expect(roomForValues: range.count)
      return try numbers(of: range)
    default: throw RuntimeFault(NotATensor(type: value.typeName))
    }
  }

  /// The numbers of a range, written where they stay.
  private static func numbers(of range: RangeObject) throws(RuntimeFault) -> Tensor {
    let tensor = try make { try Tensor(uninitialized: .i64, Shape([range.count])) }
    let target = tensor.pointer(as: Int.self)
    var number = range.start
    for index in 0..<range.count {
      if index & 0xFFFF == 0 { try Stop.poll() }
      target[index] = number
      number &+= range.step
    }
    return tensor
  }

  /// True where any element of a boolean tensor is true.
  static func any(_ value: Value) throws(RuntimeFault) -> Bool {
    let tensor = try tensor(from: value)
    return try make { try tensor.withElements(as: Bool.self) { $0.contains(true) } }
  }

  /// Runs what throws the tensor's faults as what throws the runtime's.
  package static func make<Result>(_ body: () throws -> Result) throws(RuntimeFault) -> Result {
    do { return try body() } catch { throw RuntimeFault.wrapping(error) }
  }
}

extension RuntimeFault {
  /// Any error that a module below may throw, as the runtime's own.
  package static func wrapping(_ error: any Error) -> RuntimeFault {
    if let fault = error as? RuntimeFault { return fault }
    if error is Interrupted { return Stop.fault() }
    if let delayed = error as? DelayedFault {
      return RuntimeFault(delayed.fault, madeAt: delayed.site)
    }
    if let fault = error as? any Fault { return RuntimeFault(fault) }
    return RuntimeFault(UnexpectedError(text: "\(error)"))
  }
}

/// The library has no operator of a name that the runtime counts on.
package struct MissingOperator: Fault {
  package static let identity = FaultIdentity(.internalError, "missing-operator")
  package static let example = ""
  let name: String
  package var facts: [Fact] { [Fact("name", .name(name))] }
}

/// Something below threw what is not a fault.
package struct UnexpectedError: Fault {
  package static let identity = FaultIdentity(.internalError, "unexpected-error")
  package static let example = ""
  let text: String
  package var facts: [Fact] { [Fact("text", .text(text))] }
}

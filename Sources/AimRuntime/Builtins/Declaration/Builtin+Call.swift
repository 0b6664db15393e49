import AimDiagnostics

extension Builtin {
  /// A call with positional arguments alone, borrowed; the result is the caller's (+1).
  @inline(__always)
  package func call(
    _ arguments: UnsafeBufferPointer<Value>, in context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    if arguments.count == parameters.count, !hasRest { return try body(arguments, context) }
    return try call(Array(arguments), named: [], in: context)
  }

  /// A call with any arguments. Binds them to the parameters; what is wrong is reported before the body begins.
  @inline(never)
  package func call(
    _ positional: [Value], named: [(name: String, value: Value)], in context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    var bound = [Value](repeating: .missing, count: parameters.count)
    var rest: Value = .missing
    defer { rest.release() }
    var index = 0
    for (place, parameter) in parameters.enumerated() {
      if parameter.kind == .rest {
        rest = .list(owning: positional[min(index, positional.count)...].map { $0.retained() })
        bound[place] = rest
        index = positional.count
        break
      }
      if index < positional.count {
        bound[place] = positional[index]
        index += 1
      }
    }
    if index < positional.count {
      throw RuntimeFault(
        TooManyArguments(function: name, expected: parameters.count, found: positional.count))
    }
    for (name, value) in named { try bind(name, value, &bound) }
    for (place, parameter) in parameters.enumerated()
    where parameter.isRequired && bound[place].isMissing {
      throw RuntimeFault(
        MissingArgument(function: name, parameter: parameter.name, signature: signature))
    }
    return try withExtendedLifetime(bound) { () throws(RuntimeFault) in
      try callBody(bound, context)
    }
  }

  private func callBody(
    _ bound: [Value], _ context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    let copy = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(bound.count, 1))
    defer { copy.deallocate() }
    for (index, value) in bound.enumerated() { copy[index] = value }
    return try body(UnsafeBufferPointer(start: copy.baseAddress, count: bound.count), context)
  }

  private func bind(
    _ argument: String, _ value: Value, _ bound: inout [Value]
  ) throws(RuntimeFault) {
    guard let place = parameters.firstIndex(where: { $0.name == argument && $0.kind != .rest })
    else {
      let names = parameters.filter { $0.kind != .rest }.map(\.name)
      throw RuntimeFault(UnknownArgument(function: name, argument: argument, parameters: names))
    }
    guard bound[place].isMissing else {
      throw RuntimeFault(ArgumentTwice(function: name, argument: argument))
    }
    bound[place] = value
  }
}

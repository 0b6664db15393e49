import AimDiagnostics
import AimTensor

extension Builtin {
  /// A call with positional arguments alone, borrowed; the result is the caller's (+1).
  @inline(__always)
  package func call(
    _ arguments: UnsafeBufferPointer<Value>, in context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    if arguments.count == parameters.count, !hasRest { return try body(arguments, context) }
    return try call(Array(arguments), named: [], in: context)
  }

  /// A call with any arguments.
  ///
  /// Binds them to the parameters; what is wrong is reported before the body begins.
  @inline(never)
  package func call(
    _ positional: [Value], named: [(name: String, value: Value)], in context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    var binding = ArgumentSlots(self)
    defer { binding.release() }
    try binding.place(positional)
    try binding.place(named)
    try binding.complete()
    return try callBody(binding.values, context)
  }

  private func callBody(
    _ bound: [Value], _ context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    let copy = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(bound.count, 1))
    defer { copy.deallocate() }
    for (index, value) in bound.enumerated() { copy[index] = value }
    return try body(UnsafeBufferPointer(start: copy.baseAddress, count: bound.count), context)
  }
}

/// The arguments of one call on their way to a builtin's parameters: borrowed, but for the lists made here.
private struct ArgumentSlots {
  private let builtin: Builtin
  private(set) var values: [Value]
  private var made: [Value] = []

  init(_ builtin: Builtin) {
    self.builtin = builtin
    values = [Value](repeating: .missing, count: builtin.parameters.count)
  }

  func release() { for value in made { value.release() } }

  mutating func place(_ positional: [Value]) throws(RuntimeFault) {
    var rest = positional[...]
    for (index, parameter) in builtin.parameters.enumerated() {
      guard let first = rest.first else { break }
      switch parameter.kind {
      case .value, .variable, .variableOrValue: values[index] = rest.removeFirst()
      case .rest: collect(&rest, rest.count, at: index)
      case .sizes:
        if first.asInteger == nil, !first.has(kind: .tensor) || first.elementAsNumber == nil {
          values[index] = rest.removeFirst()
        } else {
          collect(&rest, rest.prefix { $0.elementAsNumber?.asInteger != nil }.count, at: index)
          // NumPy's `normal(mean, std, size)`: the numbers before were not meant as sizes.
          let follows = builtin.parameters.dropFirst(index + 1).first
          if let next = rest.first, follows?.type == AttributeReading.typeName(.float),
            next.isSequence, let sizes = AttributeReading.ints(next)
          {
            throw RuntimeFault(
              SizesComeFirst(
                function: builtin.name, sizes: sizes, signature: builtin.signature,
                parameters: builtin.parameters.dropFirst().map(\.name),
                given: positional.prefix { $0.bits != next.bits }.map { Display.short($0) }))
          }
        }
      case .tensors, .operands:
        // What is no tensor at all is told as an argument of the wrong kind.
        let isList = first.isTensorList(orOfLists: parameter.kind == .tensors)
        if isList || !first.isTensorLike {
          values[index] = rest.removeFirst()
        } else {
          collect(&rest, rest.prefix { $0.isTensorLike }.count, at: index)
        }
      case .names: break
      }
    }
    if !rest.isEmpty {
      throw RuntimeFault(
        TooManyArguments(
          function: builtin.name, expected: builtin.parameters.count, found: positional.count))
    }
  }

  private mutating func collect(_ rest: inout ArraySlice<Value>, _ count: Int, at index: Int) {
    let list = Value.list(owning: rest.prefix(count).map { $0.retained() })
    rest = rest.dropFirst(count)
    made.append(list)
    values[index] = list
  }

  mutating func place(_ named: [(name: String, value: Value)]) throws(RuntimeFault) {
    var extras: [(name: String, value: Value)] = []
    let extrasPlace = builtin.parameters.firstIndex { $0.kind == .names }
    for (name, value) in named {
      guard
        let place = builtin.parameters.firstIndex(where: {
          $0.name == name && $0.kind != .rest && $0.kind != .names
        })
      else {
        if extrasPlace != nil {
          extras.append((name, value))
          continue
        }
        let names = builtin.parameters.filter { $0.kind != .rest }.map(\.name)
        throw RuntimeFault(
          UnknownArgument(function: builtin.name, argument: name, parameters: names))
      }
      guard values[place].isMissing else {
        throw RuntimeFault(ArgumentTwice(function: builtin.name, argument: name))
      }
      values[place] = value
    }
    guard let extrasPlace else { return }
    let record = Value.record(
      RecordLayout(names: extras.map(\.name)), owning: extras.map { $0.value.retained() })
    made.append(record)
    values[extrasPlace] = record
  }

  mutating func complete() throws(RuntimeFault) {
    for (index, parameter) in builtin.parameters.enumerated() where values[index].isMissing {
      if parameter.kind == .rest {
        let list = Value.list(owning: [])
        made.append(list)
        values[index] = list
      } else if parameter.isRequired {
        throw RuntimeFault(
          MissingArgument(
            function: builtin.name, parameter: parameter.name, signature: builtin.signature))
      }
    }
  }
}

extension Value {
  /// True for a list or tuple that holds the tensors themselves, and is not one of them: its first
  /// element is a tensor or a list.
  ///
  /// The operands of an equation are taken apart only where they are tensors.
  fileprivate func isTensorList(orOfLists: Bool) -> Bool {
    guard isSequence else { return false }
    let values = object(as: ContainerObject.self).values
    guard let first = values.first else { return true }
    return first.has(kind: .tensor) || has(kind: .tuple) || orOfLists && first.has(kind: .list)
  }
}

import AimCompiler
import AimDiagnostics

/// An argument on its way to a parameter; the value is owned.
struct GivenArgument {
  let name: String?
  let value: Value
  /// True where it was given with `&`, false where not; nil for a receiver, which may be either.
  let isReference: Bool?
}

/// The rules by which arguments find their parameters.
enum ArgumentBinding {
  /// One value for each parameter, `missing` where the default is to be used.
  ///
  /// Takes over the arguments.
  static func bind(
    _ given: [GivenArgument], to header: FunctionCode.Header
  ) throws(RuntimeFault) -> [Value] {
    var bound = [Value](repeating: .missing, count: header.parameters.count)
    var rest: [Value] = []
    do throws(RuntimeFault) {
      try place(given, header, &bound, &rest)
      try complete(&bound, header)
    } catch {
      // Every argument is released once, wherever it had come to.
      for argument in given { argument.value.release() }
      throw error
    }
    if let index = header.parameters.firstIndex(where: { $0.kind == .rest }) {
      bound[index] = .list(owning: rest)
    }
    settle(given, header, &bound)
    return bound
  }

  private static func place(
    _ given: [GivenArgument], _ header: FunctionCode.Header, _ bound: inout [Value],
    _ rest: inout [Value]
  ) throws(RuntimeFault) {
    let parameters = header.parameters
    var next = 0
    for (number, argument) in given.enumerated() {
      let index: Int
      if let name = argument.name {
        index = try find(name, header)
        if !bound[index].isMissing {
          throw RuntimeFault(ArgumentTwice(function: display(header), argument: name))
        }
      } else {
        if next < parameters.count, parameters[next].kind == .rest {
          rest.append(argument.value)
          continue
        }
        guard next < parameters.count, !parameters[next].isNamedOnly else {
          throw RuntimeFault(tooMany(given, header))
        }
        index = next
        next += 1
      }
      try checkReference(argument, parameters[index], header, number)
      bound[index] = argument.value
    }
  }

  private static func find(
    _ name: String, _ header: FunctionCode.Header
  ) throws(RuntimeFault) -> Int {
    let parameters = header.parameters
    let first = header.isMethod ? 1 : 0
    for index in parameters.indices.dropFirst(first)
    where parameters[index].name == name && parameters[index].kind != .rest {
      return index
    }
    let names = parameters.dropFirst(first).filter { $0.kind != .rest }.map(\.name)
    throw RuntimeFault(
      UnknownArgument(function: display(header), argument: name, parameters: names))
  }

  private static func checkReference(
    _ argument: GivenArgument, _ parameter: ParameterInfo, _ header: FunctionCode.Header,
    _ number: Int
  ) throws(RuntimeFault) {
    let isCell = argument.value.has(kind: .cell)
    if parameter.kind == .reference {
      if isCell { return }
      if header.isMethod, number == 0 {
        throw RuntimeFault(MutatingNeedsVariable(method: header.name))
      }
      throw RuntimeFault(
        NeedsReference(
          function: display(header), parameter: parameter.name,
          argument: header.isMethod ? number : number + 1))
    }
    if argument.isReference == true {
      throw RuntimeFault(
        NotAReference(
          function: display(header), parameter: parameter.name,
          argument: header.isMethod ? number : number + 1))
    }
  }

  private static func complete(
    _ bound: inout [Value], _ header: FunctionCode.Header
  ) throws(RuntimeFault) {
    for (index, parameter) in header.parameters.enumerated()
    where bound[index].isMissing && parameter.kind != .rest && !parameter.hasDefault {
      throw RuntimeFault(
        MissingArgument(
          function: display(header), parameter: parameter.name, signature: signature(header)))
    }
  }

  /// A receiver that came as a cell and is taken by value becomes the value.
  private static func settle(
    _ given: [GivenArgument], _ header: FunctionCode.Header, _ bound: inout [Value]
  ) {
    for index in bound.indices
    where header.parameters[index].kind == .value && bound[index].has(kind: .cell) {
      let cell = bound[index]
      bound[index] = cell.cellContents.retained()
      cell.release()
    }
  }

  private static func tooMany(
    _ given: [GivenArgument], _ header: FunctionCode.Header
  ) -> TooManyArguments {
    let hidden = header.isMethod ? 1 : 0
    let positional = given.count { $0.name == nil }
    let taken = header.parameters.count { !$0.isNamedOnly && $0.kind != .rest }
    return TooManyArguments(
      function: display(header), expected: taken - hidden, found: positional - hidden)
  }

  static func display(_ header: FunctionCode.Header) -> String {
    header.name.isEmpty ? "this function" : header.name
  }

  static func signature(_ header: FunctionCode.Header) -> String {
    let parameters = header.parameters.dropFirst(header.isMethod ? 1 : 0)
    return "\(header.name)(\(parameters.map(\.text).joined(separator: ", ")))"
  }
}

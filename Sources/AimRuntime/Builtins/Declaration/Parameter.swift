import AimDiagnostics

/// A typed parameter of a builtin: its name, its conversion, its default.
package struct Parameter<Argument: BuiltinArgument> {
  let name: String
  let defaultValue: Argument?
  let defaultText: String?

  package init(_ name: String) {
    self.name = name
    defaultValue = nil
    defaultText = nil
  }

  /// A parameter that may be left out; `shown` is the default as help writes it.
  package init(_ name: String, default value: Argument, shown: String? = nil) {
    self.name = name
    defaultValue = value
    defaultText = shown ?? "\(value)"
  }

  var card: ParameterCard {
    ParameterCard(name, Argument.typeName, kind: Argument.kind, default: defaultText)
  }

  /// The argument, converted; the default where none was given; else a fault that names both.
  func argument(_ value: Value, of function: String) throws(RuntimeFault) -> Argument {
    if value.isMissing, let defaultValue { return defaultValue }
    if let converted = try Argument.converted(value) { return converted }
    throw RuntimeFault(
      WrongArgument(
        function: function, parameter: name, expected: Argument.typeName,
        found: value.typeName, text: Display.short(value)))
  }
}

extension Builtin {
  /// A builtin whose body gets its arguments unpacked and converted.
  convenience init<each Argument: BuiltinArgument>(
    _ name: String, _ parameters: repeat Parameter<each Argument>, summary: String,
    formula: String? = nil, examples: [Example] = [],
    body: @escaping (repeat each Argument) throws(RuntimeFault) -> Value
  ) {
    var cards: [ParameterCard] = []
    repeat cards.append((each parameters).card)
    self.init(
      raw: name, cards, summary: summary, formula: formula, examples: examples
    ) { (arguments, _) throws(RuntimeFault) in
      var reader = ArgumentReader(arguments: arguments, function: name)
      return try body(repeat try reader.next(each parameters))
    }
  }

  /// The same for a body that calls back into the program, prints or asks.
  convenience init<each Argument: BuiltinArgument>(
    calling name: String, _ parameters: repeat Parameter<each Argument>, summary: String,
    formula: String? = nil, examples: [Example] = [], loop: String? = nil,
    body: @escaping (any BuiltinContext, repeat each Argument) throws(RuntimeFault) -> Value
  ) {
    var cards: [ParameterCard] = []
    repeat cards.append((each parameters).card)
    self.init(
      raw: name, cards, summary: summary, formula: formula, examples: examples, loop: loop
    ) { (arguments, context) throws(RuntimeFault) in
      var reader = ArgumentReader(arguments: arguments, function: name)
      return try body(context, repeat try reader.next(each parameters))
    }
  }
}

/// Hands out bound arguments in the order of the parameters.
private struct ArgumentReader {
  let arguments: UnsafeBufferPointer<Value>
  let function: String
  var index = 0

  mutating func next<Argument>(
    _ parameter: Parameter<Argument>
  ) throws(RuntimeFault) -> Argument {
    let value = arguments[index]
    index += 1
    return try parameter.argument(value, of: function)
  }
}

import AimTensor

/// Builtins that belong together, and the heading they stand under in help.
package struct BuiltinFamily {
  package let title: String
  package let builtins: [Builtin]
}

/// Every name that the library has in Swift: builtins, operators, constants. One per interpreter.
package final class BuiltinTable {
  package let families: [BuiltinFamily]
  private var byName: [String: Builtin] = [:]
  private var values: [String: Value] = [:]

  package init(adding extra: [BuiltinFamily] = []) {
    families = BuiltinTable.families + extra
    for family in families {
      for builtin in family.builtins { byName[builtin.name] = builtin }
    }
  }

  deinit { for value in values.values { value.release() } }

  /// The families in the order of the reference.
  private static var families: [BuiltinFamily] {
    [
      BuiltinFamily(title: "Numbers", builtins: Builtin.numbers),
      BuiltinFamily(title: "Text", builtins: Builtin.texts),
      BuiltinFamily(title: "Collections", builtins: Builtin.collections),
      BuiltinFamily(title: "Changing a variable", builtins: Builtin.mutating),
      BuiltinFamily(title: "Functions over collections", builtins: Builtin.higherOrder),
      BuiltinFamily(title: "Dictionaries and records", builtins: Builtin.dictionaries),
      BuiltinFamily(title: "Values", builtins: Builtin.values),
      BuiltinFamily(title: "Tensors", builtins: Builtin.tensors),
      BuiltinFamily(title: "The world outside", builtins: Builtin.world),
    ]
  }

  /// Plain values that have a name.
  package static let constants: [(name: String, value: Double)] = [
    ("pi", .pi), ("inf", .infinity), ("nan", .nan),
  ]

  /// The builtin of a name: one of its own, or one made of the operator of that name.
  package func builtin(named name: String) -> Builtin? {
    if let found = byName[name] { return found }
    guard let op = Operator.named(name), op.isPublic else { return nil }
    let builtin = OperatorBinding.builtin(for: op)
    byName[name] = builtin
    return builtin
  }

  /// The value that a name of the library stands for, borrowed; nil where Swift has none of that name.
  package func value(named name: String) -> Value? {
    if let value = values[name] { return value }
    if let constant = BuiltinTable.constants.first(where: { $0.name == name }) {
      return .number(constant.value)
    }
    guard let builtin = builtin(named: name) else { return nil }
    let value = Value(owning: BuiltinObject(builtin))
    values[name] = value
    return value
  }

  /// All names, for completion and "did you mean".
  package var names: [String] {
    var names = Set(byName.keys)
    for family in Operator.catalogue {
      for op in family.operators where op.isPublic { names.insert(op.name) }
    }
    for constant in BuiltinTable.constants { names.insert(constant.name) }
    return names.sorted()
  }
}

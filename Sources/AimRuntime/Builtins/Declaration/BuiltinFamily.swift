import AimTensor

/// Builtins that belong together, and the heading they stand under in help.
package struct BuiltinFamily {
  package let title: String
  package let builtins: [Builtin]

  package init(title: String, builtins: [Builtin]) {
    self.title = title
    self.builtins = builtins
  }
}

extension Builtin {
  /// The families in the order of the reference; the operators' families follow.
  package static var families: [BuiltinFamily] {
    let own = [
      BuiltinFamily(title: "Numbers", builtins: numbers),
      BuiltinFamily(title: "Text", builtins: texts),
      BuiltinFamily(title: "Collections", builtins: collections),
      BuiltinFamily(title: "Changing a variable", builtins: mutating),
      BuiltinFamily(title: "Functions over collections", builtins: higherOrder),
      BuiltinFamily(title: "Dictionaries and records", builtins: dictionaries),
      BuiltinFamily(title: "Values", builtins: values),
      BuiltinFamily(title: "Tensors", builtins: tensors),
      BuiltinFamily(title: "Data sets", builtins: dataSets),
      BuiltinFamily(title: "Gradients", builtins: gradients),
      BuiltinFamily(title: "The world outside", builtins: world),
    ]
    var taken: Set<String> = []
    for family in own { for builtin in family.builtins { taken.insert(builtin.name) } }
    return own
      + Operator.catalogue.map { family in
        BuiltinFamily(
          title: family.title,
          builtins: family.operators.filter {
            $0.isPublic && KernelChoice.kernel(ofLibraryFunction: $0.name) == nil
              && !taken.contains($0.name)
          }
          .map(OperatorBinding.builtin))
      }
  }

  /// Every function of the library that is written in Swift.
  ///
  /// Make it once per interpreter.
  package static var library: [Builtin] { families.flatMap(\.builtins) }

  /// Plain numbers that have a name.
  package static let constants: [String: Double] = ["pi": .pi, "inf": .infinity, "nan": .nan]
}

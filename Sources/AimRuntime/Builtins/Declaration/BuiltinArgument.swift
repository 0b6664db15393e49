package import AimTensor

/// A Swift type that an argument of a builtin can become.
///
/// The conversion is stated once, here.
package protocol BuiltinArgument {
  /// What may be given, in words: `a number`.
  static var typeName: String { get }
  static var kind: ParameterCard.Kind { get }
  /// The argument as this type; nil where it is of another kind. The value stays borrowed.
  static func converted(_ value: Value) throws(RuntimeFault) -> Self?
}

extension BuiltinArgument {
  package static var kind: ParameterCard.Kind { .value }
}

extension Value: BuiltinArgument {
  package static var typeName: String { "anything" }
  package static func converted(_ value: Value) -> Value? { value }
}

extension Int: BuiltinArgument {
  package static var typeName: String { "a whole number" }
  package static func converted(_ value: Value) -> Int? { value.elementAsNumber?.asInteger }
}

extension Double: BuiltinArgument {
  package static var typeName: String { "a number" }
  package static func converted(_ value: Value) -> Double? { value.elementAsNumber?.asDouble }
}

extension Bool: BuiltinArgument {
  package static var typeName: String { "true or false" }
  package static func converted(_ value: Value) -> Bool? {
    if value.isBoolean { return value.isTrue }
    if case .tensor(let tensor) = value.view, case .bool(let flag)? = tensor.element { return flag }
    return nil
  }
}

extension String: BuiltinArgument {
  package static var typeName: String { "a string" }
  package static func converted(_ value: Value) -> String? { value.asText }
}

/// A string as it stands, where a Swift string of it would be a copy for nothing.
extension StringObject: BuiltinArgument {
  package static var typeName: String { "a string" }
  package static func converted(_ value: Value) -> StringObject? {
    if case .string(let string) = value.view { return string }
    return nil
  }
}

extension Tensor: BuiltinArgument {
  package static var typeName: String { "a tensor" }
  package static func converted(_ value: Value) throws(RuntimeFault) -> Tensor? {
    switch value.view {
    case .tensor, .integer, .number, .boolean, .list, .range:
      return try TensorBridge.tensor(from: value)
    default: return nil
    }
  }
}

extension ListObject: BuiltinArgument {
  package static var typeName: String { "a list" }
  package static func converted(_ value: Value) -> ListObject? {
    if case .list(let list) = value.view { return list }
    return nil
  }
}

extension DictionaryObject: BuiltinArgument {
  package static var typeName: String { "a dictionary" }
  package static func converted(_ value: Value) -> DictionaryObject? {
    if case .dictionary(let dictionary) = value.view { return dictionary }
    return nil
  }
}

extension Optional: BuiltinArgument where Wrapped: BuiltinArgument {
  package static var typeName: String { Wrapped.typeName }
  package static func converted(_ value: Value) throws(RuntimeFault) -> Wrapped?? {
    if value.isNothing { return .some(.none) }
    guard let converted = try Wrapped.converted(value) else { return nil }
    return .some(converted)
  }
}

/// An argument that is called back.
package struct Callable: BuiltinArgument {
  package let value: Value
  package static var typeName: String { "a function" }
  package static func converted(_ value: Value) -> Callable? {
    value.isCallable ? Callable(value: value) : nil
  }
}

/// An argument that a loop could walk over.
package struct Collection: BuiltinArgument {
  package let value: Value
  package static var typeName: String { "a collection" }
  package static func converted(_ value: Value) -> Collection? {
    switch value.view {
    case .list, .tuple, .record, .dictionary, .range, .string, .tensor: Collection(value: value)
    default: nil
    }
  }
}

/// All positional arguments that are left, borrowed.
package struct Rest: BuiltinArgument {
  package let values: [Value]
  package static var typeName: String { "any number of values" }
  package static var kind: ParameterCard.Kind { .rest }
  package static func converted(_ value: Value) -> Rest? {
    if case .list(let list) = value.view { return Rest(values: Array(list.values)) }
    return Rest(values: [])
  }
}

/// A variable that the builtin changes.
package struct Variable: BuiltinArgument {
  package let cell: CellObject
  package static var typeName: String { "a variable" }
  package static var kind: ParameterCard.Kind { .variable }
  package static func converted(_ value: Value) -> Variable? {
    if case .cell(let cell) = value.view { return Variable(cell: cell) }
    return nil
  }
}

extension Value {
  /// True for what `f(…)` can stand for.
  package var isCallable: Bool {
    switch view {
    case .function, .builtin, .boundMethod, .type: return true
    case .instance(let instance): return instance.type.methods["forward"] != nil
    default: return false
    }
  }
}

import AimCompiler
import AimRuntime

extension Session {
  /// Everything that may be named at the top level, the library included.
  package var names: [String] { interpreter.visibleNames }

  /// What the user has named, in that order, each value in short.
  package var variables: [(name: String, value: String)] {
    interpreter.globals.boundNames.filter { $0 != "ans" }.compactMap { name in
      interpreter.globals.value(of: name).map { (name, Display.short($0)) }
    }
  }

  /// The fields and methods of what a path of names leads to; empty where it leads nowhere.
  package func members(of path: [String]) -> [String] {
    value(at: path).map { Operations.fieldNames(of: $0.value) } ?? []
  }

  /// The names of the parameters of the function, model or type that a path leads to.
  package func parameters(of path: [String]) -> [String] {
    guard let found = value(at: path) else { return [] }
    return parameters(of: found.value)
  }

  private func parameters(of value: Value) -> [String] {
    switch value.view {
    case .builtin(let builtin): return builtin.builtin.parameters.map(\.name)
    case .function(let function):
      let header = function.linked.code.header
      return header.parameters.map(\.name)
    case .boundMethod(let bound): return Array(parameters(of: bound.function).dropFirst())
    case .type(let type):
      let roles = zip(type.descriptor.layout.names, type.descriptor.roles)
      return roles.compactMap { name, role in role == .argument ? name : nil }
    default: return []
    }
  }

  /// The value that a path of fields leads to.
  ///
  /// No method runs, no element is computed.
  func value(at path: [String]) -> OwnedValue? {
    guard let first = path.first, var value = interpreter.value(of: first) else { return nil }
    for name in path.dropFirst() {
      guard let next = try? Operations.field(ifPresent: name, of: value.value) else { return nil }
      value = OwnedValue(owning: next)
    }
    return value
  }
}

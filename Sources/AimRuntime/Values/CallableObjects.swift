/// A function of the library written in Swift.
package final class BuiltinObject: HeapObject {
  package let builtin: Builtin
  /// What the machine asks of a builtin at every call, without counting references to it.
  let shortWay: Builtin.ShortWay?
  let parameterCount: Int
  let isMutating: Bool

  package init(_ builtin: Builtin) {
    self.builtin = builtin
    shortWay = builtin.shortWay
    parameterCount = builtin.parameters.count
    isMutating = builtin.isMutating
    super.init(kind: .builtin)
  }

  /// The result of the usual case; `missing` where this call is another.
  @inline(__always)
  func result(_ arguments: UnsafeMutablePointer<Value>, count: Int) -> Value {
    guard let shortWay, count == parameterCount else { return .missing }
    return Value(bits: shortWay(UnsafeMutableRawPointer(arguments)))
  }
}

/// `x.f` not yet called: slot 0 is the receiver, slot 1 the function that takes it first.
package final class BoundMethodObject: ContainerObject {
  package init(owningReceiver receiver: Value, owningFunction function: Value) {
    super.init(kind: .boundMethod, capacity: 2)
    append(owning: receiver)
    append(owning: function)
  }

  package var receiver: Value { slots[0] }
  package var function: Value { slots[1] }
}

/// What `model` and `type` declare: constructor, fields, methods.
///
/// Made by the machine.
package final class TypeDescriptor {
  package enum FieldRole: Sendable { case parameter, state, plain, variable, argument }

  package let name: String
  package let isModel: Bool
  package let layout: RecordLayout
  package let roles: [FieldRole]
  /// Methods by name, each one counted reference.
  package var methods: [String: Value] = [:]
  /// The names of the methods that may change their receiver.
  package var mutatingMethods: Set<String> = []
  /// Makes an instance when the type is called; `missing` until the machine sets it (one counted reference).
  package var constructor: Value = .missing
  /// The compiled declaration; the machine knows its class.
  package let code: AnyObject?

  package init(
    name: String, isModel: Bool, layout: RecordLayout, roles: [FieldRole], code: AnyObject? = nil
  ) {
    self.name = name
    self.isModel = isModel
    self.layout = layout
    self.roles = roles
    self.code = code
  }

  deinit {
    for method in methods.values { method.release() }
    constructor.release()
  }
}

/// A model or type as a value: called, it makes an instance.
package final class TypeObject: HeapObject {
  package let descriptor: TypeDescriptor

  package init(_ descriptor: TypeDescriptor) {
    self.descriptor = descriptor
    super.init(kind: .type)
  }
}

/// A model or a value of a user's type: its fields' values in the order of the descriptor's layout.
package final class InstanceObject: ContainerObject {
  package let type: TypeDescriptor

  package init(type: TypeDescriptor) {
    self.type = type
    super.init(kind: .instance, capacity: type.layout.names.count)
  }
}

/// What `import` binds: names to the cells of a file's globals.
package final class ModuleObject: ContainerObject {
  package let name: String
  package let layout: RecordLayout

  /// Append one cell for each name of the layout.
  package init(name: String, layout: RecordLayout) {
    self.name = name
    self.layout = layout
    super.init(kind: .module, capacity: layout.names.count)
  }
}

package import AimCompiler
import AimDiagnostics

/// Making functions, types, instances and modules.
extension Machine {
  @inline(never)
  func makeFunction(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) {
    let linked = frame.linked.child(word.b)
    let sources = linked.code.tables.captures
    let function = FunctionObject(linked: linked, captures: sources.count)
    for source in sources {
      switch source {
      case .register(let register): function.append(owning: base[Int(register)].retained())
      case .capture(let index):
        function.append(owning: frame.pointee.captures[Int(index)].retained())
      }
    }
    (base + word.a).put(Value(owning: function))
  }

  /// Constructor and methods stand in registers in a row.
  @inline(never)
  func makeType(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) {
    let linked = frame.linked
    let shape = linked.code.tables.types[word.c]
    let descriptor = TypeDescriptor(
      name: shape.name, isModel: shape.isModel,
      layout: RecordLayout(names: shape.fields.map(\.name)),
      roles: shape.fields.map { TypeDescriptor.FieldRole($0.kind) },
      code: TypeCode(shape: shape, module: linked.module))
    let window = base + word.b
    for (index, name) in shape.methods.enumerated() {
      let method = (window + index + 1).takeOut()
      if method.object(as: FunctionObject.self).linked.code.header.isMutating {
        descriptor.mutatingMethods.insert(name)
      }
      descriptor.methods[name] = method
    }
    descriptor.constructor = window.takeOut()
    descriptor.constructor.object(as: FunctionObject.self).type = descriptor
    (base + word.a).put(Value(owning: TypeObject(descriptor)))
  }

  /// The end of a constructor: its fields' values stand in registers in a row.
  @inline(never)
  func makeInstance(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) {
    guard let type = frame.pointee.function.object(as: FunctionObject.self).type else { return }
    let instance = InstanceObject(type: type)
    for index in 0..<word.c { instance.append(owning: (base + word.b + index).takeOut()) }
    (base + word.a).put(Value(owning: instance))
  }

  @inline(never)
  func makeCell(_ word: Word, _ base: UnsafeMutablePointer<Value>) {
    let value = word.flags & 1 != 0 ? (base + word.b).takeOut() : base[word.b].retained()
    (base + word.a).put(Value(owning: CellObject(owning: value)))
  }

  @inline(never)
  func getGlobalCell(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) {
    (base + word.a).put(frame.linked.globalCells[word.b].retained())
  }

  @inline(never)
  func importModule(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    let linked = frame.linked
    do throws(RuntimeFault) {
      let module = try interpreter.importFile(
        linked.code.tables.imports[word.b], from: linked.module)
      (base + word.a).put(module)
      return true
    } catch {
      return fail(error)
    }
  }
}

/// What stands behind a `TypeDescriptor`: its declaration.
package final class TypeCode: DescribedCode {
  package let shape: TypeShape
  package let module: Module

  init(shape: TypeShape, module: Module) {
    self.shape = shape
    self.module = module
  }

  package var functionName: String { shape.name }
  package var signature: String {
    let arguments = shape.fields.filter { $0.kind == .argument }.map(\.name)
    return "\(shape.isModel ? "model" : "type") \(shape.name)(\(arguments.joined(separator: ", ")))"
  }
  package var documentation: String? { shape.documentation }
}

extension TypeDescriptor.FieldRole {
  init(_ kind: TypeShape.Field.Kind) {
    switch kind {
    case .argument: self = .argument
    case .param: self = .parameter
    case .state: self = .state
    case .plain: self = .plain
    case .variable: self = .variable
    }
  }
}

import AimDiagnostics
import AimSyntax

extension Generator {
  /// A model or type in a block.
  func define(_ declaration: TypeDeclaration) {
    guard let variable = resolution.variables[declaration.id] else { return }
    temporarily { bindEarly(variable) { makeType(declaration, into: $0) } }
  }

  /// A model or type of the top level.
  func defineGlobal(_ declaration: TypeDeclaration) {
    at(declaration.range) {
      temporarily {
        let register = builder.reserve()
        makeType(declaration, into: register)
        builder.emit(
          .defineGlobal, flags: Instruction.givesUpA, a: register,
          b: builder.global(.module(declaration.name.text)))
      }
    }
  }

  /// Makes constructor and methods in registers in a row, and the type of them.
  private func makeType(_ declaration: TypeDeclaration, into register: UInt16) {
    let shape = shape(of: declaration)
    let outer = fieldSlots
    let window = builder.reserve()
    builder.emit(.makeFunction, a: window, b: constructor(declaration))
    fieldSlots = [:]
    for (slot, field) in shape.fields.enumerated() { fieldSlots[field.name] = slot }
    for method in declaration.methods {
      let register = builder.reserve()
      builder.emit(.makeFunction, a: register, b: compile(method, method: declaration))
    }
    fieldSlots = outer
    builder.emit(.makeType, a: register, b: window, c: builder.add(shape))
  }

  private func shape(of declaration: TypeDeclaration) -> TypeShape {
    var fields: [TypeShape.Field] = []
    for parameter in declaration.parameters where !parameter.name.isDiscard {
      fields.append(.init(name: parameter.name.text, kind: .argument, documentation: nil))
    }
    for field in declaration.fields {
      let kind: TypeShape.Field.Kind
      switch field.kind {
      case .param: kind = .param
      case .state: kind = .state
      case .plain: kind = .plain
      case .variable: kind = .variable
      }
      fields.append(
        .init(name: field.name.text, kind: kind, documentation: field.documentation?.text))
    }
    return TypeShape(
      name: declaration.name.text, isModel: declaration.isModel, range: declaration.range,
      documentation: declaration.documentation?.text, fields: fields,
      methods: declaration.methods.map(\.name.text))
  }

  /// The function that computes the fields, in order, and makes the instance.
  private func constructor(_ declaration: TypeDeclaration) -> UInt16 {
    let outer = fieldSlots
    fieldSlots = [:]
    defer { fieldSlots = outer }
    return function(declaration.id, range: declaration.range) { builder in
      builder.header.name = declaration.name.text
      builder.header.documentation = declaration.documentation?.text
      builder.header.isConstructor = true
      builder.header.parameters = self.parameters(declaration.parameters)
    } body: {
      self.signature(declaration.parameters, nil)
      for field in declaration.fields { self.initialise(field) }
      self.instance(of: declaration)
    }
  }

  private func initialise(_ field: Field) {
    at(field.range) {
      let register = temporary(field.value)
      if field.kind == .param { at(field.value.range) { checkTrained(field, in: register) } }
      guard let variable = resolution.variables[field.id] else { return }
      bind(variable, in: register)
    }
  }

  /// Nothing silent: a `param` that no gradient could change is a fault.
  private func checkTrained(_ field: Field, in register: UInt16) {
    let pattern = ShapePattern(
      kind: .trained, parameter: nil, text: field.name.text, range: field.name.range)
    builder.emit(.checkResult, a: register, c: builder.add(pattern))
    builder.noteOperand(register, field.value.range)
  }

  private func instance(of declaration: TypeDeclaration) {
    let window = UInt16(clamping: builder.top)
    var nodes = declaration.parameters.filter { !$0.name.isDiscard }.map(\.id)
    nodes += declaration.fields.map(\.id)
    for node in nodes {
      let register = builder.reserve()
      let variable = resolution.variables[node]
      read(
        variable.map(NameUse.variable), variable?.name ?? "",
        into: Target(register: register, isFresh: true))
    }
    let result = builder.reserve()
    builder.emit(.makeInstance, a: result, b: window, c: UInt16(clamping: nodes.count))
    builder.emit(.returnValue, flags: Instruction.givesUpA, a: result)
  }
}

import AimDiagnostics
import AimSyntax

extension Generator {
  // MARK: definitions

  /// A function in a block.
  ///
  /// Those of the top level were made before its first statement.
  func define(_ declaration: FunctionDeclaration) {
    guard let variable = resolution.variables[declaration.id] else { return }
    temporarily {
      let function = compile(declaration, method: nil)
      bindEarly(variable) { builder.emit(.makeFunction, a: $0, b: function) }
    }
  }

  /// Binds a function or type of a block, whose register was taken at the block's start.
  func bindEarly(_ variable: Variable, _ make: (UInt16) -> Void) {
    if variable.needsCell {
      let register = builder.reserve()
      make(register)
      builder.emit(
        .setCell, flags: Instruction.givesUpB, a: variable.register, b: register)
    } else {
      make(variable.register)
    }
    builder.note(variable)
  }

  /// Makes a function of the top level and binds its name.
  func defineGlobal(_ declaration: FunctionDeclaration) {
    at(declaration.range) {
      temporarily {
        let register = builder.reserve()
        builder.emit(.makeFunction, a: register, b: compile(declaration, method: nil))
        builder.emit(
          .defineGlobal, flags: Instruction.givesUpA, a: register,
          b: builder.global(.module(declaration.name.text)))
      }
    }
  }

  func lambda(_ lambda: Lambda, node: NodeID, into target: Target) {
    let function = function(node, range: builder.range) {
      $0.header.name = ""
      $0.header.parameters = self.parameters(lambda.parameters)
    } body: {
      self.signature(lambda.parameters, nil)
      self.body(lambda.body)
    }
    builder.emit(.makeFunction, a: target.register, b: function)
  }

  /// Compiles a function into the tables of the one around it; its index.
  func compile(_ declaration: FunctionDeclaration, method type: TypeDeclaration?) -> UInt16 {
    function(declaration.id, range: declaration.range) { builder in
      builder.header.name = declaration.name.text
      builder.header.documentation = declaration.documentation?.text
      builder.header.result = declaration.result.map { self.text(of: $0.range) }
      builder.header.isKernel = declaration.isKernel
      builder.header.isMethod = type != nil
      builder.header.isMutating = declaration.isMutating
      builder.header.parameters = self.parameters(declaration.parameters)
      if type != nil {
        let info = ParameterInfo(
          name: "self", kind: declaration.isMutating ? .reference : .value, hasDefault: false,
          isNamedOnly: false)
        builder.header.parameters.insert(info, at: 0)
      }
    } body: {
      if type != nil { self.instance(of: declaration) }
      self.signature(declaration.parameters, declaration.result)
      if declaration.isKernel {
        self.builder.emit(.runKernel, a: UInt16(clamping: self.builder.header.parameters.count))
      }
      self.body(declaration.body)
    }
  }

  /// Opens a builder for a function, writes it, and closes it.
  func function(
    _ node: NodeID, range: SourceRange, header: (FunctionBuilder) -> Void, body: () -> Void
  ) -> UInt16 {
    guard let scope = resolution.functions[node] else { return 0 }
    let code = code(scope, range: range, header: header, body: body)
    return builder.add(code)
  }

  func code(
    _ scope: FunctionScope, range: SourceRange, header: (FunctionBuilder) -> Void, body: () -> Void
  ) -> FunctionCode {
    let outer = builder
    let outerPiped = piped
    builder = FunctionBuilder(scope: scope, parent: outer, range: range)
    header(builder)
    for captured in scope.captures {
      builder.tables.captures.append(source(of: captured, in: outer))
    }
    body()
    let inner = builder
    builder = outer
    piped = outerPiped
    if let overflow = inner.overflow { report(overflow, at: range) }
    return inner.finish()
  }

  private func source(of captured: Variable, in outer: FunctionBuilder) -> CaptureSource {
    if captured.owner === outer.scope { return .register(captured.register) }
    return .capture(UInt16(clamping: outer.scope.captureIndex(of: captured) ?? 0))
  }

  func report(_ fault: any Fault, at range: SourceRange) {
    diagnostics.append(Diagnostic(fault, at: range))
  }

  private func body(_ body: FunctionBody) {
    switch body {
    case .expression(let value): tail(value)
    case .block(let block): at(block.range) { tail(block) }
    }
  }

  func parameters(_ parameters: [Parameter]) -> [ParameterInfo] {
    parameters.map { parameter in
      let kind: ParameterInfo.Kind
      switch parameter.kind {
      case .value: kind = .value
      case .reference: kind = .reference
      case .rest: kind = .rest
      }
      return ParameterInfo(
        name: parameter.name.text, kind: kind, hasDefault: parameter.defaultValue != nil,
        isNamedOnly: parameter.isNamedOnly,
        defaultText: parameter.defaultValue.map { text(of: $0.range) },
        annotation: parameter.annotation.map { text(of: $0.range) })
    }
  }

  // MARK: prologues

  /// `self`, the first register of a method.
  private func instance(of method: FunctionDeclaration) {
    guard let variable = resolution.variables[method.id] else { return }
    variable.register = builder.reserve()
    builder.note(variable)
  }

  /// Gives parameters their registers, fills in defaults, checks annotations and binds dimensions.
  func signature(_ parameters: [Parameter], _ result: Annotation?) {
    let first = builder.reserve(parameters.count)
    builder.keepAll()
    for (index, parameter) in parameters.enumerated() {
      guard let variable = resolution.variables[parameter.id] else { continue }
      variable.register = first + UInt16(index)
    }
    for (index, parameter) in parameters.enumerated() {
      guard let value = parameter.defaultValue else { continue }
      let register = first + UInt16(index)
      let given = builder.jump(.jumpIfNotMissing, a: register)
      self.value(value, into: Target(register: register, isFresh: true))
      builder.land([given])
    }
    builder.header.readyEntry = builder.position
    for parameter in parameters {
      if let variable = resolution.variables[parameter.id] { builder.note(variable) }
    }
    instanceCell()
    for dimension in builder.scope.dimensions {
      dimension.register = builder.reserve()
      builder.emit(.loadMissing, a: dimension.register)
    }
    checks(parameters, first: first)
    for dimension in builder.scope.dimensions { builder.note(dimension) }
    resultCheck(result)
  }

  /// `self` of a plain method whose change to `state` a closure must see.
  private func instanceCell() {
    guard let instance = builder.scope.instance, instance.needsCell, !instance.isMutable else {
      return
    }
    builder.emit(
      .makeCell, flags: Instruction.givesUpB, a: instance.register, b: instance.register)
  }

  /// First every annotation, which binds names; then the dimensions computed from them.
  private func checks(_ parameters: [Parameter], first: UInt16) {
    var computed: [(register: UInt16, pattern: ShapePattern, sizes: [(Int, Expression)])] = []
    for (index, parameter) in parameters.enumerated() {
      guard let annotation = parameter.annotation,
        let pattern = pattern(annotation, parameter: parameter.name.text)
      else { continue }
      let register = first + UInt16(index)
      at(parameter.range) {
        _ = builder.emit(.checkArgument, a: register, c: builder.add(pattern))
      }
      let sizes = computedSizes(annotation)
      if !sizes.isEmpty { computed.append((register, pattern, sizes)) }
    }
    for (register, pattern, sizes) in computed {
      for (dimension, size) in sizes {
        temporarily {
          let number = operand(size)
          builder.keep(number.register)
          var single = pattern
          single.dimension = dimension
          at(size.range) {
            _ = builder.emit(
              .checkDimension, a: register, b: number.register, c: builder.add(single))
          }
        }
      }
    }
  }

  private func resultCheck(_ result: Annotation?) {
    guard let result, let pattern = pattern(result, parameter: nil) else { return }
    let sizes = computedSizes(result).map { dimension, size in
      var single = pattern
      single.dimension = dimension
      return (size: size, pattern: builder.add(single))
    }
    builder.resultCheck = FunctionBuilder.ResultCheck(
      pattern: builder.add(pattern), dimensions: sizes)
  }

  /// The sizes of an annotation that must be computed, with their place among its dimensions.
  private func computedSizes(_ annotation: Annotation) -> [(Int, Expression)] {
    guard case .tensor(_, let dimensions) = annotation.kind else { return [] }
    return dimensions.enumerated().compactMap { index, dimension in
      guard case .size(let size) = dimension.kind, isComputed(dimension) else { return nil }
      return (index, size)
    }
  }

  private func isComputed(_ dimension: Dimension) -> Bool {
    guard case .size(let size) = dimension.kind, resolution.dimensionNames[dimension.id] == nil
    else { return false }
    if case .integer = size.kind { return false }
    return true
  }

  private func pattern(_ annotation: Annotation, parameter: String?) -> ShapePattern? {
    let kind: ShapePattern.Kind
    switch annotation.kind {
    case .error: return nil
    case .named(let name):
      let word = TypeWord(rawValue: name)
      if word == .any { return nil }
      kind = word.map { .word($0) } ?? .named(name)
    case .tensor(let dtype, let dimensions):
      kind = .tensor(dtype: dtype?.text, dimensions.map(self.dimension))
    }
    return ShapePattern(
      kind: kind, parameter: parameter, text: text(of: annotation.range), range: annotation.range)
  }

  private func dimension(_ dimension: Dimension) -> ShapePattern.Dimension {
    let variable = resolution.dimensionNames[dimension.id]
    switch dimension.kind {
    case .any: return .any
    case .rest: return .rest
    case .namedRest(let name):
      guard let variable else { return .rest }
      return .boundRest(name: name.text, register: variable.register)
    case .size(let size):
      if let variable { return .bound(name: variable.name, register: variable.register) }
      if case .integer(let number) = size.kind { return .number(number) }
      return .computed(text: text(of: size.range))
    }
  }
}

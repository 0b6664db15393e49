import AimCompiler
import AimDiagnostics
import AimTensor

/// Holding arguments and results against their annotations.
extension Machine {
  @inline(never)
  func checkShape(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    let code = frame.linked.code
    let isDimension = word.operation == Opcode.checkDimension.rawValue
    // What holds is told by looking: only a fault needs all that a pattern knows.
    let holds = code.tables.patterns.withUnsafeBufferPointer { patterns in
      isDimension
        ? dimensionHolds(
          patterns[word.c].dimension, patterns[word.c].kind, base[word.a], base[word.b])
        : tensorHolds(patterns[word.c].kind, base[word.a], base)
    }
    if holds { return true }
    let pattern = code.tables.patterns[word.c]
    do throws(RuntimeFault) {
      if isDimension {
        try checkDimension(pattern, base[word.a], base[word.b], code)
      } else {
        try check(pattern, base + word.a, base, code)
      }
      return true
    } catch {
      return fail(error)
    }
  }

  /// True where a tensor is what a pattern wants; its names are bound then.
  ///
  /// False for anything that has to be looked at closely.
  private func tensorHolds(
    _ kind: ShapePattern.Kind, _ value: Value, _ base: UnsafeMutablePointer<Value>
  ) -> Bool {
    guard value.isObject(.tensor), case .tensor(let dtype, let dimensions) = kind else {
      return false
    }
    return value.with(TensorObject.self) { object in
      let layout = object.tensor.layout
      if let dtype, object.tensor.dtype.name != dtype { return false }
      var axis = 0
      for dimension in dimensions {
        guard axis < layout.rank else { return false }
        switch dimension {
        case .any, .computed: break
        case .number(let number): if layout.shape[axis] != number { return false }
        case .bound(_, let register):
          if bind(.smallInteger(layout.shape[axis]), base + Int(register)) != nil { return false }
        case .rest, .boundRest: return false
        }
        axis += 1
      }
      return axis == layout.rank
    }
  }

  /// True where a dimension of a tensor is the number that its expression gave.
  private func dimensionHolds(
    _ place: Int, _ kind: ShapePattern.Kind, _ value: Value, _ number: Value
  ) -> Bool {
    guard value.isObject(.tensor), number.isSmallInteger, case .tensor(_, let dimensions) = kind
    else { return false }
    return value.with(TensorObject.self) { object in
      let layout = object.tensor.layout
      // Counted from the back: a rest before it may be of any length.
      let axis = layout.rank - (dimensions.count - place)
      guard axis >= 0, axis < layout.rank,
        layout.rank == dimensions.count || dimensions.prefix(place).contains(where: \.isRest)
      else { return false }
      return layout.shape[axis] == number.smallInteger
    }
  }

  private func check(
    _ pattern: ShapePattern, _ register: UnsafeMutablePointer<Value>,
    _ base: UnsafeMutablePointer<Value>, _ code: FunctionCode
  ) throws(RuntimeFault) {
    switch pattern.kind {
    case .word(let word):
      if !word.matches(register.pointee.withoutCell) {
        throw mismatch(pattern, register.pointee, code)
      }
    case .named(let name):
      guard case .instance(let instance) = register.pointee.withoutCell.view,
        instance.type.name == name
      else { throw mismatch(pattern, register.pointee, code) }
    case .trained:
      if let fault = Trainable.fault(register.pointee, field: pattern.text) {
        throw RuntimeFault(fault)
      }
    case .tensor(let dtype, let dimensions):
      try becomeTensor(register)
      let value = register.pointee.withoutCell
      guard let shape = shape(of: value) else { throw mismatch(pattern, value, code) }
      if let dtype, let found = elementType(of: value), found != dtype {
        throw mismatch(pattern, value, code)
      }
      try match(dimensions, shape, base) { index, wanted throws(RuntimeFault) in
        throw self.mismatch(pattern, value, code, index, wanted, shape)
      }
    }
  }

  /// Where a tensor is needed, a rectangular list of numbers becomes one.
  private func becomeTensor(_ register: UnsafeMutablePointer<Value>) throws(RuntimeFault) {
    guard register.pointee.has(kind: .list) else { return }
    register.put(.tensor(try TensorBridge.tensor(from: register.pointee)))
  }

  /// The dimensions; none for a number.
  ///
  /// Nil for what is no tensor at all.
  private func shape(of value: Value) -> [Int]? {
    if value.isSmallInteger || value.isDouble || value.isBoolean { return [] }
    switch value.view {
    case .tensor(let tensor): return tensor.tensor.shape.dimensions
    case .integer: return []
    default: return nil
    }
  }

  private func elementType(of value: Value) -> String? {
    guard case .tensor(let tensor) = value.view else { return nil }
    return tensor.tensor.dtype.name
  }

  /// Walks a shape beside its pattern.
  ///
  /// `fail` is told the dimension and what it should have been; nil for a different number of
  /// dimensions.
  private func match(
    _ pattern: [ShapePattern.Dimension], _ shape: [Int], _ base: UnsafeMutablePointer<Value>,
    fail: (Int?, FactValue?) throws(RuntimeFault) -> Never
  ) throws(RuntimeFault) {
    let rest = pattern.firstIndex { $0.isRest }
    let fixed = pattern.count - (rest == nil ? 0 : 1)
    guard rest == nil ? shape.count == fixed : shape.count >= fixed else { try fail(nil, nil) }
    let extra = shape.count - fixed
    var axis = 0
    for (index, dimension) in pattern.enumerated() {
      switch dimension {
      case .any, .computed: axis += 1
      case .number(let number):
        if shape[axis] != number { try fail(index, .integer(number)) }
        axis += 1
      case .bound(_, let register):
        if let wanted = bind(.smallInteger(shape[axis]), base + Int(register)) {
          try fail(index, wanted.asInteger.map { .integer($0) })
        }
        axis += 1
      case .rest: axis += extra
      case .boundRest(_, let register):
        let list = Value.list(owning: shape[axis..<axis + extra].map { .integer($0) })
        defer { list.release() }
        if let known = bind(list, base + Int(register)),
          !((try? Structure.equal(known, list)) ?? false)
        {
          try fail(index, AttributeReading.ints(known).map { .shape($0) })
        }
        axis += extra
      }
    }
  }

  /// Binds a dimension's name; where it is bound to something else already, that.
  private func bind(_ value: Value, _ register: UnsafeMutablePointer<Value>) -> Value? {
    if register.pointee.isMissing {
      register.put(value.retained())
      return nil
    }
    return register.pointee.bits == value.bits ? nil : register.pointee
  }

  /// One dimension against the number that its expression gave.
  private func checkDimension(
    _ pattern: ShapePattern, _ register: Value, _ number: Value, _ code: FunctionCode
  ) throws(RuntimeFault) {
    let value = register.withoutCell
    guard case .tensor(_, let dimensions) = pattern.kind, let shape = shape(of: value) else {
      return
    }
    guard let wanted = number.asInteger ?? Int.converted(number) else {
      throw mismatch(pattern, value, code)
    }
    let behind = dimensions.count - pattern.dimension
    let hasRest = dimensions.prefix(pattern.dimension).contains { $0.isRest }
    let axis = hasRest ? shape.count - behind : pattern.dimension
    guard shape.indices.contains(axis) else { return }
    if shape[axis] != wanted {
      throw mismatch(pattern, value, code, pattern.dimension, .integer(wanted), shape)
    }
  }

  private func mismatch(
    _ pattern: ShapePattern, _ value: Value, _ code: FunctionCode, _ index: Int? = nil,
    _ wanted: FactValue? = nil, _ shape: [Int]? = nil
  ) -> RuntimeFault {
    let function = ArgumentBinding.display(code.header)
    let found = value.withoutCell.typeName
    guard shape != nil else {
      guard let parameter = pattern.parameter else {
        return RuntimeFault(ResultType(function: function, expected: pattern.text, found: found))
      }
      return RuntimeFault(
        ArgumentType(
          function: function, parameter: parameter, expected: pattern.text, found: found,
          declaration: pattern.range))
    }
    var difference = ShapeDifference.rank
    if let index, let wanted, let shape, case .tensor(_, let dimensions) = pattern.kind {
      difference = ShapeDifference(of: dimensions, at: index, wanted: wanted, in: shape)
    }
    guard let parameter = pattern.parameter else {
      return RuntimeFault(
        ResultShape(
          function: function, expected: pattern.text, found: found, difference: difference))
    }
    return RuntimeFault(
      ArgumentShape(
        function: function, parameter: parameter, expected: pattern.text, found: found,
        difference: difference, declaration: pattern.range))
  }
}

extension ShapePattern.Dimension {
  var isRest: Bool {
    switch self {
    case .rest, .boundRest: true
    case .any, .number, .bound, .computed: false
    }
  }

  /// As it is written.
  var text: String {
    switch self {
    case .any: "_"
    case .number(let number): "\(number)"
    case .bound(let name, _): name
    case .computed(let text): text
    case .rest: "..."
    case .boundRest(let name, _): "...\(name)"
    }
  }
}

extension TypeWord {
  /// True for a value that the word means.
  fileprivate func matches(_ value: Value) -> Bool {
    switch (self, value.view) {
    case (.any, _), (.int, .integer), (.float, .integer), (.float, .number), (.number, .integer),
      (.number, .number), (.string, .string), (.bool, .boolean), (.list, .list),
      (.record, .record), (.tuple, .tuple), (.dictionary, .dictionary), (.range, .range),
      (.tensor, .tensor):
      true
    case (.int, .tensor(let object)): object.tensor.rank == 0 && object.tensor.dtype == .i64
    case (.float, .tensor(let object)), (.number, .tensor(let object)):
      object.tensor.rank == 0 && object.tensor.dtype != .bool
    case (.bool, .tensor(let object)): object.tensor.rank == 0 && object.tensor.dtype == .bool
    case (.function, _): value.isCallable
    case (.model, .instance(let instance)): instance.type.isModel
    default: false
    }
  }
}

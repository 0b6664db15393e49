import AimCompiler
import AimDiagnostics
import AimTensor

/// Holding arguments and results against their annotations.
extension Machine {
  @inline(never)
  func checkShape(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    let linked = frame.linked
    let pattern = linked.patterns[word.c]
    do throws(RuntimeFault) {
      if word.operation == Opcode.checkDimension.rawValue {
        try checkDimension(pattern, base[word.a], base[word.b], linked.code)
      } else if pattern.isTensor {
        try checkTensor(pattern, base + word.a, base, linked.code)
      } else {
        try check(pattern.pattern, base[word.a], linked.code)
      }
      return true
    } catch {
      return fail(error)
    }
  }

  private func check(
    _ pattern: ShapePattern, _ value: Value, _ code: FunctionCode
  ) throws(RuntimeFault) {
    switch pattern.kind {
    case .word(let word):
      if !word.matches(value.withoutCell) { throw mismatch(pattern, value, code) }
    case .named(let name):
      guard case .instance(let instance) = value.withoutCell.view, instance.type.name == name
      else { throw mismatch(pattern, value, code) }
    case .trained:
      if let fault = Trainable.fault(value, field: pattern.text) { throw RuntimeFault(fault) }
    case .tensor: break
    }
  }

  private func checkTensor(
    _ pattern: LinkedPattern, _ register: UnsafeMutablePointer<Value>,
    _ base: UnsafeMutablePointer<Value>, _ code: FunctionCode
  ) throws(RuntimeFault) {
    try becomeTensor(register)
    let value = register.pointee.withoutCell
    guard let shape = shape(of: value) else { throw mismatch(pattern.pattern, value, code) }
    if pattern.dtypeName != nil, value.has(kind: .tensor),
      value.with(TensorObject.self, { $0.tensor.dtype }) != pattern.dtype
    {
      throw mismatch(pattern.pattern, value, code)
    }
    try match(pattern, shape, base) { index, wanted throws(RuntimeFault) in
      throw self.mismatch(pattern.pattern, value, code, index, wanted, shape)
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
    switch value.kind {
    case .tensor: return value.with(TensorObject.self) { $0.tensor.shape.dimensions }
    case .integer: return []
    default: return nil
    }
  }

  /// Walks a shape beside its pattern.
  ///
  /// `fail` is told the dimension and what it should have been; nil for a different number of
  /// dimensions.
  private func match(
    _ pattern: LinkedPattern, _ shape: [Int], _ base: UnsafeMutablePointer<Value>,
    fail: (Int?, FactValue?) throws(RuntimeFault) -> Never
  ) throws(RuntimeFault) {
    let extra = shape.count - pattern.fixedCount
    guard pattern.hasRest ? extra >= 0 : extra == 0 else { try fail(nil, nil) }
    var axis = 0
    for index in 0..<pattern.dimensions.count {
      switch pattern.dimensions[index] {
      case .any: axis += 1
      case .number(let number):
        if shape[axis] != number { try fail(index, .integer(number)) }
        axis += 1
      case .bound(let register):
        if let wanted = bind(.smallInteger(shape[axis]), base + register) {
          try fail(index, wanted.asInteger.map { .integer($0) })
        }
        axis += 1
      case .rest: axis += extra
      case .boundRest(let register):
        let list = Value.list(owning: shape[axis..<axis + extra].map { .integer($0) })
        defer { list.release() }
        if let known = bind(list, base + register),
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
    _ pattern: LinkedPattern, _ register: Value, _ number: Value, _ code: FunctionCode
  ) throws(RuntimeFault) {
    let value = register.withoutCell
    guard pattern.isTensor, let shape = shape(of: value) else { return }
    guard let wanted = number.asInteger ?? Int.converted(number) else {
      throw mismatch(pattern.pattern, value, code)
    }
    let place = pattern.pattern.dimension
    let axis =
      pattern.hasRest(before: place) ? shape.count - pattern.dimensions.count + place : place
    guard shape.indices.contains(axis) else { return }
    if shape[axis] != wanted {
      throw mismatch(pattern.pattern, value, code, place, .integer(wanted), shape)
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

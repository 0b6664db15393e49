/// A value as everyone outside the machine sees it: closed, so that a `switch` is exhaustive.
package enum ValueView {
  case nothing
  case missing
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(StringObject)
  case list(ListObject)
  case tuple(TupleObject)
  case record(RecordObject)
  case dictionary(DictionaryObject)
  case range(RangeObject)
  case tensor(TensorObject)
  case function(FunctionObject)
  case builtin(BuiltinObject)
  case boundMethod(BoundMethodObject)
  case type(TypeObject)
  case instance(InstanceObject)
  case fault(FaultObject)
  case module(ModuleObject)
  case cell(CellObject)
  case iterator(IteratorObject)
}

extension Value {
  /// The closed view of this value.
  ///
  /// A boxed whole number is an `integer` like any other.
  package var view: ValueView {
    if isSmallInteger { return .integer(smallInteger) }
    if isDouble { return .number(double) }
    if isObject { return objectView }
    if isBoolean { return .boolean(isTrue) }
    return isNothing ? .nothing : .missing
  }

  private var objectView: ValueView {
    let any = object(as: HeapObject.self)
    switch any.kind {
    case .integer: return .integer(unsafeDowncast(any, to: IntegerObject.self).number)
    case .string: return .string(unsafeDowncast(any, to: StringObject.self))
    case .range: return .range(unsafeDowncast(any, to: RangeObject.self))
    case .tensor: return .tensor(unsafeDowncast(any, to: TensorObject.self))
    case .builtin: return .builtin(unsafeDowncast(any, to: BuiltinObject.self))
    case .fault: return .fault(unsafeDowncast(any, to: FaultObject.self))
    case .type: return .type(unsafeDowncast(any, to: TypeObject.self))
    case .cell: return .cell(unsafeDowncast(any, to: CellObject.self))
    case .list: return .list(unsafeDowncast(any, to: ListObject.self))
    case .tuple: return .tuple(unsafeDowncast(any, to: TupleObject.self))
    case .record: return .record(unsafeDowncast(any, to: RecordObject.self))
    case .dictionary: return .dictionary(unsafeDowncast(any, to: DictionaryObject.self))
    case .function: return .function(unsafeDowncast(any, to: FunctionObject.self))
    case .boundMethod: return .boundMethod(unsafeDowncast(any, to: BoundMethodObject.self))
    case .instance: return .instance(unsafeDowncast(any, to: InstanceObject.self))
    case .module: return .module(unsafeDowncast(any, to: ModuleObject.self))
    case .iterator: return .iterator(unsafeDowncast(any, to: IteratorObject.self))
    }
  }

  /// The whole number, small or boxed; nil for anything else.
  @inline(__always)
  package var asInteger: Int? {
    if isSmallInteger { return smallInteger }
    return has(kind: .integer) ? with(IntegerObject.self) { $0.number } : nil
  }

  /// The number as a double; nil for anything but a number.
  @inline(__always)
  package var asDouble: Double? {
    if isDouble { return double }
    return asInteger.map(Double.init)
  }

  /// The text; nil for anything but a string.
  package var asText: String? {
    has(kind: .string) ? with(StringObject.self) { $0.text } : nil
  }

  /// A list that takes over one reference to each value.
  package static func list(owning values: [Value]) -> Value {
    let list = ListObject(capacity: values.count)
    for value in values { list.append(owning: value) }
    return Value(owning: list)
  }

  /// A tuple that takes over one reference to each value.
  package static func tuple(owning values: [Value]) -> Value {
    let tuple = TupleObject(capacity: values.count)
    for value in values { tuple.append(owning: value) }
    return Value(owning: tuple)
  }

  /// A record that takes over one reference to each value.
  package static func record(_ layout: RecordLayout, owning values: [Value]) -> Value {
    let record = RecordObject(layout: layout)
    for value in values { record.append(owning: value) }
    return Value(owning: record)
  }
}

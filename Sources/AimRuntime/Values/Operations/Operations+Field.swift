import AimDiagnostics
import AimTensor

extension Operations {
  /// `x.name` where it is a field, for every kind of value; nil where there is no such field.
  ///
  /// Methods of models and types are looked up by the machine, which knows how they are called.
  @inline(never)
  package static func field(ifPresent name: String, of base: Value) throws(RuntimeFault) -> Value? {
    switch base.view {
    case .record(let record):
      return record.layout.index(of: name).map { record.slots[$0].retained() }
    case .instance(let instance):
      return instance.type.layout.index(of: name).map { contents(instance.slots[$0]) }
    case .module(let module):
      return module.layout.index(of: name).map { contents(module.slots[$0]) }
    case .tensor(let tensor): return try TensorFields.field(name, of: tensor.tensor)
    case .range(let range): return field(name, of: range)
    case .fault(let fault): return try FaultFields.field(name, of: fault)
    case .type(let type): return name == "name" ? .string(type.descriptor.name) : nil
    default: return nil
    }
  }

  /// `x.name`, or the fault that says what there is.
  @inline(never)
  package static func field(_ name: String, of base: Value) throws(RuntimeFault) -> Value {
    if let value = try field(ifPresent: name, of: base) { return value }
    throw noSuchField(name, of: base)
  }

  package static func noSuchField(_ name: String, of base: Value) -> RuntimeFault {
    if base.isNothing { return RuntimeFault(FieldOfNil(name: name)) }
    return RuntimeFault(
      NoSuchField(type: base.shownType, name: name, fields: fieldNames(of: base), base: base.kind))
  }

  /// The names that may stand after the point: for faults and completion.
  package static func fieldNames(of base: Value) -> [String] {
    switch base.view {
    case .record(let record): return record.layout.names
    case .instance(let instance):
      return instance.type.layout.names + instance.type.methods.keys.sorted()
    case .module(let module): return module.layout.names.filter { !$0.hasPrefix("_") }
    case .tensor: return TensorFields.names
    case .range: return ["start", "end", "step"]
    case .fault: return FaultFields.names
    case .type: return ["name"]
    default: return []
    }
  }

  private static func contents(_ slot: Value) -> Value {
    slot.has(kind: .cell) ? slot.with(CellObject.self) { $0.value.retained() } : slot.retained()
  }

  private static func field(_ name: String, of range: RangeObject) -> Value? {
    switch name {
    case "start": return .integer(range.start)
    case "end": return .integer(range.end)
    case "step": return .integer(range.step)
    default: return nil
    }
  }
}

/// What a tensor has after the point that is not a function.
package enum TensorFields {
  package static let names = ["shape", "dtype", "T", "mT", "ndim", "size"]

  static func field(_ name: String, of tensor: Tensor) throws(RuntimeFault) -> Value? {
    switch name {
    case "shape": return .list(owning: tensor.shape.dimensions.map { .integer($0) })
    case "dtype": return .string(tensor.dtype.name)
    case "ndim": return .integer(tensor.rank)
    case "size": return .integer(tensor.count)
    case "T":
      return .tensor(try permuted(tensor, Array((0..<tensor.rank).reversed())))
    case "mT":
      guard tensor.rank >= 2 else {
        throw RuntimeFault(NotAMatrix(type: tensor.type.description))
      }
      var axes = Array(0..<tensor.rank)
      axes.swapAt(tensor.rank - 2, tensor.rank - 1)
      return .tensor(try permuted(tensor, axes))
    default: return nil
    }
  }

  private static func permuted(_ tensor: Tensor, _ axes: [Int]) throws(RuntimeFault) -> Tensor {
    guard let op = Operator.named("permute") else {
      throw RuntimeFault(MissingOperator(name: "permute"))
    }
    return try TensorBridge.applied(op, [tensor], Attributes(.ints(axes)))
  }
}

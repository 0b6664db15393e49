import AimTensor

extension Value {
  /// The type as the user knows it: `int`, `string`, `list`, `f32[2, 3]`, `LeNet`.
  package var typeName: String {
    switch view {
    case .nothing: return "nil"
    case .missing: return "nothing at all"
    case .boolean: return "bool"
    case .integer: return "int"
    case .number: return "float"
    case .string: return "string"
    case .list: return "list"
    case .tuple: return "tuple"
    case .record: return "record"
    case .dictionary: return "dictionary"
    case .range: return "range"
    case .tensor(let tensor): return tensor.typeName
    case .function, .builtin, .boundMethod: return "function"
    case .type(let type): return type.descriptor.isModel ? "model" : "type"
    case .instance(let instance): return instance.type.name
    case .fault: return "fault"
    case .module: return "module"
    case .cell(let cell): return cell.value.typeName
    case .iterator: return "iterator"
    }
  }
}

extension Value {
  /// The type as a reader knows it: a number that is being differentiated is still a number to him.
  package var shownType: String {
    if case .tensor(let tensor) = view, tensor.tensor.rank == 0, tensor.tensor.weak {
      return tensor.tensor.dtype.isFloat ? "float" : "int"
    }
    return typeName
  }
}

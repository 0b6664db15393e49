package import AimDiagnostics

/// The faults of reaching into values: indices, keys, fields, loops, places.
enum CollectionFaults {
  static let all: [any Fault.Type] = [
    ElementOutOfRange.self, IndexNotWhole.self, OneIndex.self, NotIndexable.self,
    IndexByName.self, MissingKey.self, CannotSlice.self, StepOfZero.self, MaskLength.self,
    NoLength.self, NotIterable.self, RangeBound.self, CannotUnpack.self, UnpackCount.self,
    AssignToSlice.self, SliceLength.self, CannotAssign.self, NoSuchField.self, FieldOfNil.self,
    NotAMatrix.self, NotTrainable.self,
  ]
}

/// An index beyond either end.
package struct ElementOutOfRange: Fault {
  package static let identity = FaultIdentity(.index, "element-out-of-range")
  package static let example = "[10, 20, 30][3]"
  let index: Int
  let count: Int
  let of: String
  package var facts: [Fact] {
    [
      Fact("index", .integer(index)), Fact("count", .integer(count)), Fact("of", .text(of)),
      Fact("last", count > 0 ? .integer(count - 1) : .none),
      Fact("first", count > 0 ? .integer(-count) : .none),
      Fact("empty", count == 0 ? .text("it is empty") : .none),
    ]
  }
}

/// An index that is no whole number.
package struct IndexNotWhole: Fault {
  package static let identity = FaultIdentity(.index, "index-not-whole")
  package static let example = "[10, 20][1.5]"
  let index: String
  let type: String
  let of: String
  package var facts: [Fact] {
    [
      Fact("index", .code(index)), Fact("type", .type(type)), Fact("of", .text(of)),
      Fact("mended", type == "float" ? .code("floor(\(index))") : .none),
      Fact(
        "places", type == "float" ? .none : .text("the elements of a \(of) stand at 0, 1, 2, …")),
    ]
  }
}

/// Several indices where there is one dimension.
package struct OneIndex: Fault {
  package static let identity = FaultIdentity(.index, "one-index")
  package static let example = "\"abc\"[0, 1]"
  let type: String
  let count: Int
  package var facts: [Fact] { [Fact("type", .type(type)), Fact("count", .integer(count))] }
}

/// `[…]` after what has no elements.
package struct NotIndexable: Fault {
  package static let identity = FaultIdentity(.type, "not-indexable")
  package static let example = "(x -> x)[0]"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// `config["lr"]` for a record.
package struct IndexByName: Fault {
  package static let identity = FaultIdentity(.type, "index-by-name")
  package static let example = "(lr: 0.1)[\"lr\"]"
  let type: String
  let name: String
  package var facts: [Fact] {
    [Fact("type", .type(type)), Fact("mended", .code(".\(name)"))]
  }
}

/// A key that a dictionary does not have.
package struct MissingKey: Fault {
  package static let identity = FaultIdentity(.key, "missing-key")
  package static let example = "[\"height\": 1][\"heigth\"]"
  /// As it is written.
  let key: String
  let candidates: [String]
  package var facts: [Fact] {
    let near = Nearest.match(key, among: candidates)
    return [
      Fact("key", .code(key)),
      Fact("suggestion", near.map { .code($0) } ?? .none),
      Fact("keys", candidates.isEmpty || near != nil ? .none : .names(candidates)),
    ]
  }
}

/// A slice of a dictionary.
package struct CannotSlice: Fault {
  package static let identity = FaultIdentity(.type, "cannot-slice")
  package static let example = "[\"a\": 1][0:1]"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// `x[::0]`, `range(0, 10, 0)`.
package struct StepOfZero: Fault {
  package static let identity = FaultIdentity(.value, "step-of-zero")
  package static let example = "range(0, 10, 0)"
}

/// A mask with another length than the list.
package struct MaskLength: Fault {
  package static let identity = FaultIdentity(.index, "mask-length")
  package static let example = "[1, 2, 3][[true, false]]"
  let mask: Int
  let count: Int
  package var facts: [Fact] { [Fact("mask", .integer(mask)), Fact("count", .integer(count))] }
}

/// `len` of what has none.
package struct NoLength: Fault {
  package static let identity = FaultIdentity(.type, "no-length")
  package static let example = "len(5)"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// A loop or spread over what has no elements.
package struct NotIterable: Fault {
  package static let identity = FaultIdentity(.type, "not-iterable")
  package static let example = "for i in 3 { }"
  let type: String
  let mended: String?
  package var facts: [Fact] {
    [Fact("type", .type(type)), Fact("mended", mended.map { .code($0) } ?? .none)]
  }
}

/// `0..2.5`.
package struct RangeBound: Fault {
  package static let identity = FaultIdentity(.type, "range-bound")
  package static let example = "0..2.5"
  let value: String
  let type: String
  package var facts: [Fact] { [Fact("value", .code(value)), Fact("type", .type(type))] }
}

/// A pattern for what has no parts.
package struct CannotUnpack: Fault {
  package static let identity = FaultIdentity(.type, "cannot-unpack")
  package static let example = "let (a, b) = 3"
  let type: String
  let count: Int
  package var facts: [Fact] { [Fact("type", .type(type)), Fact("count", .integer(count))] }
}

/// A pattern with another number of names than there are values.
package struct UnpackCount: Fault {
  package static let identity = FaultIdentity(.value, "unpack-count")
  package static let example = "let (a, b) = (1, 2, 3)"
  let type: String
  let expected: Int
  let found: Int
  package var facts: [Fact] {
    [
      Fact("type", .type(type)), Fact("expected", .integer(expected)),
      Fact("found", .integer(found)),
    ]
  }
}

/// Going on through several places at once: `xs[1:3][0] = 1`.
package struct AssignToSlice: Fault {
  package static let identity = FaultIdentity(.type, "assign-to-slice")
  package static let example = "var xs = [1, 2, 3]\nxs[0:2][0] = 5"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// `xs[0:2] = [1, 2, 3]`.
package struct SliceLength: Fault {
  package static let identity = FaultIdentity(.value, "slice-length")
  package static let example = "var xs = [1, 2, 3]\nxs[0:2] = [7, 8, 9]"
  let places: Int
  let values: Int
  package var facts: [Fact] {
    [Fact("places", .integer(places)), Fact("values", .integer(values))]
  }
}

/// Assignment into what does not change: a tuple, a string, a range.
package struct CannotAssign: Fault {
  package static let identity = FaultIdentity(.type, "cannot-assign-element")
  package static let example = "var t = (1, 2)\nt[0] = 5"
  let type: String
  package var facts: [Fact] {
    let mends = ["tuple": "(…, t[1])", "string": "replace(s, old, new)"]
    return [
      Fact("type", .type(type)), Fact("mended", mends[type].map { .code($0) } ?? .none),
    ]
  }
}

/// A name after the point that the value does not have.
package struct NoSuchField: Fault {
  package static let identity = FaultIdentity(.name, "no-such-field")
  package static let example = "(learning_rate: 0.1).learning_rte"
  let type: String
  let name: String
  let fields: [String]
  var base: HeapKind? = nil

  package var facts: [Fact] {
    let near =
      ForeignNames.meaning(of: name, for: base)
      ?? (base == .dictionary ? "d[\"\(name)\"]" : nil) ?? Nearest.match(name, among: fields)
    let isOfTensors = near == nil && base == .list && TensorFields.names.contains(name)
    return [
      Fact("type", .type(type)), Fact("name", .name(name)),
      Fact("suggestion", near.map { .code($0) } ?? .none),
      Fact("fields", fields.isEmpty ? .none : .names(fields)),
      Fact("converted", isOfTensors ? .code("tensor(xs).\(name)") : .none),
      Fact("question", near == nil && !isOfTensors ? .code("?x") : .none),
    ]
  }
}

/// `nil.shape`.
package struct FieldOfNil: Fault {
  package static let identity = FaultIdentity(.type, "field-of-nil")
  package static let example = "nil.shape"
  let name: String
  package var facts: [Fact] { [Fact("name", .name(name))] }
}

/// `.mT` of what has fewer than two dimensions.
package struct NotAMatrix: Fault {
  package static let identity = FaultIdentity(.shape, "not-a-matrix")
  package static let example = "zeros(3).mT"
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// What other languages call the things that stand after a point.
enum ForeignNames {
  /// Aim's way to write a member of another language, as code; nil where there is none.
  static func meaning(of name: String, for kind: HeapKind?) -> String? {
    if kind == .list || kind == .dictionary, let method = listMethods[name] { return method }
    return members[name]
  }

  private static let listMethods: [String: String] = [
    "push": "append", "add": "append", "push_back": "append", "concat": "extend",
    "shift": "pop(0)", "del": "remove", "delete": "remove", "has": "in", "includes": "in",
    "contains": "in", "forEach": "for", "each": "for",
  ]

  private static let members: [String: String] = [
    "length": "len(…)", "count": "len(…)", "len": "len(…)", "view": "reshape",
    "t": ".T", "rank": ".ndim", "dim": ".ndim", "type": "type(x)",
    "astype": "tensor(x, dtype: \"f32\")", "toUpperCase": "upper", "toLowerCase": "lower",
    "has_key": "in", "iteritems": "items",
  ]
}

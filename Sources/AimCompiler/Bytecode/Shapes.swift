package import AimDiagnostics

/// How the arguments of a call are given, where they are not all plain and positional.
package struct CallShape: Sendable, Hashable {
  package enum Argument: Sendable, Hashable {
    case positional
    case named(String)
    case spread
    /// The register holds the cell of a variable.
    case reference
    case namedReference(String)
  }
  package let arguments: [Argument]
  /// The method's name, for `invokeShaped`; its receiver is not among the arguments.
  package let method: String?
  /// True when the receiver's register (else the first argument's) holds the cell of a variable,
  /// which a callee that takes no reference gets the value of.
  package let receiverIsCell: Bool
}

/// One item between the brackets of an index; the values stand in registers, in order.
package enum IndexItemShape: Sendable, Hashable {
  case value
  case slice(hasStart: Bool, hasStop: Bool, hasStep: Bool)
  case ellipsis

  /// How many registers the item takes.
  package var registerCount: Int {
    switch self {
    case .value: 1
    case .slice(let start, let stop, let step): (start ? 1 : 0) + (stop ? 1 : 0) + (step ? 1 : 0)
    case .ellipsis: 0
    }
  }
}

/// A place: where its root lives, and the way from there.
package struct PlaceShape: Sendable, Hashable {
  package enum Root: Sendable, Hashable {
    /// The register holds the container itself.
    case register(UInt16)
    /// The register holds a cell.
    case cell(UInt16)
    case capture(UInt16)
    case global(UInt16)
  }
  package enum Step: Sendable, Hashable {
    case field(String)
    /// A field of the model around the method, by its place.
    case slot(UInt16, name: String)
    case index([IndexItemShape])
  }
  package let root: Root
  package let rootName: String
  package let steps: [Step]
}

/// A piece of an interpolated string.
package enum TextPart: Sendable, Hashable {
  case text(String)
  /// A value with its format spec, Python's; empty for none.
  case value(format: String)
  /// A value whose format spec is in the register after it.
  case valueWithFormat
}

/// An annotation of a parameter or result: what is checked at every call.
package struct ShapePattern: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// `int`, `list`, ….
    case word(TypeWord)
    /// The name of a model or type.
    case named(String)
    case tensor(dtype: String?, [Dimension])
    /// What a `param` may hold; the pattern's text is its name.
    case trained
  }
  package enum Dimension: Sendable, Hashable {
    case any
    case number(Int)
    /// A name bound at the call: its register holds `missing` until then.
    case bound(name: String, register: UInt16)
    /// An expression, computed and held against the dimension by `checkDimension`.
    case computed(text: String)
    case rest
    /// `...S`: bound to a list, as above.
    case boundRest(name: String, register: UInt16)
  }
  package let kind: Kind
  /// The parameter's name; nil for the result.
  package let parameter: String?
  /// The annotation as it is written, and where.
  package let text: String
  package let range: SourceRange
  /// For `checkDimension`: which of the dimensions.
  package var dimension: Int = 0
}

/// A model or type, as its definition instruction makes it.
package struct TypeShape: Sendable, Hashable {
  package struct Field: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case argument, param, state, plain, variable }
    package let name: String
    package let kind: Kind
    package let documentation: String?
  }
  package let name: String
  package let isModel: Bool
  package let range: SourceRange
  package let documentation: String?
  package let fields: [Field]
  /// In the order of the registers after the constructor.
  package let methods: [String]
}

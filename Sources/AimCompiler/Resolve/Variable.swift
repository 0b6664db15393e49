package import AimDiagnostics

/// A name bound inside a function or block, and what the generator must know of it.
package final class Variable {
  package enum Kind: String {
    case constant = "a `let`"
    case variable = "a `var`"
    case parameter = "a parameter"
    case reference = "a `&` parameter"
    case loop = "a loop's variable"
    case function = "a function"
    case type = "a type"
    case fault = "the name of a caught fault"
    case instance = "`self`"
    case dimension = "a dimension of a shape"
    case module = "a module"
  }

  package let name: String
  package let range: SourceRange
  package let kind: Kind
  package unowned let owner: FunctionScope
  /// A function made inside uses it.
  package internal(set) var isCaptured = false
  /// Passed with `&`, or the receiver of a method that may change it.
  package internal(set) var isReferenced = false
  package internal(set) var isAssigned = false
  /// Used, or captured, before its definition is reached: a function of the same block.
  package internal(set) var isUsedEarly = false
  /// False until the resolver has passed its definition.
  var isBound = true
  /// The register it lives in, once the generator has chosen one.
  var register: UInt16 = 0
  /// For `self` of a `mutating fn`.
  package let isMutable: Bool
  /// For `self`: the method's name.
  var method: String?

  init(
    name: String, range: SourceRange, kind: Kind, owner: FunctionScope, isMutable: Bool = false
  ) {
    self.name = name
    self.range = range
    self.kind = kind
    self.owner = owner
    self.isMutable = isMutable || kind == .variable || kind == .reference
  }

  /// True where the register holds a cell that holds the value.
  package var needsCell: Bool {
    switch kind {
    case .reference: true
    case .variable: isCaptured || isReferenced
    case .instance: isMutable || (isCaptured && isAssigned)
    case .function, .type: isUsedEarly
    default: false
    }
  }
}

/// A function while its names are resolved: what it captures from the functions around it.
package final class FunctionScope {
  let parent: FunctionScope?
  package private(set) var captures: [Variable] = []
  private var captureIndices: [ObjectIdentifier: Int] = [:]
  /// `self`, in a method.
  var instance: Variable?
  /// The local function that this is, for its calls of itself.
  var definition: Variable?
  /// The shape's names that the call binds, in order.
  package var dimensions: [Variable] = []
  let isTopLevel: Bool
  /// False at the top level, in tests and in constructors.
  let allowsReturn: Bool

  init(parent: FunctionScope?, isTopLevel: Bool = false, allowsReturn: Bool = true) {
    self.parent = parent
    self.isTopLevel = isTopLevel
    self.allowsReturn = allowsReturn
  }

  /// The place of a captured variable, added where it is new.
  func capture(_ variable: Variable) -> Int {
    if let known = captureIndices[ObjectIdentifier(variable)] { return known }
    let index = captures.count
    captures.append(variable)
    captureIndices[ObjectIdentifier(variable)] = index
    return index
  }

  /// The place of a variable that the resolver found captured.
  func captureIndex(of variable: Variable) -> Int? {
    captureIndices[ObjectIdentifier(variable)]
  }
}

/// What a name that is used stands for.
package enum NameUse {
  /// A variable of this function, or one that it captures.
  case variable(Variable)
  /// The function being defined, used in its own body.
  case currentFunction
  case global(GlobalReference)
  /// A field of the model or type around the method: through `self`.
  case field(Variable, slot: Int, name: String)
  /// A method of the model or type around the method.
  case method(Variable, name: String)
  /// `training`
  case training
}

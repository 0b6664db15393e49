/// A function of the library that is written in Swift: one declaration, from which its call, its
/// help card, its named arguments and its completion are derived.
package final class Builtin {
  package let name: String
  package let parameters: [ParameterCard]
  package let summary: String
  /// LaTeX, where a formula says more than words.
  package let formula: String?
  package let examples: [Example]

  /// Runs the body on bound arguments: one borrowed value per parameter, `missing` where none was
  /// given, a list for `...rest`.
  ///
  /// The result is owned by the caller (+1).
  package typealias Body = (UnsafeBufferPointer<Value>, any BuiltinContext) throws(RuntimeFault) ->
    Value

  /// The usual case of a call, in which nothing can fail: a function without a context of its own, so
  /// that the machine reaches it without counting references.
  ///
  /// It gets the address of as many borrowed `Value`s as there are parameters (the cell, for a
  /// variable) and returns the bits of the result, owned by the caller; those of `missing` where
  /// the case is not the usual one and the body has to see to it.
  package typealias ShortWay = @convention(c) (UnsafeMutableRawPointer) -> UInt64

  package let body: Body
  package let shortWay: ShortWay?
  /// The same as a function of Aim, which the machine runs where the first argument is a list or a
  /// range and the second a function that needs no binding: their calls then never leave the loop.
  ///
  /// A test holds both to the same results.
  package let loop: String?
  /// True where the first parameter is a variable that the call changes: `append(&xs, x)`, `xs.append(x)`.
  package let isMutating: Bool
  /// True where the first parameter may be a variable: `value_and_grad(&net, f)`.
  package let acceptsVariable: Bool
  let hasRest: Bool
  /// How many arguments must be given, where the parameters after them have defaults.
  let requiredCount: Int

  /// A builtin that unpacks its arguments itself; for what is called in loops.
  package init(
    raw name: String, _ parameters: [ParameterCard], summary: String, formula: String? = nil,
    examples: [Example] = [], shortWay: ShortWay? = nil, loop: String? = nil,
    body: @escaping Body
  ) {
    self.name = name
    self.parameters = parameters
    self.summary = summary
    self.formula = formula
    self.examples = examples
    self.body = body
    self.shortWay = shortWay
    self.loop = loop
    isMutating = parameters.first?.kind == .variable
    acceptsVariable = parameters.first?.kind == .variableOrValue
    hasRest = parameters.contains(where: \.takesSeveral)
    requiredCount = parameters.filter(\.isRequired).count
  }

  /// `clamp(x, low = 0, high = 1)`.
  package var signature: String {
    "\(name)(\(parameters.map(\.text).joined(separator: ", ")))"
  }
}

extension UnsafeMutableRawPointer {
  /// An argument of a short way, borrowed.
  @inline(__always)
  func argument(_ index: Int) -> Value {
    load(fromByteOffset: index * MemoryLayout<Value>.stride, as: Value.self)
  }
}

/// A program and what it shows; the tests run it.
package struct Example: Sendable, Hashable {
  package let source: String
  package let shows: String

  package init(_ source: String, gives shows: String) {
    self.source = source
    self.shows = shows
  }
}

/// One parameter as help, completion and the binding of arguments see it.
package struct ParameterCard: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case value
    /// Takes all positional arguments that are left; what follows is named.
    case rest
    /// A variable, given with `&`, or as the receiver of a method.
    case variable
    /// A variable given with `&`, or any value.
    case variableOrValue
    /// A list of sizes, also written as several arguments: `zeros(2, 3)`.
    case sizes
    /// A list of tensors, also written as several arguments.
    case tensors
    /// The same, where a list of lists is one of them: the operands of an equation.
    case operands
    /// Takes all named arguments that no other parameter is called, as a record.
    case names
  }

  package let name: String
  package let kind: Kind
  /// What may be given, in words: `a number`.
  package let type: String
  /// As it is written; nil where the argument must be given.
  package let defaultText: String?

  package init(
    _ name: String, _ type: String = "anything", kind: Kind = .value, default text: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.type = type
    defaultText = text
  }

  package var isRequired: Bool {
    kind != .rest && kind != .names && kind != .sizes && defaultText == nil
  }

  /// True where several positional arguments may go to this one parameter.
  var takesSeveral: Bool {
    switch kind {
    case .rest, .sizes, .tensors, .operands, .names: true
    case .value, .variable, .variableOrValue: false
    }
  }

  /// `low = 0`, `...rest`, `&xs`.
  package var text: String {
    let head = kind == .rest ? "..." : kind == .variable ? "&" : ""
    if kind == .names { return "name: value, …" }
    return head + name + (defaultText.map { " = \($0)" } ?? "")
  }
}

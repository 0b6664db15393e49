// The height of every node is known when it is made, so that a tree is never deeper than a
// recursive walk (or its release) can bear: long chains are as deep as deep nesting.

extension Sequence where Element == Statement {
  package var greatestHeight: Int { reduce(0) { Swift.max($0, $1.height) } }
}

extension Sequence where Element == Expression {
  package var greatestHeight: Int { reduce(0) { Swift.max($0, $1.height) } }
}

extension Statement.Kind {
  /// The greatest height of the nodes directly below.
  var childHeight: Int {
    switch self {
    case .breakLoop, .continueLoop, .importFile, .error: 0
    case .binding(let binding): binding.value.height
    case .assignment(let assignment):
      max(assignment.target.height, assignment.value.height)
    case .forLoop(let loop): max(loop.sequence.height, loop.body.height)
    case .whileLoop(let loop): max(loop.condition.height, loop.body.height)
    case .returnValue(let value): value?.height ?? 0
    case .function(let function): function.height
    case .type(let type): type.height
    case .test(let test): test.body.height
    case .throwValue(let value), .expression(let value): value.height
    case .assertion(let assertion):
      max(assertion.condition.height, assertion.message?.height ?? 0)
    }
  }
}

extension Expression.Kind {
  /// The greatest height of the nodes directly below.
  var childHeight: Int {
    switch self {
    case .integer, .float, .boolean, .nothing, .name, .error: 0
    case .string(let literal): literal.parts.greatestHeight
    case .list(let elements): elements.lazy.map(\.expression).greatestHeight
    case .dictionary(let entries): entries.reduce(0) { max($0, $1.height) }
    case .tuple(let elements): elements.greatestHeight
    case .record(let fields): fields.lazy.map(\.value).greatestHeight
    case .listComprehension(let element, let clauses):
      max(element.height, clauses.greatestHeight)
    case .dictionaryComprehension(let entry, let clauses):
      max(entry.height, clauses.greatestHeight)
    case .range(let lower, let upper): max(lower.height, upper.height)
    case .unary(_, _, let operand): operand.height
    case .binary(_, _, let left, let right), .logical(_, _, let left, let right):
      max(left.height, right.height)
    case .comparison(let first, let rest):
      max(first.height, rest.lazy.map(\.operand).greatestHeight)
    case .pipe(let value, _, let target): max(value.height, target.height)
    case .call(let call): max(call.callee.height, call.arguments.greatestHeight)
    case .methodCall(let call): max(call.receiver.height, call.arguments.greatestHeight)
    case .field(let base, _): base.height
    case .index(let base, let items): max(base.height, items.greatestHeight)
    case .lambda(let lambda): max(lambda.parameters.greatestHeight, lambda.body.height)
    case .conditional(let conditional): conditional.height
    case .attempt(let attempt): max(attempt.body.height, attempt.handler.height)
    case .block(let block): block.height
    }
  }
}

extension Expression.Entry {
  fileprivate var height: Int { max(key.height, value.height) }
}

extension [StringLiteral.Part] {
  fileprivate var greatestHeight: Int {
    reduce(0) { height, part in
      guard case .interpolation(let piece) = part else { return height }
      return Swift.max(height, piece.expression.height, 1 + piece.format.greatestHeight)
    }
  }
}

extension [Expression.ComprehensionClause] {
  fileprivate var greatestHeight: Int {
    reduce(0) { height, clause in
      switch clause {
      case .each(_, let value), .filter(let value): Swift.max(height, value.height)
      }
    }
  }
}

extension [IndexItem] {
  fileprivate var greatestHeight: Int {
    reduce(0) { height, item in
      switch item.kind {
      case .expression(let value): Swift.max(height, value.height)
      case .slice(let start, let stop, let step):
        Swift.max(height, start?.height ?? 0, stop?.height ?? 0, step?.height ?? 0)
      case .ellipsis: height
      }
    }
  }
}

extension [Argument] {
  fileprivate var greatestHeight: Int {
    reduce(0) { height, argument in
      switch argument.kind {
      case .value(let value), .spread(let value): Swift.max(height, value.height)
      case .reference(let place): Swift.max(height, place.height)
      case .piped: height
      }
    }
  }
}

extension [Parameter] {
  fileprivate var greatestHeight: Int {
    reduce(0) { height, parameter in
      Swift.max(
        height, parameter.defaultValue?.height ?? 0, parameter.annotation?.height ?? 0)
    }
  }
}

extension Annotation {
  fileprivate var height: Int {
    guard case .tensor(_, let dimensions) = kind else { return 0 }
    return dimensions.reduce(0) { height, dimension in
      guard case .size(let value) = dimension.kind else { return height }
      return max(height, value.height)
    }
  }
}

extension Place {
  fileprivate var height: Int {
    steps.reduce(0) { height, step in
      guard case .index(let items, _) = step else { return height }
      return max(height, items.greatestHeight)
    }
  }
}

extension Assignment.Target {
  fileprivate var height: Int {
    switch self {
    case .place(let place): place.height
    case .tuple(let parts, _): 1 + parts.reduce(0) { max($0, $1.height) }
    case .discard: 0
    }
  }
}

extension PipeTarget {
  fileprivate var height: Int {
    switch self {
    case .function(let function): function.height
    case .call(let call, _): max(call.callee.height, call.arguments.greatestHeight)
    case .methodCall(let call, _): max(call.receiver.height, call.arguments.greatestHeight)
    }
  }
}

extension FunctionBody {
  fileprivate var height: Int {
    switch self {
    case .expression(let value): value.height
    case .block(let block): block.height
    }
  }
}

extension FunctionDeclaration {
  fileprivate var height: Int {
    max(parameters.greatestHeight, result?.height ?? 0, body.height)
  }
}

extension TypeDeclaration {
  fileprivate var height: Int {
    members.reduce(parameters.greatestHeight) { height, member in
      switch member {
      case .field(let field): max(height, field.value.height)
      case .method(let method): max(height, method.height)
      case .error: height
      }
    }
  }
}

extension Conditional {
  fileprivate var height: Int {
    let branches = max(condition.height, consequence.height)
    return switch alternative {
    case .block(let block): max(branches, block.height)
    case .conditional(let next): max(branches, next.height)
    case nil: branches
    }
  }
}

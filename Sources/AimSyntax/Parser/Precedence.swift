/// How tightly an operator binds, loosest first: the order of the language's reference.
package enum Precedence: Int, Sendable, Comparable, CaseIterable {
  case arrow, pipe, or, and, not, comparison, range, sum, product, negation, power, postfix

  package static func < (left: Precedence, right: Precedence) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The next tighter one.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .postfix }
}

/// What an operator between two operands makes of them.
package enum InfixForm: Sendable {
  /// `a - b - c` is `(a - b) - c`.
  case left(BinaryOperator)
  /// `a ^ b ^ c` is `a ^ (b ^ c)`.
  case right(BinaryOperator)
  /// `and`, `or`: left too.
  case logical(LogicalOperator)
  /// `a < b < c` is one chain.
  case chain(ComparisonOperator)
  /// `..`: `a .. b .. c` is a fault.
  case range
  /// `|>`: left too.
  case pipe
}

extension Token.Kind {
  /// The grammar of infix operators, a row each; nil for what is none. (`not in` is two tokens:
  /// the parser reads it in the row of `in`.)
  package var infix: (precedence: Precedence, form: InfixForm)? {
    switch self {
    case .pipe: (.pipe, .pipe)
    case .or: (.or, .logical(.or))
    case .and: (.and, .logical(.and))
    case .equal: (.comparison, .chain(.equal))
    case .notEqual: (.comparison, .chain(.notEqual))
    case .less: (.comparison, .chain(.less))
    case .lessOrEqual: (.comparison, .chain(.lessOrEqual))
    case .greater: (.comparison, .chain(.greater))
    case .greaterOrEqual: (.comparison, .chain(.greaterOrEqual))
    case .in: (.comparison, .chain(.contained))
    case .range: (.range, .range)
    case .plus: (.sum, .left(.add))
    case .minus: (.sum, .left(.subtract))
    case .star: (.product, .left(.multiply))
    case .slash: (.product, .left(.divide))
    case .floorDivide: (.product, .left(.floorDivide))
    case .percent: (.product, .left(.remainder))
    case .at: (.product, .left(.matrixProduct))
    case .caret: (.power, .right(.power))
    default: nil
    }
  }

  /// The operator of `+=`, `-=`, `*=`, `/=`; nil for anything else.
  var compoundOperator: BinaryOperator? {
    switch self {
    case .addAssign: .add
    case .subtractAssign: .subtract
    case .multiplyAssign: .multiply
    case .divideAssign: .divide
    default: nil
    }
  }
}

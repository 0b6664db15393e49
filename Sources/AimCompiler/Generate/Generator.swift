import AimDiagnostics
import AimSyntax

/// Turns a resolved tree into instructions.
final class Generator {
  let document: SourceDocument
  let resolution: Resolution
  var builder: FunctionBuilder
  var diagnostics: [Diagnostic] = []
  /// The fields of the model or type around the method being generated, by name.
  var fieldSlots: [String: Int] = [:]
  /// The value that comes through the pipe around the call being generated.
  var piped: Operand?

  init(document: SourceDocument, resolution: Resolution, scope: FunctionScope, range: SourceRange) {
    self.document = document
    self.resolution = resolution
    builder = FunctionBuilder(scope: scope, parent: nil, range: range)
  }

  /// Where a value goes.
  struct Target {
    let register: UInt16
    /// True where nobody can see the register before the expression is complete.
    let isFresh: Bool
  }

  /// Where a value is.
  struct Operand {
    let register: UInt16
    /// True for a temporary, whose only use this is.
    let isTemporary: Bool
  }

  func text(of range: SourceRange) -> String { document.text(range.offsets) }

  /// The range of a node: that in which the builder's instructions now stand.
  func at<Result>(_ range: SourceRange, _ body: () -> Result) -> Result {
    let outer = builder.range
    builder.range = range
    defer { builder.range = outer }
    return body()
  }

  /// Gives back, afterwards, the registers that the body took.
  func temporarily<Result>(_ body: () -> Result) -> Result {
    let mark = builder.top
    defer { builder.release(to: mark) }
    return body()
  }
}

// MARK: the three ways to compute an expression

extension Generator {
  /// Computes a value into a fresh register.
  func temporary(_ expression: Expression) -> UInt16 {
    let register = builder.reserve()
    value(expression, into: Target(register: register, isFresh: true))
    return register
  }

  /// Computes a value to be read once: a variable's own register, or a temporary.
  func operand(_ expression: Expression) -> Operand {
    if let register = variableRegister(expression) {
      builder.note(expression, in: register)
      return Operand(register: register, isTemporary: false)
    }
    return Operand(register: temporary(expression), isTemporary: true)
  }

  /// Likewise, where `other` is computed before the value is read: a variable that `other` assigns is
  /// copied first.
  func operand(_ expression: Expression, before other: Expression) -> Operand {
    if resolution.assigning.contains(other.id), variableRegister(expression) != nil {
      return Operand(register: temporary(expression), isTemporary: true)
    }
    return operand(expression)
  }

  /// The register of a variable that lives in one, without a cell.
  func variableRegister(_ expression: Expression) -> UInt16? {
    guard case .name = expression.kind,
      case .variable(let variable)? = resolution.uses[expression.id],
      variable.owner === builder.scope, !variable.needsCell
    else { return nil }
    return variable.register
  }

  /// Computes an expression for what it does.
  func effect(_ expression: Expression) {
    temporarily {
      switch expression.kind {
      case .conditional(let conditional): self.conditional(conditional, into: nil)
      case .block(let block): self.block(block, into: nil)
      case .attempt(let attempt): self.attempt(attempt, node: expression.id, into: nil)
      default:
        // Its value is left where it is.
        let operand = self.operand(expression)
        if operand.isTemporary { builder.keep(operand.register) }
      }
    }
  }

  static func giveUp(b: Operand) -> UInt8 { b.isTemporary ? Instruction.givesUpB : 0 }

  static func giveUp(b: Operand, c: Operand) -> UInt8 {
    giveUp(b: b) | (c.isTemporary ? Instruction.givesUpC : 0)
  }

  static func giveUp(a: Operand) -> UInt8 { a.isTemporary ? Instruction.givesUpA : 0 }
}

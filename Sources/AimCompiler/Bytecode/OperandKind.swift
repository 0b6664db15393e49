/// What an operand of an instruction stands for.
package enum OperandKind: String, Sendable {
  case none
  /// A register that is written.
  case target
  /// A register that is read.
  case source
  /// A register that is read and written.
  case place
  /// The first of several registers in a row, whose values are given up.
  case window
  /// A number of registers or values.
  case count
  /// An index into the function's constants, globals, names, …
  case constant, global, name, function, capture, slot
  case recordShape, callShape, indexShape, placeShape, textShape, pattern, type, importPath,
    assertion
  /// A signed distance from the next instruction, in operand c alone.
  case shortJump
  /// Operands b and c together: a distance, or a whole number.
  case longJump, number
}

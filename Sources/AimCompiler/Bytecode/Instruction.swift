/// One instruction: an opcode, flags, and three operands of 16 bits in one word.
///
///     bits  0–7   opcode
///           8–15  flags: which operands are temporaries to be given up, or a small count
///          16–31  a
///          32–47  b       32–63  one signed number of 32 bits, where an opcode wants it
///          48–63  c
package struct Instruction: Sendable, Hashable {
  package var bits: UInt64

  package init(bits: UInt64) { self.bits = bits }

  package init(_ opcode: Opcode, flags: UInt8 = 0, a: UInt16 = 0, b: UInt16 = 0, c: UInt16 = 0) {
    var word = UInt64(opcode.rawValue)
    word |= UInt64(flags) << 8
    word |= UInt64(a) << 16
    word |= UInt64(b) << 32
    word |= UInt64(c) << 48
    bits = word
  }

  package init(_ opcode: Opcode, flags: UInt8 = 0, a: UInt16 = 0, wide: Int32) {
    var word = UInt64(opcode.rawValue)
    word |= UInt64(flags) << 8
    word |= UInt64(a) << 16
    word |= UInt64(UInt32(bitPattern: wide)) << 32
    bits = word
  }

  /// Nil only for bits that no generator made.
  package var opcode: Opcode? { Opcode(rawValue: UInt8(truncatingIfNeeded: bits)) }
  package var flags: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) }
  package var a: UInt16 { UInt16(truncatingIfNeeded: bits >> 16) }
  package var b: UInt16 { UInt16(truncatingIfNeeded: bits >> 32) }
  package var c: UInt16 { UInt16(truncatingIfNeeded: bits >> 48) }
  package var wide: Int32 { Int32(truncatingIfNeeded: Int64(bitPattern: bits) >> 32) }
  /// The distance of a short jump, counted from the next instruction.
  package var shortJump: Int16 { Int16(bitPattern: c) }

  /// Flags that say which operand holds a temporary whose last use this is.
  package static let givesUpA: UInt8 = 4
  package static let givesUpB: UInt8 = 1
  package static let givesUpC: UInt8 = 2
  /// Operand c is a constant, and no register.
  package static let takesConstant: UInt8 = 8
}

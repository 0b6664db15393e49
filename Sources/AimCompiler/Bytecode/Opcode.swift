/// The instructions of Aim's machine.
///
/// What each does stands in `Opcode.rows`, from which disassembly, documentation and the coverage
/// list are made.
package enum Opcode: UInt8, CaseIterable, Sendable {
  // Registers and constants.
  case move, take, loadConstant, loadInteger, loadNil, loadTrue, loadFalse, loadMissing, clear
  // Variables that live outside registers.
  case makeCell, getCell, setCell
  case getCapture, getCaptureCell, setCaptureCell
  case getGlobal, setGlobal, getGlobalCell, defineGlobal
  case getSelf, getTraining
  // Arithmetic.
  case add, subtract, multiply, divide, floorDivide, remainder, power, matrixProduct
  case addConstant, subtractConstant, multiplyConstant, divideConstant, floorDivideConstant
  case remainderConstant, powerConstant
  case negate, not
  // Comparisons that make a value.
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contains, containsNot
  case testAnd, testOr, combineAnd, combineOr
  // Jumps.
  case jump, jumpIfTrue, jumpIfFalse, jumpIfNotMissing, jumpIfCallable
  case jumpIfNotMutating
  case jumpIfLess, jumpIfNotLess, jumpIfLessOrEqual, jumpIfNotLessOrEqual
  case jumpIfEqual, jumpIfNotEqual
  case jumpIfLessConstant, jumpIfNotLessConstant
  case jumpIfLessOrEqualConstant, jumpIfNotLessOrEqualConstant
  case jumpIfGreaterConstant, jumpIfNotGreaterConstant
  case jumpIfGreaterOrEqualConstant, jumpIfNotGreaterOrEqualConstant
  case jumpIfEqualConstant, jumpIfNotEqualConstant
  // Containers and text.
  case makeList, makeTuple, makeRecord, makeDictionary, makeRange, makeText
  case appendItems, appendSpread, insertEntry
  // Reaching in.
  case getIndex, getIndexInCell, getIndexInCapture, getIndexInGlobal, getItems, getField, getSlot
  case setIndex, setIndexInCell, setIndexInCapture, setIndexInGlobal
  case setSlot, setSlotInCell
  case getPlace, setPlace, takePlace, returnPlace
  case unpack
  // Loops.
  case prepareRange, nextInRange, prepareEach, nextOfEach
  // Calls.
  case call, callGlobal, callShaped, invoke, invokeReference, invokeShaped
  case runKernel, returnValue, returnNil
  // Definitions.
  case makeFunction, makeType, makeInstance, importModule
  // Faults.
  case throwValue, failAssertion, catchFault, rethrow
  // Shapes in signatures.
  case checkArgument, checkDimension, checkResult
}

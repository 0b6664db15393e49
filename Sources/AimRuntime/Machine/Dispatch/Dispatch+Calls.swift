import AimCompiler
import Synchronization

/// Registers in a row: a frame's, from its first on, or another row of values.
typealias Registers = UnsafeMutablePointer<Value>
/// Where instructions stand.
typealias Code = UnsafeMutablePointer<UInt64>

/// Where the dispatch loop is: what it keeps at hand of the frame on top.
struct Execution {
  var frame: UnsafeMutablePointer<Frame>
  var base: Registers
  var pc: Code
  var constants: Registers

  /// A frame that goes on.
  @inline(__always)
  init(_ frame: UnsafeMutablePointer<Frame>) {
    self.frame = frame
    base = frame.pointee.base
    pc = frame.pointee.instruction
    constants = frame.pointee.code.pointee.constants
  }
}

// Calls and returns, part of the dispatch loop.
extension Machine {
  /// The user wants the program to stop, or the accountant does.
  @inline(__always)
  var mustStop: Bool { interruptFlag.pointee.load(ordering: .relaxed) }

  /// Enters a function of the program that gets just the arguments it has: nothing is to be bound.
  ///
  /// Takes over the callee; false, and nothing has changed, for any other call.
  @inline(__always)
  private func enter(
    _ callee: Value, _ code: UnsafeMutablePointer<LinkedCode>, count: Int, _ word: Word,
    _ execution: inout Execution
  ) -> Bool {
    let start = execution.base + word.a + 1
    guard code.pointee.simpleArity == count, execution.frame < lastFrame,
      start + code.pointee.registerCount < registerEnd
    else { return false }
    execution.frame += 1
    current = execution.frame
    execution.frame.pointee = Frame(
      instruction: code.pointee.ready, base: start, code: code, captures: callee.containerSlots,
      function: callee, target: word.b)
    execution.base = start
    execution.pc = code.pointee.ready
    execution.constants = code.pointee.constants
    return true
  }

  /// Calls a name of the top level.
  ///
  /// The code that it ran last time stands before the constants. Where that is the callee's still,
  /// the processor goes on with it while the callee is looked up and compared.
  @inline(__always)
  func callGlobal(_ word: Word, _ execution: inout Execution) -> Bool {
    if mustStop { return false }
    let known = UnsafeMutablePointer<LinkedCode>(
      bitPattern: UInt(execution.constants[LinkedCode.knownCode(ofGlobal: word.c)].bits))
    let callee = execution.frame.pointee.code.pointee.globals[word.c].pointee
    if let known, callee.isObject(.function), callee.functionEntry == known,
      enter(callee, known, count: word.flags, word, &execution)
    {
      callee.retain()
      return true
    }
    if callGlobalSlowly(word, execution.base, execution.frame) == .failed { return false }
    execution = Execution(current)
    return true
  }

  /// Calls what a register holds.
  @inline(__always)
  func call(_ word: Word, _ execution: inout Execution) -> Bool {
    if mustStop { return false }
    let base = execution.base
    let callee = base[word.a]
    if word.flags == 0, callee.isObject(.function),
      enter(callee, callee.functionEntry, count: word.c, word, &execution)
    {
      // The reference in the register is the frame's now.
      base[word.a] = .nothing
      return true
    }
    if callAny(word, base, execution.frame) == .failed { return false }
    execution = Execution(current)
    return true
  }

  /// Calls with names and spreads, and methods.
  @inline(__always)
  func callOther(_ word: Word, _ execution: inout Execution) -> Bool {
    let (base, frame) = (execution.base, execution.frame)
    let outcome =
      word.operation == Opcode.callShaped.rawValue
      ? callShaped(word, base, frame) : invokeMethod(word, base, frame)
    if outcome == .failed { return false }
    execution = Execution(current)
    return true
  }

  /// Leaves a frame with its result; true where it was the last one of this run of the loop.
  @inline(__always)
  func leave(
    with value: Value, _ floor: UnsafeMutablePointer<Frame>, _ execution: inout Execution
  ) -> Bool {
    let frame = execution.frame
    frame.pointee.base.clear(frame.pointee.code.pointee.keptCount)
    frame.pointee.function.release()
    let target = frame.pointee.target
    let caller = frame - 1
    current = caller
    if frame == floor {
      deliver(value, target, caller)
      return true
    }
    (caller.pointee.base + target).put(value)
    execution = Execution(caller)
    return false
  }
}

import AimCompiler
import Synchronization

/// Registers in a row: a frame's, from its first on, or another row of values.
typealias Registers = UnsafeMutablePointer<Value>
/// Where instructions stand.
typealias Code = UnsafeMutablePointer<UInt64>

// Calls and returns, part of the dispatch loop.
extension Machine {
  /// The user wants the program to stop, or the accountant does.
  @inline(__always)
  var mustStop: Bool { interruptFlag.pointee.load(ordering: .relaxed) }

  /// What the loop keeps of a frame that goes on.
  @inline(__always)
  func resume(
    _ frame: UnsafeMutablePointer<Frame>
  ) -> (base: Registers, pc: Code, constants: Registers) {
    (frame.pointee.base, frame.pointee.instruction, frame.pointee.code.pointee.constants)
  }

  /// Enters a function of the program that gets just the arguments it has: nothing is to be bound.
  ///
  /// Takes over the callee; false, and nothing has changed, for any other call.
  @inline(__always)
  private func enter(
    _ callee: Value, at start: Registers, count: Int, target: Int,
    _ frame: inout UnsafeMutablePointer<Frame>
  ) -> Bool {
    guard callee.isObject(.function) else { return false }
    let code = callee.functionEntry
    guard code.pointee.simpleArity == count, frame < lastFrame,
      start + code.pointee.registerCount < registerEnd
    else { return false }
    frame += 1
    current = frame
    frame.pointee = Frame(
      instruction: code.pointee.ready, base: start, code: code, captures: callee.containerSlots,
      function: callee, target: target)
    return true
  }

  @inline(__always)
  func callGlobal(
    _ word: Word, _ base: Registers, _ frame: inout UnsafeMutablePointer<Frame>
  ) -> Bool {
    if mustStop { return false }
    let callee = frame.pointee.code.pointee.globals[word.c].pointee
    let start = base + word.a + 1
    if enter(callee, at: start, count: word.flags, target: word.b, &frame) {
      callee.retain()
      return true
    }
    if callGlobalSlowly(word, base, frame) == .failed { return false }
    frame = current
    return true
  }

  @inline(__always)
  func call(_ word: Word, _ base: Registers, _ frame: inout UnsafeMutablePointer<Frame>) -> Bool {
    if mustStop { return false }
    let callee = base[word.a]
    let start = base + word.a + 1
    if word.flags == 0, enter(callee, at: start, count: word.c, target: word.b, &frame) {
      // The reference in the register is the frame's now.
      base[word.a] = .nothing
      return true
    }
    if callAny(word, base, frame) == .failed { return false }
    frame = current
    return true
  }

  /// Calls with names and spreads, and methods.
  @inline(__always)
  func callOther(
    _ word: Word, _ base: Registers, _ frame: inout UnsafeMutablePointer<Frame>
  ) -> Bool {
    let outcome =
      word.operation == Opcode.callShaped.rawValue
      ? callShaped(word, base, frame) : invokeMethod(word, base, frame)
    if outcome == .failed { return false }
    frame = current
    return true
  }

  /// Leaves a frame with its result; true where it was the last one of this run of the loop.
  @inline(__always)
  func leave(
    _ frame: inout UnsafeMutablePointer<Frame>, with value: Value,
    _ floor: UnsafeMutablePointer<Frame>
  ) -> Bool {
    frame.pointee.base.clear(frame.pointee.code.pointee.keptCount)
    frame.pointee.function.release()
    let target = frame.pointee.target
    let isLast = frame == floor
    frame -= 1
    current = frame
    if isLast {
      deliver(value, target, frame)
    } else {
      (frame.pointee.base + target).put(value)
    }
    return isLast
  }
}

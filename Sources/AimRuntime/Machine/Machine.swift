import AimCompiler
import AimDiagnostics
import AimTensor
import Glibc

/// The register machine: a stack of registers, a stack of frames, and what they have in common.
///
/// Invariants: registers above the frame on top hold no object; a temporary that held one is empty
/// after its use; every register of a frame may be released at any time.
final class Machine {
  /// The session it runs for, which owns it; set before anything runs.
  unowned(unsafe) var owner: Interpreter?
  /// The frame that runs.
  ///
  /// Points below the first frame when nothing does.
  var current: UnsafeMutablePointer<Frame>
  private let frames: UnsafeMutablePointer<Frame>
  let lastFrame: UnsafeMutablePointer<Frame>
  private let registers: UnsafeMutablePointer<Value>
  let registerEnd: UnsafeMutablePointer<Value>
  /// The fault under way, set where a slow path answers that it failed.
  var fault: RuntimeFault?
  /// The fault that a handler was entered with.
  var caught: RuntimeFault?
  /// What the last frame of a call from Swift returned; owned.
  var result: Value = .nothing
  /// Where interpolated strings are put together.
  var textBuffer = TextBuffer()
  /// True inside `value_and_grad(&net, f)`.
  var isTraining = false
  /// The cells of the `state` fields of the model in training, borrowed from `Training`.
  var trainedState: [Value] = []
  var observer: (any Observer)? { didSet { isObserved = observer != nil } }
  private(set) var isObserved = false
  /// The user's wish to stop, read at back-edges and calls.
  let interruptFlag = Interrupt.flag
  /// The lowest address that Swift's own stack may reach.
  var stackFloor: UInt = 0

  /// The most calls that may be under way.
  static let frameLimit = 20_000
  private static let registerLimit = 1 << 21

  init() {
    // The first frame is never run: it stands for the caller of the program.
    frames = .allocate(capacity: Machine.frameLimit + 1)
    lastFrame = frames + Machine.frameLimit
    // Pages of zeros cost nothing until they are touched, and zero is a number.
    let bytes = Machine.registerLimit * MemoryLayout<Value>.stride
    guard
      let memory = mmap(
        nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | Int32(MAP_ANONYMOUS), -1, 0),
      memory != MAP_FAILED
    else { HeapAccount.systemIsOutOfMemory(bytes) }
    registers = memory.bindMemory(to: Value.self, capacity: Machine.registerLimit)
    registerEnd = registers + Machine.registerLimit
    current = frames
  }

  deinit {
    munmap(registers, Machine.registerLimit * MemoryLayout<Value>.stride)
    frames.deallocate()
  }

  var interpreter: Interpreter {
    guard let owner else { preconditionFailure("a machine runs for an interpreter") }
    return owner
  }

  /// Zero when no function runs.
  var depth: Int { current - frames }

  func frame(at depth: Int) -> UnsafeMutablePointer<Frame> { frames + depth }

  /// The first register that no frame uses.
  var freeRegister: UnsafeMutablePointer<Value> {
    if current == frames { return registers }
    return current.pointee.base + current.pointee.code.pointee.registerCount
  }

  /// Notes why a slow path failed.
  ///
  /// False, for its caller to return.
  @inline(never)
  func fail(_ fault: RuntimeFault) -> Bool {
    self.fault = fault
    return false
  }

  func fail(_ fault: any Fault) -> Bool { fail(RuntimeFault(fault)) }
}

// MARK: frames

extension Machine {
  /// Enters a function whose arguments stand in its first registers.
  ///
  /// Takes over `function`.
  ///
  /// False, with the fault noted, where there is no room; the arguments are then the caller's still.
  @inline(__always)
  func push(
    _ function: Value, base: UnsafeMutablePointer<Value>, at entry: Int, target: Int
  ) -> Bool {
    let code = function.functionEntry
    let captures = function.containerSlots
    guard current < lastFrame, base + code.pointee.registerCount < registerEnd else {
      function.release()
      return fail(RecursionTooDeep(limit: Machine.frameLimit))
    }
    current += 1
    current.pointee = Frame(
      instruction: code.pointee.instructions + entry, base: base, code: code, captures: captures,
      function: function, target: target)
    return true
  }

  /// True where no register above the frames holds an object: what temporaries owe.
  ///
  /// For tests.
  var isClean: Bool {
    let start = freeRegister
    return (0..<4096).allSatisfy { !start[$0].isObject }
  }

  /// Leaves the frame on top without a result.
  func pop() {
    let frame = current.pointee
    frame.base.clear(frame.code.pointee.registerCount)
    frame.function.release()
    current -= 1
  }
}

// MARK: calls from Swift

extension Machine {
  /// Calls anything callable with borrowed arguments; the result is the caller's.
  func call(_ callee: Value, _ arguments: UnsafeBufferPointer<Value>) throws(RuntimeFault) -> Value
  {
    try expectStack()
    let window = freeRegister
    guard window + arguments.count + 2 < registerEnd else {
      throw RuntimeFault(RecursionTooDeep(limit: Machine.frameLimit))
    }
    var index = 0
    while index < arguments.count {
      window[index + 1] = arguments[index].retained()
      index += 1
    }
    if callee.isObject(.function) {
      // A function of the program with all its arguments: the usual callback.
      let code = callee.functionEntry
      if code.pointee.simpleArity == arguments.count {
        let entry = code.pointee.ready - code.pointee.instructions
        guard push(callee.retained(), base: window + 1, at: entry, target: Machine.toSwift) else {
          (window + 1).clear(arguments.count)
          throw takeFault()
        }
        return try finish(.pushed)
      }
    }
    return try finish(
      invoke(callee, window: window, count: arguments.count, target: Machine.toSwift))
  }

  /// Runs a function of no parameters: the top level of a file or cell, a test.
  func run(_ function: Value) throws(RuntimeFault) -> Value {
    try expectStack()
    guard push(function, base: freeRegister, at: 0, target: Machine.toSwift) else {
      throw takeFault()
    }
    return try finish(.pushed)
  }

  /// A target for results that go to Swift.
  static let toSwift = -1

  private func finish(_ outcome: CallOutcome) throws(RuntimeFault) -> Value {
    switch outcome {
    case .failed: throw takeFault()
    case .done:
      let value = result
      result = .nothing
      return value
    case .pushed:
      guard runLoop(floor: current) else { throw takeFault() }
      let value = result
      result = .nothing
      return value
    }
  }

  private func runLoop(floor: UnsafeMutablePointer<Frame>) -> Bool {
    if isObserved, let observer {
      var observed = Observed(observer: observer)
      defer { self.observer = observed.observer }
      return run(floor: floor, &observed)
    }
    var nobody = Unobserved()
    return run(floor: floor, &nobody)
  }

  func takeFault() -> RuntimeFault {
    let fault = self.fault ?? RuntimeFault(Interrupted())
    self.fault = nil
    return fault
  }

  /// Refuses to go deeper where Swift's own stack comes to its end.
  private func expectStack() throws(RuntimeFault) {
    var here: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    if address < stackFloor { throw RuntimeFault(RecursionTooDeep(limit: depth)) }
  }
}

/// What became of a call.
enum CallOutcome {
  /// The result is where it belongs.
  case done
  /// A frame was entered.
  case pushed
  /// The fault is noted.
  case failed
}

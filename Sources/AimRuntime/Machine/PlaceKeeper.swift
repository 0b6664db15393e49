import AimCompiler
import AimTensor

/// Keeps the machine's place up to date before every instruction, while a NaN is looked for: the
/// normal loop notes it only where a call or a fault needs it.
struct PlaceKeeper: Observer {
  static var isActive: Bool { true }
  unowned let machine: Machine

  mutating func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int,
    registers: UnsafeMutablePointer<Value>
  ) {
    let frame = machine.current
    frame.pointee.instruction = frame.pointee.code.pointee.instructions + instruction + 1
  }
}

extension Interpreter {
  /// Runs something; with `:nan on` each operation that is differentiated remembers its place.
  func watchingNaN<Result>(_ work: () -> Result) -> Result {
    guard NaNWatch.isOn, machine.observer == nil else { return work() }
    machine.observer = PlaceKeeper(machine: machine)
    defer { machine.observer = nil }
    return work()
  }
}

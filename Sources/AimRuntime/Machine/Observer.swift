package import AimCompiler

/// Someone who watches the machine: a trace, a stepper, a profiler.
///
/// The dispatch loop is generic over it. The loop for `Unobserved` is compiled without any of this.
package protocol Observer {
  /// False makes the compiler leave out every report.
  static var isActive: Bool { get }
  /// Called before each instruction. `registers` may be looked at through `code.notes`.
  mutating func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int,
    registers: UnsafeMutablePointer<Value>)
}

/// Nobody watches: the normal loop.
struct Unobserved: Observer {
  static var isActive: Bool { false }

  @inline(__always)
  mutating func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int,
    registers: UnsafeMutablePointer<Value>
  ) {}
}

/// Hands each report to an observer chosen while the program runs.
struct Observed: Observer {
  static var isActive: Bool { true }
  var observer: any Observer

  mutating func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int,
    registers: UnsafeMutablePointer<Value>
  ) {
    observer.willRun(instruction, of: code, depth: depth, registers: registers)
  }
}

extension Machine {
  /// Tells an observer what is about to run.
  func report<Watcher: Observer>(
    _ observer: inout Watcher, _ frame: UnsafeMutablePointer<Frame>,
    _ instruction: UnsafeMutablePointer<UInt64>
  ) {
    observer.willRun(
      instruction - frame.pointee.code.pointee.instructions, of: frame.linked.code, depth: depth,
      registers: frame.pointee.base)
  }
}

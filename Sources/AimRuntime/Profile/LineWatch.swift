import AimCompiler
import AimDiagnostics
import Glibc
import Synchronization

/// Charges time to the lines of a program.
///
/// A ticker says every fifth of a millisecond that it is time to look; the next instruction then
/// charges all the time since the last look to the lines under way. So a long operation is charged
/// exactly, and short ones in proportion.
struct LineWatch: Observer {
  static var isActive: Bool { true }
  unowned let machine: Machine
  let ticker: Ticker
  let lines: LineTable

  mutating func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int,
    registers: UnsafeMutablePointer<Value>
  ) {
    // The frames say still what ran before.
    if ticker.isDue {
      ticker.clear()
      lines.charge(machine.userPlaces)
    }
    let frame = machine.current
    frame.pointee.instruction = frame.pointee.code.pointee.instructions + instruction + 1
  }
}

extension Machine {
  /// The places of the user's functions under way, innermost first.
  var userPlaces: [SourceRange] {
    var places: [SourceRange] = []
    var level = depth
    while level > 0 {
      let frame = frame(at: level)
      if !frame.linked.module.isLibrary, let range = range(in: frame) { places.append(range) }
      level -= 1
    }
    return places
  }
}

/// A thread that raises a flag again and again.
final class Ticker: Sendable {
  private let flag = Atomic<Bool>(false)
  private let isOver = Atomic<Bool>(false)

  var isDue: Bool {
    @inline(__always) get { flag.load(ordering: .relaxed) }
  }

  func clear() { flag.store(false, ordering: .relaxed) }

  /// The thread ends by itself soon after.
  func stop() { isOver.store(true, ordering: .relaxed) }

  /// Microseconds between two ticks.
  private static let pause: UInt32 = 200

  func start() {
    var thread = pthread_t()
    let me = Unmanaged.passRetained(self)
    let failed = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Ticker>.fromOpaque(argument).takeRetainedValue().tick()
        return nil
      }, me.toOpaque())
    guard failed == 0 else { return me.release() }
    pthread_detach(thread)
  }

  private func tick() {
    // Signals are for the program's own thread.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    while !isOver.load(ordering: .relaxed) {
      usleep(Ticker.pause)
      flag.store(true, ordering: .relaxed)
    }
  }
}

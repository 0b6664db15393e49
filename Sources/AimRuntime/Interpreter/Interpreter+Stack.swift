import Glibc

extension Interpreter {
  /// The address below which this thread's stack must not be used for calls from Swift.
  func stackFloor() -> UInt {
    let thread = UInt(pthread_self())
    if known.thread == thread { return known.floor }
    var attributes = pthread_attr_t()
    var floor: UInt = 0
    if let describe = Interpreter.describeThread, describe(pthread_self(), &attributes) == 0 {
      var lowest: UnsafeMutableRawPointer?
      var size = 0
      if pthread_attr_getstack(&attributes, &lowest, &size) == 0 {
        floor = UInt(bitPattern: lowest) + UInt(min(size / 4, Interpreter.reserve))
      }
      pthread_attr_destroy(&attributes)
    }
    known = (thread, floor)
    return floor
  }

  /// Lets the allocator grow in large steps and keep what it has: the work runs on one thread, makes
  /// many small objects, and frees large arrays only to want them again.
  private static func keepMemory() {
    // `mallopt`, which the module of the C library leaves out, and its numbers from <malloc.h>.
    guard let symbol = dlsym(nil, "mallopt") else { return }
    let set = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
    let (trimThreshold, topPad, mapThreshold, mostArenas): (Int32, Int32, Int32, Int32) =
      (-1, -2, -3, -8)
    _ = set(mostArenas, 1)
    _ = set(topPad, 8 << 20)
    _ = set(trimThreshold, 256 << 20)
    _ = set(mapThreshold, 32 << 20)
  }

  private typealias ThreadDescriber =
    @convention(c) (
      pthread_t, UnsafeMutablePointer<pthread_attr_t>
    ) -> Int32

  /// `pthread_getattr_np`, which the headers keep from Swift.
  private static var describeThread: ThreadDescriber? {
    guard let symbol = dlsym(nil, "pthread_getattr_np") else { return nil }
    return unsafeBitCast(symbol, to: ThreadDescriber.self)
  }

  /// What is left for Swift's own calls and the system's.
  private static let reserve = 512 * 1024

  /// Runs work on a thread whose stack is large enough for deep programs, and waits for it.
  package static func onLargeStack(_ work: @escaping () -> Void) {
    keepMemory()
    final class Work {
      let body: () -> Void
      init(_ body: @escaping () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 256 * 1024 * 1024)
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Work(work)).toOpaque()
    let started = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        StringObject.freeKept()
        return nil
      }, argument)
    guard started == 0 else {
      // No room for the large stack: the work is done on this thread's.
      return Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
    }
    pthread_join(thread, nil)
  }
}

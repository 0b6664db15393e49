import AimTestSupport
import Glibc

/// The process that runs programs, one fresh session each, and says on its output how each ended.
///
/// A line `> n` before the n-th program and a line `way reached identity` after it: whoever reads
/// them knows which program was running when the process died or fell silent.
enum Child {
  static func run(_ options: Options) {
    limit(RLIMIT_AS, to: options.memory << 20)
    limit(RLIMIT_CORE, to: 0)
    Sandbox.allow(bytes: (options.memory << 20) / 4)
    let recipe = Recipe(seed: options.seed, corpus: Corpus.load(root: options.root))
    for number in options.from..<(options.from + options.count) {
      say("> \(number)\n")
      let (way, source) = recipe.program(number)
      options.plant?.strike(source)
      let sandbox = Sandbox(folder: options.root)
      let before = processorSeconds()
      let outcome = sandbox.run(source, path: "fuzz.aim", seconds: recipe.seconds(number))
      let spent = processorSeconds() - before
      var harm = spent > patience ? " late" : ""
      // Whatever happened, the session goes on.
      let next = sandbox.run(Array("6 * 7".utf8), path: "next.aim", seconds: 5)
      if next.shown != "42" { harm = " stuck" }
      say("\(way.rawValue) \(outcome.reachedMachine ? 1 : 0) \(outcome.identity ?? "-")\(harm)\n")
    }
  }

  /// Seconds of the processors' time after which a program that is stopped after 0.4 has ended for
  /// sure, two threads and slow machines included.
  private static let patience = 4.0

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func limit(_ resource: __rlimit_resource, to bytes: Int) {
    var bounds = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    setrlimit(__rlimit_resource_t(resource.rawValue), &bounds)
  }

  private static func say(_ line: String) {
    var bytes = Array(line.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}

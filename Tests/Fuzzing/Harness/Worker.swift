import Glibc

/// One child process and what it has said so far.
struct Worker {
  private(set) var process: pid_t = 0
  private(set) var output: Int32 = -1
  private(set) var complaints: Int32 = -1
  private var pending: [UInt8] = []
  private var complained: [UInt8] = []
  /// The program during which the child complained, until it is known whether it lived on.
  private var complainedDuring: Int?
  /// The program that is running, or nil between two.
  private(set) var current: Int?
  /// The programs not yet begun.
  private(set) var next: Int
  let end: Int
  private var lastWord = Worker.now()

  init(from: Int, to end: Int) {
    next = from
    self.end = end
  }

  var isDone: Bool { next >= end && current == nil }
  var isRunning: Bool { process != 0 }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  var silence: Double { Self.now() - lastWord }

  /// Starts a child on the programs that are left.
  ///
  /// False when the system will not.
  mutating func start(_ options: Options, executable: String) -> Bool {
    var arguments = [
      executable, "--child", "--root", options.root, "--seed", "\(options.seed)",
      "--from", "\(next)", "--count", "\(end - next)", "--memory", "\(options.memory)",
    ]
    if let plant = options.plant { arguments += ["--plant", plant.rawValue] }
    var out: [Int32] = [0, 0]
    var err: [Int32] = [0, 0]
    guard pipe(&out) == 0, pipe(&err) == 0 else { return false }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO)
    for end in out + err { posix_spawn_file_actions_addclose(&actions, end) }
    defer { posix_spawn_file_actions_destroy(&actions) }
    var words = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    let failed = posix_spawn(&process, executable, &actions, nil, &words, environ)
    close(out[1])
    close(err[1])
    for end in [out[0], err[0]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    (output, complaints, lastWord) = (out[0], err[0], Self.now())
    (pending, complained, complainedDuring) = ([], [], nil)
    return failed == 0
  }

  /// Reads what the child has said; true while it goes on.
  mutating func listen(_ tally: inout Tally) -> Bool {
    let goesOn = Self.drain(output, into: &pending)
    _ = Self.drain(complaints, into: &complained)
    let complainer = complainedDuring
    while let newline = pending.firstIndex(of: 10) {
      hear(String(decoding: pending[..<newline], as: UTF8.self), &tally)
      pending.removeSubrange(...newline)
    }
    if let complainer, current != complainer {
      tally.harms.append(.init(number: complainer, what: "complained" + complaint()))
      (complained, complainedDuring) = ([], nil)
    } else if !complained.isEmpty, complainedDuring == nil {
      complainedDuring = current ?? (next - 1)
    }
    return goesOn
  }

  private mutating func hear(_ line: String, _ tally: inout Tally) {
    lastWord = Self.now()
    let words = line.split(separator: " ").map(String.init)
    if words.count == 2, words[0] == ">", let number = Int(words[1]) {
      current = number
      next = number + 1
    } else if words.count == 3 || words.count == 4 {
      if words.count == 4, let number = current {
        tally.harms.append(.init(number: number, what: words[3]))
      }
      tally.note(way: words[0], reached: words[1] == "1", identity: words[2])
      current = nil
    }
  }

  /// The child is over, by itself or by force: what it was running when it did not end well.
  mutating func finish(killing: Bool, _ tally: inout Tally) {
    if killing { kill(process, SIGKILL) }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    _ = listen(&tally)
    close(output)
    close(complaints)
    process = 0
    guard let number = current else {
      if let number = complainedDuring {
        tally.harms.append(.init(number: number, what: "complained" + complaint()))
      }
      // A child that dies before its first program would be started for ever.
      if status != 0 || next < end { next = max(next, status == 0 ? end : next + 1) }
      return
    }
    let signal = status & 0x7f
    let what = killing ? "hangs" : signal != 0 ? "signal \(signal)" : "exit \(status >> 8)"
    tally.harms.append(.init(number: number, what: what + complaint()))
    tally.programs += 1
    tally.endings[killing ? "(hang)" : "(crash)", default: 0] += 1
    current = nil
  }

  private func complaint() -> String {
    complained.isEmpty ? "" : " · " + String(decoding: complained.prefix(300), as: UTF8.self)
  }

  /// Reads what there is; false at the end of the stream.
  private static func drain(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else {
        return count < 0 && errno == EAGAIN
      }
      if bytes.count < 1 << 20 { bytes += buffer[..<count] }
    }
  }
}

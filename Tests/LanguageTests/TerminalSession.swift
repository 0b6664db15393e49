import Foundation
import Glibc
import Testing

/// The program `aim` in a pseudo-terminal, as someone at a keyboard meets it.
///
/// Every wait has a deadline: a program that hangs fails its test and is ended.
final class TerminalSession {
  private let keyboard: Int32
  private let process: pid_t
  private var isOver = false
  /// Everything the program has written, escape sequences included.
  private(set) var raw = ""
  private var bytes: [UInt8] = []
  /// How much of `text` earlier expectations have used up.
  private var consumed = 0

  /// Starts `aim` with arguments, in an empty home folder unless another is given.
  ///
  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - home: The home folder.
  ///   - variables: Set besides the usual ones.
  ///   - kibibytes: The most address space it may take, as `ulimit -v` sets it.
  /// - Throws: What keeps it from starting.
  init(
    _ arguments: [String] = [], home: String, variables: [String: String] = [:],
    kibibytes: Int? = nil
  ) throws {
    var main: Int32 = -1
    var terminal: Int32 = -1
    var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    var letters = [CChar](repeating: 0, count: 64)
    try #require(openpty(&main, &terminal, &letters, nil, &size) == 0)
    let name = String(
      decoding: letters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    close(terminal)
    keyboard = main
    _ = fcntl(main, F_SETFD, FD_CLOEXEC)
    var environment = [
      "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "NO_COLOR": "1", "INPUTRC": "/dev/null",
    ]
    environment.merge(variables) { $1 }
    let command = AimProgram.command(arguments, kibibytes: kibibytes)
    process = try Self.spawn(command, terminal: name, environment)
  }

  deinit {
    if !isOver {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    close(keyboard)
  }

  /// How long the processors have worked for the program so far.
  var processorSeconds: Double {
    var nanoseconds = 0.0
    for thread in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task"))
      ?? []
    {
      let spent = CommandRun.read("/proc/\(process)/task/\(thread)/schedstat")
      nanoseconds += spent.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }
    return nanoseconds / 1e9
  }

  /// What was written, without escape sequences.
  var text: String { raw.replacing(Self.escapes, with: "") }

  /// Sequences that colour and move; nothing a reader sees.
  static var escapes: Regex<Substring> { /\u{1B}\[[0-9;?]*[A-Za-z]|\u{1B}[=>]|\u{7}/ }

  /// Presses keys.
  func type(_ keys: String) {
    var left = Array(keys.utf8)[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      left = left.dropFirst(count)
    }
  }

  /// Types a line and presses Enter.
  func enter(_ line: String) { type(line + "\r") }

  /// Waits until the program has written `wanted` after what was expected before.
  func expect(
    _ wanted: String, within seconds: Double = 60, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      let new = text.dropFirst(consumed)
      if let found = new.firstRange(of: wanted) {
        consumed += new.distance(from: new.startIndex, to: found.upperBound)
        return
      }
      guard ContinuousClock.now < deadline, receive() else {
        Issue.record("“\(wanted)” did not come; there was: \(new)", sourceLocation: place)
        throw Missing()
      }
    }
  }

  /// Lets time pass, and takes what the program writes meanwhile.
  func pass(microseconds: UInt32) throws {
    let deadline = ContinuousClock.now + .microseconds(Int64(microseconds))
    while ContinuousClock.now < deadline { _ = receive(patience: 10) }
    consumed = text.count
  }

  /// Waits for the prompt.
  func expectPrompt(_ place: SourceLocation = #_sourceLocation) throws {
    try expect("> ", within: 60, place)
  }

  /// What the program wrote since the last expectation, once nothing more comes for a while.
  func rest() -> String {
    while receive(patience: 300) {}
    return String(text.dropFirst(consumed))
  }

  /// Waits for the program to end; its exit code, or nil when it did not end in time.
  func exitCode(within seconds: Double = 60) -> Int32? {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while ContinuousClock.now < deadline {
      _ = receive(patience: 10)
      if waitpid(process, &status, WNOHANG) == process {
        isOver = true
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
      }
    }
    return nil
  }

  struct Missing: Error {}

  /// POSIX_SPAWN_SETSID, which the module map leaves out.
  private static let newSession: Int16 = 0x80

  /// Takes what has come, waiting for at most `patience` milliseconds; false when nothing did.
  private func receive(patience: Int32 = 200) -> Bool {
    var source = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, patience) > 0 else { return patience >= 200 && !isOver }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(keyboard, &chunk, chunk.count)
    guard count > 0 else { return false }
    bytes += chunk[..<count].filter { $0 != 0x0D }
    raw = String(decoding: bytes, as: UTF8.self)
    return true
  }

  private static func spawn(
    _ command: [String], terminal: String, _ environment: [String: String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    let words = command.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, words, variables)
    try #require(code == 0, "\(AimProgram.path) cannot be started")
    return process
  }
}

/// Where the program under test stands: beside the tests.
enum AimProgram {
  /// The words that start it, through a shell where its address space is limited.
  static func command(_ arguments: [String], kibibytes: Int?) -> [String] {
    guard let kibibytes else { return [path] + arguments }
    return ["/bin/sh", "-c", "ulimit -v \(kibibytes) && exec \"$0\" \"$@\"", path] + arguments
  }

  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let tests = String(
      decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = tests.split(separator: "/").dropLast().joined(separator: "/")
    let beside = "/" + folder + "/aim"
    if access(beside, X_OK) == 0 { return beside }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/" + root + "/.build/debug/aim"
  }()
}

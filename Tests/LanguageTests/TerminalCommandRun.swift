import Glibc
import Testing

/// One run of the program `aim` without a terminal: what went in, what came out.
struct CommandRun {
  let output: String
  let errors: String
  /// Nil when it did not end within the deadline.
  let exitCode: Int32?

  /// Runs `aim` to its end.
  init(
    _ arguments: [String], input: String = "",
    variables: [String: String] = [:], within seconds: Double = 120
  ) throws {
    let scratch = TerminalHome()
    let files = ["in", "out", "err"].map { scratch.path + "/" + $0 }
    Self.write(input, to: files[0])
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT, 0o600)
    var environment = ["HOME": scratch.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    environment.merge(variables) { $1 }
    let words = ([AimProgram.path] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, AimProgram.path, &actions, nil, words, settings)
    try #require(code == 0, "\(AimProgram.path) cannot be started")
    exitCode = Self.wait(for: process, seconds)
    output = Self.read(files[1])
    errors = Self.read(files[2])
  }

  private static func wait(for process: pid_t, _ seconds: Double) -> Int32? {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while ContinuousClock.now < deadline {
      if waitpid(process, &status, WNOHANG) == process {
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      }
      usleep(2000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return nil
  }

  private static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}

extension TerminalHome {
  /// Writes a file into the folder and returns its path.
  func write(_ name: String, _ text: String) -> String {
    if let file = fopen(path + "/" + name, "w") {
      fputs(text, file)
      fclose(file)
    }
    return path + "/" + name
  }

  func read(_ name: String) -> String { CommandRun.read(path + "/" + name) }
}

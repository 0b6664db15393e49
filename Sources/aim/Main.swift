import AimRuntime
import ArgumentParser
import Glibc

/// Where the program begins: reads the arguments, runs the command, and says how it went.
///
/// Exit codes: 0, 1 for a fault, 2 for wrong usage.
@main
enum Main {
  static func main() {
    Terminal.prepare()
    var code: Int32 = 0
    Interpreter.onLargeStack { code = command() }
    Terminal.leave(with: code)
  }

  private static func command() -> Int32 {
    if let complaint = Settings.complaint {
      let console = Console()
      console.err.write("Error: \(complaint)\n")
      console.err.flush()
      return 2
    }
    do {
      var command = try Aim.parseAsRoot(RawArguments.texts)
      try command.run()
      return 0
    } catch let fault as CommandFailed {
      return fault.code
    } catch {
      return complain(error)
    }
  }

  /// Help and version go to standard output, wrong usage to standard error.
  private static func complain(_ error: any Error) -> Int32 {
    let isAnswer = Aim.exitCode(for: error) == .success
    let console = Console()
    let output = isAnswer ? console.out : console.err
    // The command without a name is how `aim` itself is used.
    let message = Aim.fullMessage(for: error).replacing("aim evaluate", with: "aim")
    output.write(message + "\n")
    output.flush()
    return isAnswer ? 0 : 2
  }
}

/// A command ended with a fault that was reported already.
struct CommandFailed: Error {
  var code: Int32 = 1
}

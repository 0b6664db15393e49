import AimDiagnostics
import AimTensor
import ArgumentParser

/// `aim` with its subcommands; without one it is `EvaluateCommand`.
struct Aim: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "aim",
    abstract: "A small language for machine learning, and the notebook it lives in.",
    usage: """
      aim                    type expressions in a terminal; or a program through a pipe
      aim <file>             run a program (.aim) or a notebook (.aimnb)
      aim -e <code>          run this code and show its value
      aim <subcommand> …
      """,
    discussion: """
      Every command takes --diagnostics json for faults as one line of JSON each. Exit codes: 0, 1 for a \
      fault, 2 for wrong usage. NO_COLOR turns colours off, AIM_THREADS sets the threads of tensor work, \
      AIM_LEVEL (baseline, v3 or v4) the instruction set of its kernels.
      """,
    version: "Aim \(version)\n\(KernelLevel.summary)",
    subcommands: [
      RunCommand.self, TestCommand.self, ExplainCommand.self, EvaluateCommand.self,
    ],
    defaultSubcommand: EvaluateCommand.self)

  static let subcommandNames = ["run", "test", "explain", "help"]
}

/// What every command understands.
struct CommonOptions: ParsableArguments {
  @Option(help: "How faults are written: text, or json with one object a line.")
  var diagnostics: DiagnosticForm = .text

  var console: Console { Console(diagnostics: diagnostics) }
}

extension DiagnosticForm: ExpressibleByArgument {}

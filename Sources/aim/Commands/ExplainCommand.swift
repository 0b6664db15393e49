import AimDiagnostics
import AimNotebook
import ArgumentParser

/// `aim explain inner-dimensions`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a fault: the idea behind the rule, and a program that breaks it.")

  @Argument(help: "The fault's name, as in error[shape]; without one, all are listed.")
  var identity: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    guard let identity else { return list(on: console) }
    guard let page = AllFaults.explanation(of: identity) else {
      let nearest = Nearest.match(identity, among: AllFaults.names)
      console.report(ExplanationMissing(name: identity, suggestion: nearest))
      throw CommandFailed()
    }
    let columns = min(console.out.columns ?? 80, 100)
    console.out.write(page.lines(columns: columns))
    if let fault = AllFaults.known(as: identity),
      let answer = ExampleAnswer.lines(for: fault, columns: columns - 4)
    {
      console.out.write([StyledLine(), StyledLine("What Aim says to it:", .quiet), StyledLine()])
      console.out.write(answer.map { StyledLine("    ") + $0 })
    }
    console.flush()
  }

  /// All faults, by kind.
  private func list(on console: Console) {
    let groups = Dictionary(grouping: AllFaults.all) { $0.identity.kind }
    for kind in FaultIdentity.Kind.allCases {
      guard let faults = groups[kind] else { continue }
      console.out.write([StyledLine(kind.rawValue, .title)])
      for name in faults.map(\.identity.name).sorted() {
        let margin = String(repeating: " ", count: max(1, 30 - name.count))
        var line = StyledLine("  " + name + margin, .operand)
        line.append(Catalogue.english[name].map { Template($0.title).filled(with: []) } ?? "")
        console.out.write([line])
      }
    }
    console.flush()
  }
}

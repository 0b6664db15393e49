import AimDiagnostics
import AimNotebook
import ArgumentParser

/// `aim explain inner-dimensions`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a fault: the idea behind the rule, and a program that breaks it.")

  @Argument(help: "The fault's name, or its kind as in error[shape]; without one, all are listed.")
  var identity: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    guard let identity else { return list(FaultIdentity.Kind.allCases, on: console) }
    if let kind = FaultIdentity.Kind(rawValue: identity) { return list([kind], on: console) }
    guard let page = AllFaults.explanation(of: identity) else {
      let nearest = Nearest.match(identity, among: AllFaults.names)
      console.report(ExplanationMissing(name: identity, suggestion: nearest))
      throw CommandFailed()
    }
    let columns = min(console.out.columns ?? 80, 100)
    console.out.write(page.lines(columns: columns))
    if let fault = AllFaults.type(named: identity),
      let answer = ExampleAnswer.lines(for: fault, columns: columns - 4)
    {
      console.out.write([StyledLine(), StyledLine("What Aim says to it:", .quiet), StyledLine()])
      console.out.write(answer.map { StyledLine("    ") + $0 })
    }
    console.flush()
  }

  /// The faults of some kinds, under their headings.
  private func list(_ kinds: [FaultIdentity.Kind], on console: Console) {
    let groups = Dictionary(grouping: AllFaults.types) { $0.identity.kind }
    let raised = AllFaults.libraryNames
    for kind in kinds {
      guard let faults = groups[kind] else { continue }
      console.out.write([StyledLine(kind.rawValue, .title)])
      let names = faults.map { $0.identity.name } + (kind == .value ? raised : [])
      for name in names.sorted() {
        let margin = String(repeating: " ", count: max(1, 30 - name.count))
        var line = StyledLine("  " + name + margin, .operand)
        line.append(Catalogue.english[name].map { Template($0.title).filled(with: []) } ?? "")
        console.out.write([line])
      }
    }
    console.flush()
  }
}

import AimDiagnostics
import AimNotebook
import ArgumentParser

/// `aim explain inner-dimensions`, `aim explain shape`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a fault: the idea behind the rule, and a program that breaks it.")

  @Argument(
    help: "The fault's name, or its kind as in error[shape]; without one, the kinds are listed.")
  var identity: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    guard let identity else { return listKinds(on: console) }
    if let kind = FaultIdentity.Kind(rawValue: identity) { return list(kind, on: console) }
    guard let page = AllFaults.explanation(of: identity) else {
      let kinds = FaultIdentity.Kind.allCases.map(\.rawValue)
      let nearest = Nearest.match(identity, among: kinds + AllFaults.names)
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

  /// The kinds, each with what belongs to it.
  private func listKinds(on console: Console) {
    for kind in FaultIdentity.Kind.allCases {
      let count = names(of: kind).count
      guard count > 0 else { continue }
      var line = StyledLine(padded(kind.rawValue, to: 12), .operand)
      line.append(padded(count == 1 ? "1 fault" : "\(count) faults", to: 13), .quiet)
      line.append(Catalogue.english.meaning(of: kind))
      console.out.write([line])
    }
    console.out.write([
      StyledLine("aim explain shape", .operand) + StyledLine(" lists the faults of a kind; ")
        + StyledLine("aim explain inner-dimensions", .operand) + StyledLine(" explains one")
    ])
    console.flush()
  }

  /// The faults of one kind, under its heading.
  private func list(_ kind: FaultIdentity.Kind, on console: Console) {
    console.out.write([StyledLine(kind.rawValue, .title)])
    for name in names(of: kind) {
      var line = StyledLine("  " + padded(name, to: 30), .operand)
      line.append(Catalogue.english[name].map { Template($0.title).outline } ?? "")
      console.out.write([line])
    }
    console.flush()
  }

  private func names(of kind: FaultIdentity.Kind) -> [String] {
    AllFaults.all.map(\.identity).filter { $0.kind == kind }.map(\.name).sorted()
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

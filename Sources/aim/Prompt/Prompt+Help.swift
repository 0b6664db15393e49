import AimDiagnostics
import AimNotebook

extension Prompt {
  /// `?name`: what it is and how it is used; `?` alone tells how to ask.
  func showHelp(_ name: String) {
    guard !name.isEmpty else { return runCommand("help", "") }
    let bare = name.first == ":" ? String(name.dropFirst()) : name
    if name.first == ":" || session.help(for: name) == nil,
      let command = PromptCommand(rawValue: bare)
    {
      return show(command)
    }
    let columns = min(console.out.columns ?? 80, 100) - 1
    guard let page = session.help(for: name, columns: columns) else { return reportNothing(name) }
    console.out.write(page.lines)
  }

  /// `??name`: how it is made.
  func showSource(_ name: String) {
    guard !name.isEmpty else { return runCommand("help", "") }
    guard let page = session.source(of: name) else {
      guard session.isBuiltin(name) else { return reportNothing(name) }
      console.out.write([
        StyledLine("`\(name)` is made in Swift rather than in Aim; this is what it does:", .quiet)
      ])
      return showHelp(name)
    }
    console.out.write([StyledLine("# " + page.place, .quiet)])
    console.out.write(page.text + "\n")
  }

  private func reportNothing(_ name: String) {
    let nearest = Nearest.match(name, among: session.names)
    console.report(NothingToShow(name: name, suggestion: nearest))
  }
}

import AimTestSupport
import AimDiagnostics
import Foundation
func checkMistakes() {
  for page in RepositoryFolder.files(in: "Tests/Mistakes", endingIn: ".md") where page != "README.md" {
    for section in RepositoryFolder.text("Tests/Mistakes/" + page).components(separatedBy: "\n## ").dropFirst() {
      let lines = section.components(separatedBy: "\n")
      let fences = lines.indices.filter { lines[$0].hasPrefix("```") }
      let program = lines[(fences[0]+1)..<fences[1]].joined(separator: "\n") + "\n"
      let mended = lines[(fences[2]+1)..<fences[3]].joined(separator: "\n") + "\n"
      let place = lines.first { $0.hasPrefix("Place: ") }!
      let says = lines.first { $0.hasPrefix("Says: ") }!
      let r = Sandbox().run(Array(program.utf8), path: "m.aim")
      let m = Sandbox().run(Array(mended.utf8), path: "mended.aim")
      guard let report = r.reports.first else { print("RUNS \(page) \(lines[0])"); if !m.reports.isEmpty { print("MENDED", m.reports[0].text(.plain)) }; continue }
      let text = report.text(.plain)
      let ok = says.dropFirst(6).components(separatedBy: " and ").allSatisfy { $0.components(separatedBy: " or ").contains { text.lowercased().contains($0.dropFirst().dropLast().replacing("\\\"", with: "\"").lowercased()) } }
      let p = report.place!
      let holds = place.dropFirst(7).components(separatedBy: " or ").contains { let n = $0.split(separator: ":").compactMap { Int($0) }; return n[0] == p.line && p.column <= n[1] && (p.endLine > p.line || n[1] < max(p.endColumn, p.column + 1)) }
      print(ok && holds ? "FINE" : "NOTFINE", page, lines[0], ok ? "" : says, holds ? "" : "\(place) but \(p.line):\(p.column)..\(p.endColumn)", r.reports.count)
      if !(ok && holds) || r.reports.count > 1 { for r in r.reports { print(r.text(.plain)) } }
      if !m.reports.isEmpty { print("MENDED", m.reports[0].text(.plain)) }
    }
  }
}

import AimTestSupport
import AimDiagnostics
import Foundation
// temporary
func checkPrograms() {
  var good = 0, bad = 0
  for path in RepositoryFolder.files(in: "Tests/Language", endingIn: ".aim") where !path.contains("helpers/") {
    let only = CommandLine.arguments.last!
    if only != "--check", !path.contains(only) { continue }
    let bytes = RepositoryFolder.bytes("Tests/Language/" + path)
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self) }
    let folder = RepositoryFolder.root + "/Tests/Language/" + (path as NSString).deletingLastPathComponent
    let sandbox = Sandbox(folder: folder)
    let marks = lines.indices.filter { lines[$0].hasPrefix("# %%") }
    var cells: [[UInt8]] = marks.isEmpty ? [bytes] : []
    for (n, m) in marks.enumerated() where !lines[m].contains("[markdown]") {
      let to = n + 1 < marks.count ? marks[n + 1] : lines.count
      cells.append(Array((String(repeating: "\n", count: m + 1) + lines[(m + 1)..<to].joined(separator: "\n") + "\n").utf8))
    }
    var output = ""; var reports: [Report] = []
    for cell in cells { let r = sandbox.run(cell, path: (path as NSString).lastPathComponent, seconds: 20); output += r.output; reports += r.reports }
    var complaints: [String] = []
    var expected: [String] = []
    for (i, line) in lines.enumerated() {
      if let f = line.range(of: "# expect fault: ", options: .backwards) {
        let rest = String(line[f.upperBound...])
        guard let k = reports.firstIndex(where: { $0.place?.line == i + 1 }) else { complaints.append("line \(i + 1): no fault \(rest)"); continue }
        let r = reports.remove(at: k); let text = r.text(.plain)
        if let q = rest.firstIndex(of: "\""), let e = rest.lastIndex(of: "\""), q < e {
          let w = String(rest[rest.index(after: q)..<e]).replacing("\\\"", with: "\"")
          if !text.lowercased().contains(w.lowercased()) { complaints.append("line \(i + 1): not said `\(w)`:\n\(text)") }
          else if CommandLine.arguments.contains("ids") { print("ID\t\(path)\t\(i + 1)\t\(r.identity.kind.rawValue)/\(r.identity.name)\t\(r.title) | \(r.reason ?? "") | \(r.mend ?? "")") }
        } else if rest != "\(r.identity.kind.rawValue)/\(r.identity.name)" { complaints.append("line \(i + 1): \(rest) is \(r.identity.kind.rawValue)/\(r.identity.name)\n\(text)") }
      } else if let o = line.range(of: "# expect:", options: .backwards) {
        let rest = String(line[o.upperBound...]); expected.append(rest.hasPrefix(" ") ? String(rest.dropFirst()) : rest)
      }
    }
    for r in reports { complaints.append("unexpected:\n\(r.text(.plain))") }
    let got = Array(output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast())
    if got != expected { complaints.append("expected \(expected)\n     got \(got)") }
    if complaints.isEmpty { good += 1 } else { bad += 1; print("== \(path)"); for c in complaints { print(c) } }
  }
  print("good \(good) bad \(bad)")
}

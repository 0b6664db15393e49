import AimTestSupport
import AimDiagnostics
import Foundation
// temporary
func checkPrograms() {
  for path in RepositoryFolder.files(in: "Tests/Language", endingIn: ".aim") {
    let bytes = RepositoryFolder.bytes("Tests/Language/" + path)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let result = Sandbox().run(bytes, path: path)
    for report in result.reports {
      let line = report.place?.line ?? 0
      let expected = line > 0 && lines[line - 1].contains("# expect fault")
      let words = expected ? lines[line - 1].components(separatedBy: "\"").dropFirst().joined(separator: "\"").dropLast() : ""
      let said = report.text(.plain).lowercased().contains(words.replacing("\\\"", with: "\"").lowercased())
      print(expected ? (said ? "OK" : "WORDS") : "BAD", "\(report.identity.kind)/\(report.identity.name)", path)
      if !expected || !said { print(report.text(.plain)) }
    }
    if result.reports.isEmpty, lines.contains(where: { $0.contains("# expect fault") }) { print("RUN", path) }
  }
}

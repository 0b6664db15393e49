import AimTestSupport
import AimSyntax
import AimCompiler
func checkCoverage() {
  var reached = ProductionSet(); var ops: Set<Opcode> = []
  for path in RepositoryFolder.files(in: "Tests/Language", endingIn: ".aim") + [] {
    let s = Stages(RepositoryFolder.bytes("Tests/Language/" + path), name: path, in: Sandbox.environment)
    reached.formUnion(s.parsed.productions); ops.formUnion(s.opcodes)
  }
  print("productions:", Production.allCases.filter { !reached.contains($0) })
  print("opcodes:", Opcode.allCases.filter { !ops.contains($0) })
}

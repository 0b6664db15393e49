package import AimCompiler
package import AimDiagnostics
import AimSyntax

private struct Permissive: Environment {
  let known: Set<String> = Set("""
    print len map filter reduce range get int float floor round trunc equal sum max min mean variance std maximum minimum tensor zeros ones randn argmax sort argsort topk split chunk split_text batches accuracy mse cross_entropy softmax sigmoid relu exp log abs sqrt grad value_and_grad jacobian hessian tree_map detach where Linear Conv2d Dropout Sequential SGD Adam max_pool2d flatten seed fit evaluate reshape
    """.split(whereSeparator: { $0.isWhitespace }).map(String.init))
  func origin(of name: String) -> NameOrigin? { libraryHas(name) ? .library : nil }
  func libraryHas(_ name: String) -> Bool { known.contains(name) }
  var names: [String] { Array(known) }
}

/// A fresh session for one program.
package final class Sandbox {
  package struct Result {
    package var output = ""
    package var reports: [Report] = []
    package var reachedMachine = false
    package var identity: String?
  }
  package static var environment: any Environment { Permissive() }
  package init(folder: String? = nil) {}
  var sources = SourceLibrary()
  package func run(_ source: [UInt8], path: String) -> Result {
    let document = sources.add(.file(path: path), utf8: source)
    let parsed = Parser.parse(document: document)
    var result = Result()
    var diagnostics = parsed.diagnostics
    if diagnostics.isEmpty {
      switch Compiler.compile(parsed.program, document: document, in: Permissive()) {
      case .success: result.reachedMachine = true
      case .failure(let failure): diagnostics = failure.diagnostics
      }
    }
    result.reports = diagnostics.map { Report($0, sources: sources) }
    result.identity = diagnostics.first.map { $0.fault.identity.name }
    return result
  }
  package static func run(_ source: [UInt8], seconds: Double) -> Result { Sandbox().run(source, path: "fuzz.aim") }
}

import AimDiagnostics
import AimSyntax

/// A text as a document of its own.
func document(_ source: String) -> SourceDocument { document(bytes: Array(source.utf8)) }

func document(bytes: [UInt8]) -> SourceDocument {
  SourceDocument(id: SourceDocument.ID(index: 0), placement: .command, utf8: bytes)
}

func parse(_ source: String) -> ParseResult { Parser.parse(document: document(source)) }

/// The tree on one line each, and what was wrong with it.
func dump(_ source: String) -> String {
  let result = parse(source)
  let faults = result.diagnostics.map { "!" + $0.fault.identity.name }
  return ([result.program.dump()] + faults).filter { !$0.isEmpty }.joined(separator: "\n")
}

/// The identities of the faults, in the order of the text.
func faults(_ source: String) -> [String] {
  parse(source).diagnostics.map(\.fault.identity.name)
}

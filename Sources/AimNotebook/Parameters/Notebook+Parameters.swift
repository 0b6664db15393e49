package import AimDiagnostics
import AimSyntax

extension Notebook {
  /// The code of every cell, with parameters in the place of the notebook's own values.
  ///
  /// - Parameter parameters: A later one of the same name wins.
  /// - Returns: The bytes of each cell that a parameter changes, by the cell's number.
  /// - Throws: `ParameterUnknown`, `ParameterKind`, `NoParameters`.
  package func applying(_ parameters: [NotebookParameter]) throws(FileFault) -> [Int: [UInt8]] {
    guard let first = parameters.first else { return [:] }
    let cells = cells.filter { $0.kind == .parameters }
    guard !cells.isEmpty else { throw FileFault(NoParameters(name: first.name)) }
    var wanted: [String: String] = [:]
    for parameter in parameters { wanted[parameter.name] = parameter.literal }
    var known: [String] = []
    var changed: [Int: [UInt8]] = [:]
    for cell in cells {
      let bindings = bindings(in: cell)
      known += bindings.map(\.name)
      for binding in bindings { try Self.check(binding, parameters) }
      changed[cell.number] = Self.replaced(body(of: cell), bindings, by: wanted)
    }
    for parameter in parameters where !known.contains(parameter.name) {
      let nearest = Nearest.match(parameter.name, among: known)
      throw FileFault(
        ParameterUnknown(name: parameter.name, known: known, suggestion: nearest))
    }
    return changed
  }

  /// A name that the top level of a cell binds, and the bytes of its value within the cell.
  private struct ParameterBinding {
    let name: String
    let value: Range<Int>
    /// `a number`, where it is one as it stands.
    let kind: String?
  }

  /// A text in the place of a number would only be found where it is used.
  private static func check(
    _ binding: ParameterBinding, _ parameters: [NotebookParameter]
  ) throws(FileFault) {
    for parameter in parameters where parameter.name == binding.name {
      guard let wanted = binding.kind, let given = parameter.kind, wanted != given else { continue }
      throw FileFault(
        ParameterKind(
          name: parameter.name, value: parameter.literal, given: given, wanted: wanted))
    }
  }

  private func bindings(in cell: Cell) -> [ParameterBinding] {
    var sources = SourceLibrary()
    let document = sources.add(.command, utf8: body(of: cell))
    return Parser.parse(document: document).program.statements.compactMap { statement in
      guard case .binding(let binding) = statement.kind,
        case .name(let name) = binding.pattern.kind
      else { return nil }
      // From the sign on: the value's own range leaves out parentheses around it.
      let end = statement.range.offsets.upperBound
      let start = binding.pattern.range.offsets.upperBound
      let equals = document.utf8[start..<end].firstIndex(of: UInt8(ascii: "="))
      let kind = NotebookParameter.kind(of: binding.value)
      return equals.map { ParameterBinding(name: name.text, value: ($0 + 1)..<end, kind: kind) }
    }
  }

  private static func replaced(
    _ code: [UInt8], _ bindings: [ParameterBinding], by literals: [String: String]
  ) -> [UInt8] {
    var code = code
    for binding in bindings.reversed() {
      guard let literal = literals[binding.name] else { continue }
      code.replaceSubrange(binding.value, with: Array((" " + literal).utf8))
    }
    return code
  }
}

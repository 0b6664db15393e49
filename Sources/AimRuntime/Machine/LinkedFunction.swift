package import AimCompiler
import AimDiagnostics

/// What the dispatch loop needs of a function, trivial to the Swift compiler: addresses and numbers.
struct LinkedCode {
  let instructions: UnsafeMutablePointer<UInt64>
  /// Where a call that gives every argument begins.
  let ready: UnsafeMutablePointer<UInt64>
  let constants: UnsafeMutablePointer<Value>
  /// The addresses of the values of the globals it uses.
  let globals: UnsafeMutablePointer<UnsafeMutablePointer<Value>>
  /// The interpolated strings it makes.
  let texts: UnsafeMutablePointer<TextTemplate>
  let registerCount: Int
  /// The registers, from the first, that may hold an object when it returns.
  let keptCount: Int
  /// The number of parameters where a positional call may enter at `ready` at once; else -1.
  let simpleArity: Int
  let owner: Unmanaged<LinkedFunction>
}

/// A compiled function in its module: constants are values, globals are cells, names have numbers.
///
/// Lives as long as a function made of it.
package final class LinkedFunction {
  package let code: FunctionCode
  package let module: Module
  let entry: UnsafeMutablePointer<LinkedCode>
  /// The cells of `code.tables.globals`, kept alive.
  let globalCells: [Value]
  /// The numbers of `code.tables.names`: methods are looked up by them.
  let nameNumbers: [Int]
  /// The annotations of `code.tables.patterns`.
  let patterns: [LinkedPattern]
  private(set) var recordLayouts: [RecordLayout?]
  private var formats: [[FormatSpec?]?]
  private var children: [LinkedFunction?]
  private unowned let interpreter: Interpreter
  /// The native kernel of a function marked `@kernel`, where one is registered.
  let kernel: NativeKernel?

  init(_ code: FunctionCode, in module: Module, _ interpreter: Interpreter) {
    self.code = code
    self.module = module
    self.interpreter = interpreter
    let tables = code.tables
    globalCells = tables.globals.map { interpreter.cell(for: $0, in: module) }
    nameNumbers = tables.names.map { interpreter.number(ofName: $0) }
    patterns = tables.patterns.map { LinkedPattern($0) }
    recordLayouts = Array(repeating: nil, count: tables.recordShapes.count)
    formats = Array(repeating: nil, count: tables.textShapes.count)
    children = Array(repeating: nil, count: tables.functions.count)
    let header = code.header
    kernel =
      header.isKernel
      ? interpreter.library.kernel(of: header.name, parameters: header.parameters.count) : nil
    entry = .allocate(capacity: 1)
    entry.initialize(
      to: LinkedFunction.link(code, globalCells, owner: Unmanaged.passUnretained(self)))
  }

  deinit {
    let linked = entry.pointee
    for index in code.tables.constants.indices { linked.constants[index].release() }
    for cell in globalCells { cell.release() }
    linked.instructions.deallocate()
    linked.constants.deallocate()
    linked.globals.deallocate()
    for index in code.tables.textShapes.indices { linked.texts[index].deallocate() }
    linked.texts.deallocate()
    entry.deallocate()
  }

  private static func link(
    _ code: FunctionCode, _ cells: [Value], owner: Unmanaged<LinkedFunction>
  ) -> LinkedCode {
    let instructions = UnsafeMutablePointer<UInt64>.allocate(
      capacity: max(code.instructions.count, 1))
    for (index, instruction) in code.instructions.enumerated() {
      instructions[index] = instruction.bits
    }
    let constants = UnsafeMutablePointer<Value>.allocate(
      capacity: max(code.tables.constants.count, 1))
    for (index, constant) in code.tables.constants.enumerated() {
      constants[index] = constant.value
    }
    let globals = UnsafeMutablePointer<UnsafeMutablePointer<Value>>.allocate(
      capacity: max(cells.count, 1))
    for (index, cell) in cells.enumerated() { globals[index] = cell.cellSlot }
    let shapes = code.tables.textShapes
    let texts = UnsafeMutablePointer<TextTemplate>.allocate(capacity: max(shapes.count, 1))
    for (index, shape) in shapes.enumerated() {
      (texts + index).initialize(to: TextTemplate(shape))
    }
    return LinkedCode(
      instructions: instructions, ready: instructions + code.header.readyEntry,
      constants: constants, globals: globals, texts: texts,
      registerCount: code.header.registerCount, keptCount: code.header.keptCount,
      simpleArity: simpleArity(code.header.parameters), owner: owner)
  }

  private static func simpleArity(_ parameters: [ParameterInfo]) -> Int {
    parameters.allSatisfy { $0.kind == .value && !$0.isNamedOnly } ? parameters.count : -1
  }

  /// The function at an index of this one's table, linked on first use.
  func child(_ index: Int) -> LinkedFunction {
    if let known = children[index] { return known }
    let new = LinkedFunction(code.tables.functions[index], in: module, interpreter)
    children[index] = new
    return new
  }

  func recordLayout(_ index: Int) -> RecordLayout {
    if let known = recordLayouts[index] { return known }
    let new = RecordLayout(names: code.tables.recordShapes[index])
    recordLayouts[index] = new
    return new
  }

  /// The parsed format of a part of an interpolated string; nil for none.
  func format(_ shape: Int, _ part: Int) throws(RuntimeFault) -> FormatSpec? {
    if let known = formats[shape] { return known[part] }
    var parsed: [FormatSpec?] = []
    for piece in code.tables.textShapes[shape] {
      if case .value(let format) = piece, !format.isEmpty {
        parsed.append(try FormatSpec(format))
      } else {
        parsed.append(nil)
      }
    }
    formats[shape] = parsed
    return parsed[part]
  }
}

extension Constant {
  /// The value, owned by the caller.
  var value: Value {
    switch self {
    case .nothing: .nothing
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .float(let number): .number(number)
    case .string(let text): .string(text)
    case .list(let elements): .list(owning: elements.map(\.value))
    }
  }
}

extension LinkedFunction: DescribedCode {
  package var functionName: String { code.header.name }
  package var documentation: String? { code.header.documentation }

  package var signature: String {
    let parameters = code.header.parameters.map(\.text).joined(separator: ", ")
    let result = code.header.result.map { " -> \($0)" } ?? ""
    let name = code.header.name
    return name.isEmpty ? "(\(parameters)) -> …" : "fn \(name)(\(parameters))\(result)"
  }
}

extension ParameterInfo {
  /// As it is written: `pi = 3.14159`, `...rest`, `&net`.
  var text: String {
    let mark: String
    switch kind {
    case .value: mark = ""
    case .reference: mark = "&"
    case .rest: mark = "..."
    }
    return mark + name + (annotation.map { ": \($0)" } ?? "")
      + (defaultText.map { " = \($0)" } ?? "")
  }
}

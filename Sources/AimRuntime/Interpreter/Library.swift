import AimCompiler
import AimDiagnostics
import AimSyntax
import AimTensor

/// The names that are there before a program begins: builtins and operators (in Swift), and the
/// definitions of `stdlib/` (in Aim), whose files are compiled on the first use of a name in them.
final class Library {
  private unowned let interpreter: Interpreter
  private let builtins: [String: Builtin]
  private let builtinModule = Module(name: "library", isLibrary: true)
  private let files: [EmbeddedFile]
  private var modules: [Int: Module] = [:]
  /// The loops of builtins that were used, owned.
  private var loops: [String: Value] = [:]
  /// Which file defines a name; made when it is first asked for.
  private lazy var index: [String: Int] = makeIndex()
  /// What was wrong with files of the library: a defect of Aim, held against its tests.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ interpreter: Interpreter, builtins: [Builtin]) {
    self.interpreter = interpreter
    var table: [String: Builtin] = [:]
    for builtin in builtins { table[builtin.name] = builtin }
    self.builtins = table
    files = EmbeddedFile.all.filter(\.isSource)
  }

  deinit { for loop in loops.values { loop.release() } }

  func has(_ name: String) -> Bool {
    builtins[name] != nil || index[name] != nil || Builtin.constants[name] != nil
  }

  private(set) lazy var names: [String] =
    builtins.keys.sorted() + index.keys.sorted() + Builtin.constants.keys.sorted()

  func builtin(_ name: String) -> Builtin? { builtins[name] }

  /// The cell of a name, borrowed; nil where the library has none.
  ///
  /// Compiles the file it stands in.
  func cell(of name: String) -> Value? {
    if let file = index[name] { return module(of: file).slot(name).cell }
    if let number = Builtin.constants[name] {
      let slot = builtinModule.slot(name)
      if !slot.isBound { slot.cell.setCellContents(.number(number)) }
      return slot.cell
    }
    guard let builtin = builtins[name] else { return nil }
    let slot = builtinModule.slot(name)
    if !slot.isBound { slot.cell.setCellContents(Value(owning: BuiltinObject(builtin))) }
    return slot.cell
  }

  /// A builtin's loop as a function of Aim, borrowed; nil, and noted, where its text is wrong.
  func loop(of builtin: Builtin) -> Value? {
    if let known = loops[builtin.name] { return known }
    let text = builtin.loop ?? ""
    let document = interpreter.sources.add(
      .library(path: builtin.name), utf8: Array(text.utf8))
    let parsed = Parser.parse(document: document)
    let environment = ModuleEnvironment(module: builtinModule, library: self)
    diagnostics += parsed.diagnostics
    switch Compiler.compile(parsed.program, document: document, in: environment) {
    case .failure(let failure):
      diagnostics += failure.diagnostics
      return nil
    case .success(let program):
      guard let code = program.main.tables.functions.first else { return nil }
      let linked = LinkedFunction(code.untraced, in: builtinModule, interpreter)
      let function = Value(owning: FunctionObject(linked: linked, captures: 0))
      loops[builtin.name] = function
      return function
    }
  }

  /// The native kernel of a function of `stdlib/` marked `@kernel`; nil where there is none.
  func kernel(of name: String, parameters: Int) -> NativeKernel? {
    if let step = OptimizerKernels.kernel(of: name) { return step }
    guard let op = KernelChoice.kernel(ofLibraryFunction: name) else { return nil }
    let builtin = OperatorBinding.builtin(for: op)
    guard builtin.parameters.count == parameters else { return nil }
    return { arguments, context throws(RuntimeFault) in try builtin.body(arguments, context) }
  }

  /// The module of the file that defines a name.
  func module(defining name: String) -> Module? { index[name].map(module) }

  private func module(of file: Int) -> Module {
    if let known = modules[file] { return known }
    let path = files[file].path
    let module = Module(name: path, isLibrary: true)
    // Noted before it runs: files may use each other's names.
    modules[file] = module
    let bytes = files[file].withBytes { Array($0) }
    let outcome = interpreter.load(
      .library(path: path), bytes, into: module, withTests: false)
    diagnostics += outcome.diagnostics
    return module
  }

  /// Finds the definitions of every file by the words at the beginning of its lines.
  private func makeIndex() -> [String: Int] {
    var index: [String: Int] = [:]
    for (number, file) in files.enumerated() {
      file.withBytes { bytes in
        var start = 0
        while start < bytes.count {
          let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
          if let name = Library.definedName(bytes[start..<end]) { index[name] = number }
          start = end + 1
        }
      }
    }
    return index
  }

  private static let definingWords: [[UInt8]] = ["fn ", "model ", "type ", "let "].map {
    Array($0.utf8)
  }

  /// The public name that a line at column 1 defines.
  private static func definedName(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    for word in definingWords where line.starts(with: word) {
      let name = line.dropFirst(word.count).prefix { byte in
        byte == UInt8(ascii: "_") || byte >= 0x80
          || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
          || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      }
      if name.isEmpty || name.first == UInt8(ascii: "_") { return nil }
      return String(decoding: name, as: UTF8.self)
    }
    return nil
  }
}

extension FunctionCode {
  /// The same, as a call that no trace names.
  fileprivate var untraced: FunctionCode {
    var header = header
    header.isUntraced = true
    return FunctionCode(header: header, instructions: instructions, tables: tables, notes: notes)
  }
}

import AimCompiler
package import AimDiagnostics
import AimSyntax
import AimTensor

/// A native kernel of a function marked `@kernel`: gets its arguments borrowed, one per parameter;
/// gives an owned result, or nil to leave the case to the definition.
package typealias NativeKernel =
  (UnsafeBufferPointer<Value>, any BuiltinContext) throws(RuntimeFault) -> Value?

/// One session of Aim: its names, its library, its machine.
///
/// An ordinary class with one owner.
package final class Interpreter {
  package struct Options {
    /// Reads a file that is imported; nil where the session has no files.
    package var readFile: ((String) throws(RuntimeFault) -> [UInt8])? = nil
    /// Asks the user for a line; nil at the end of the input.
    package var readLine: ((String) throws(RuntimeFault) -> String?)? = nil
    package init() {}
  }

  package internal(set) var sources = SourceLibrary()
  /// The names of the session.
  package let globals: Module
  package var options: Options
  /// False makes every function run its definition.
  package var usesKernels = true
  let machine = Machine()
  private(set) lazy var library = Library(self, builtins: builtins)
  private let builtins: [Builtin]
  private var nameNumbers: [String: Int] = [:]
  var imports: [String: ImportedFile] = [:]
  var importChain: [String] = []
  /// The session's random numbers and its watch for NaN, between runs.
  package var tensorState = TensorState()
  var isTensorStateInForce = false
  /// The modules of files, imported or of the library: their values are given up with the session.
  private var loaded: [Module] = []
  private var emitter: ((Event) -> Void)?
  /// Displays of the session so far, and those of this run that have a name.
  private var displayCount = 0
  private var namedDisplays: [String: Int] = [:]
  /// The thread whose stack was measured last.
  var known: (thread: UInt, floor: UInt) = (0, 0)

  package init(builtins: [Builtin] = Builtin.library, options: Options = Options()) {
    self.options = options
    self.builtins = builtins
    globals = Module(name: "session")
    machine.owner = self
  }

  deinit {
    globals.forget()
    for module in loaded { module.forget() }
  }

  /// Mistakes in the library's own files; empty in a release.
  package var libraryDiagnostics: [Diagnostic] { library.diagnostics }
}

// MARK: running

extension Interpreter {
  /// Compiles and runs one input, cell or file in the session's module.
  ///
  /// Events go to `emit`.
  package func run(
    _ placement: SourceDocument.Placement, _ text: String,
    emit: @escaping (Event) -> Void = { _ in }
  ) -> Outcome {
    run(placement, utf8: Array(text.utf8), emit: emit)
  }

  package func run(
    _ placement: SourceDocument.Placement, utf8: [UInt8],
    emit: @escaping (Event) -> Void = { _ in }
  ) -> Outcome {
    Leftovers.free()
    let document = sources.add(placement, utf8: utf8)
    namedDisplays = [:]
    emit(.started(document: Int(document.id.index)))
    return speaking(to: emit) { execute(Parser.parse(document: document), in: globals) }
  }

  /// Runs one `test` block; its fault, or nil where it passed.
  package func run(_ test: TestBlock, emit: @escaping (Event) -> Void = { _ in }) -> Diagnostic? {
    speaking(to: emit) {
      switch evaluate(test.code, in: test.module) {
      case .success(let value):
        value.release()
        return nil
      case .failure(let diagnostic): return diagnostic
      }
    }
  }

  /// Runs something whose events go to `emit`, with the random numbers of this session: what other
  /// sessions of the thread draw does not touch them.
  private func speaking<Result>(
    to emit: @escaping (Event) -> Void, _ work: () -> Result
  ) -> Result {
    let outer = emitter
    emitter = emit
    defer {
      emitter = outer
    }
    return withTensorState { watchingNaN(work) }
  }

  func execute(_ parsed: ParseResult, in module: Module, withTests: Bool = true) -> Outcome {
    var outcome = Outcome(document: parsed.document)
    outcome.isIncomplete = parsed.isIncomplete
    guard parsed.diagnostics.isEmpty else {
      outcome.diagnostics = parsed.diagnostics
      return outcome
    }
    let environment = ModuleEnvironment(module: module, library: library)
    let program = withTests ? parsed.program : parsed.program.withoutTests
    switch Compiler.compile(program, document: parsed.document, in: environment) {
    case .failure(let failure): outcome.diagnostics = failure.diagnostics
    case .success(let program): execute(program, in: module, &outcome)
    }
    return outcome
  }

  private func execute(_ program: CompiledProgram, in module: Module, _ outcome: inout Outcome) {
    let shadowed = declare(program.topLevel, in: module)
    let result = evaluate(program.main, in: module)
    restore(shadowed, in: module)
    outcome.tests = program.tests.map {
      TestBlock(name: $0.name, range: $0.range, code: $0.code, module: module)
    }
    switch result {
    case .failure(let diagnostic): outcome.diagnostics = [diagnostic]
    case .success(let value):
      outcome.bound = program.topLevel
      if program.showsValue, !value.isNothing {
        outcome.value = OwnedValue(owning: value)
      } else {
        value.release()
      }
    }
  }

  /// Notes what a program's names are; names of the library that it binds anew are taken aside.
  private func declare(_ names: [TopLevelName], in module: Module) -> [String: Value] {
    var shadowed: [String: Value] = [:]
    for name in names {
      let slot = module.slot(name.name)
      if slot.isFromLibrary {
        shadowed[name.name] = slot.cell.cellContents.retained()
        slot.cell.setCellContents(.missing)
        slot.isFromLibrary = false
      }
      slot.kind = name.kind
    }
    return shadowed
  }

  /// Gives names back to the library that a program which failed has not bound.
  private func restore(_ shadowed: [String: Value], in module: Module) {
    for (name, value) in shadowed {
      let slot = module.slot(name)
      if slot.isBound {
        value.release()
      } else {
        slot.cell.setCellContents(value)
        slot.isFromLibrary = true
      }
    }
  }

  private enum Evaluation {
    case success(Value)
    case failure(Diagnostic)
  }

  private func evaluate(_ code: FunctionCode, in module: Module) -> Evaluation {
    if machine.depth == 0 { Release.finishPending() }
    machine.stackFloor = stackFloor()
    let function = Value(
      owning: FunctionObject(linked: LinkedFunction(code, in: module, self), captures: 0))
    do throws(RuntimeFault) {
      return .success(try machine.run(function))
    } catch {
      return .failure(error.diagnostic ?? Diagnostic(error.fault, at: nil))
    }
  }

  /// Runs a file into a module of its own; what was wrong with it.
  func load(
    _ placement: SourceDocument.Placement, _ utf8: [UInt8], into module: Module,
    withTests: Bool
  ) -> Outcome {
    loaded.append(module)
    let document = sources.add(placement, utf8: utf8)
    return execute(Parser.parse(document: document), in: module, withTests: withTests)
  }

  /// Watches the machine from now on; nil for nobody.
  package var observer: (any Observer)? {
    get { machine.observer }
    set { machine.observer = newValue }
  }

  /// True inside `value_and_grad(&net, f)`.
  package var isTraining: Bool {
    get { machine.isTraining }
    set { machine.isTraining = newValue }
  }

  package var trainedState: [Value] {
    get { machine.trainedState }
    set { machine.trainedState = newValue }
  }
}

extension AimSyntax.Program {
  /// The same without its `test` blocks: a file of the library that is only used.
  fileprivate var withoutTests: AimSyntax.Program {
    let kept = statements.filter { if case .test = $0.kind { false } else { true } }
    return AimSyntax.Program(statements: kept, range: range, documentation: documentation)
  }
}

// MARK: names

extension Interpreter {
  /// The cell of a name that a function uses; owned by the caller.
  func cell(for reference: GlobalReference, in module: Module) -> Value {
    switch reference {
    case .library(let name):
      return (library.cell(of: name) ?? module.slot(name).cell).retained()
    case .module(let name):
      let slot = module.slot(name)
      if !slot.isBound, slot.kind == nil, let cell = library.cell(of: name) {
        if module.isLibrary { return cell.retained() }
        slot.cell.setCellContents(cell.cellContents.retained())
        slot.isFromLibrary = true
      }
      return slot.cell.retained()
    }
  }

  /// A small number for a name, the same each time.
  func number(ofName name: String) -> Int {
    if let known = nameNumbers[name] { return known }
    nameNumbers[name] = nameNumbers.count
    return nameNumbers.count - 1
  }

  /// What may stand after the point of a value, called: for "did you mean".
  func callableNames(for receiver: Value) -> [String] {
    Operations.fieldNames(of: receiver) + globals.boundNames + library.names
  }

  /// Every name that a program may use, for completion.
  package var visibleNames: [String] {
    ModuleEnvironment(module: globals, library: library).names
  }

  /// The value of a name as a program would see it; nil where there is none.
  ///
  /// Owned by the caller.
  package func value(of name: String) -> OwnedValue? {
    if let value = globals.value(of: name) { return OwnedValue(owning: value.retained()) }
    guard let cell = library.cell(of: name) else { return nil }
    let value = cell.cellContents
    return value.isMissing ? nil : OwnedValue(owning: value.retained())
  }

  /// The builtin of a name that the session has not bound anew: for help cards.
  package func builtin(named name: String) -> Builtin? {
    globals.value(of: name) == nil ? library.builtin(name) : nil
  }

  /// Where a function, model or type is defined: what `??name` shows.
  package func definition(of value: Value) -> (range: SourceRange, document: SourceDocument)? {
    let range: SourceRange
    switch value.view {
    case .function(let function): range = function.linked.code.header.range
    case .boundMethod(let bound): return definition(of: bound.function)
    case .type(let type):
      guard let code = type.descriptor.code as? TypeCode else { return nil }
      range = code.shape.range
    case .instance(let instance):
      guard let code = instance.type.code as? TypeCode else { return nil }
      range = code.shape.range
    default: return nil
    }
    guard let document = sources[range.document] else { return nil }
    return (range, document)
  }

  /// The `##` comment above the definition of a value.
  package func documentation(of value: Value) -> String? {
    switch value.view {
    case .function(let function): function.linked.documentation
    case .boundMethod(let bound): documentation(of: bound.function)
    case .type(let type): (type.descriptor.code as? TypeCode)?.documentation
    case .instance(let instance): (instance.type.code as? TypeCode)?.documentation
    default: nil
    }
  }
}

// MARK: what builtins ask for

extension Interpreter: BuiltinContext {
  package func call(_ callee: Value, _ arguments: [Value]) throws(RuntimeFault) -> Value {
    let count = arguments.count
    return try arguments.withContiguous { buffer throws(RuntimeFault) in
      try call(callee, UnsafeBufferPointer(start: buffer.baseAddress, count: count))
    }
  }

  package func call(
    _ callee: Value, _ arguments: UnsafeBufferPointer<Value>
  ) throws(RuntimeFault) -> Value {
    let machine = machine
    if machine.depth == 0 { machine.stackFloor = stackFloor() }
    return try machine.call(callee, arguments)
  }

  package func emit(_ event: Event) { emitter?(event) }

  package func display(_ bundle: Bundle, named name: String?) {
    if let name, let known = namedDisplays[name] {
      return emit(.update(bundle, identity: known))
    }
    displayCount += 1
    if let name { namedDisplays[name] = displayCount }
    emit(.display(bundle, identity: displayCount))
  }

  package func readLine(prompt: String) throws(RuntimeFault) -> String? {
    guard let read = options.readLine else { return nil }
    emit(.inputRequest(prompt: prompt))
    return try read(prompt)
  }
}

extension [Value] {
  /// Lends the elements with a typed error.
  fileprivate func withContiguous<Result>(
    _ body: (UnsafeBufferPointer<Value>) throws(RuntimeFault) -> Result
  ) throws(RuntimeFault) -> Result {
    let outcome = withUnsafeBufferPointer { buffer -> Swift.Result<Result, RuntimeFault> in
      do throws(RuntimeFault) { return .success(try body(buffer)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }
}

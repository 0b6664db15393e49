package import AimCompiler
package import AimDiagnostics

/// The names of one file, or of a session, and the cells that hold their values.
package final class Module {
  /// `helpers`, or how the session is called.
  package let name: String
  /// The folder that imports are relative to; nil for the current one.
  package let folder: String?
  /// True for a file of the standard library, whose lines are not the user's.
  package let isLibrary: Bool
  private(set) var slots: [String: GlobalSlot] = [:]
  /// Names in the order in which they were first bound.
  private var order: [String] = []

  init(name: String, folder: String? = nil, isLibrary: Bool = false) {
    self.name = name
    self.folder = folder
    self.isLibrary = isLibrary
  }

  deinit {
    for slot in slots.values { slot.cell.release() }
  }

  /// Lets go of every value.
  ///
  /// Functions keep the module they are defined in, which keeps them: without this neither would
  /// ever be freed.
  func empty() {
    for slot in slots.values { slot.cell.object(as: CellObject.self).empty() }
  }

  /// The slot of a name; made, with nothing in it, where there is none.
  func slot(_ name: String) -> GlobalSlot {
    if let known = slots[name] { return known }
    let slot = GlobalSlot(cell: Value(owning: CellObject(owning: .missing)))
    slots[name] = slot
    order.append(name)
    return slot
  }

  /// The names that the program bound, in order.
  package var boundNames: [String] {
    order.filter { slots[$0].map { $0.isBound && !$0.isFromLibrary } ?? false }
  }

  /// The value of a name, borrowed; nil where nothing is bound.
  package func value(of name: String) -> Value? {
    guard let slot = slots[name] else { return nil }
    let value = slot.cell.cellContents
    return value.isMissing ? nil : value
  }

  package func isVariable(_ name: String) -> Bool { slots[name]?.kind == .variable }

  package func kind(of name: String) -> TopLevelName.Kind? { slots[name]?.kind }

  /// Where a name was defined.
  package func definition(of name: String) -> SourceRange? { slots[name]?.definition }

  package func documentation(of name: String) -> String? { slots[name]?.documentation }
}

/// One name of the top level.
final class GlobalSlot {
  /// A `CellObject`, owned by the module.
  let cell: Value
  var kind: TopLevelName.Kind?
  /// True while it stands for a name of the library that the program has not bound anew.
  var isFromLibrary = false
  var definition: SourceRange?
  var documentation: String?

  init(cell: Value) { self.cell = cell }

  var isBound: Bool { !cell.cellContents.isMissing }
}

/// The environment in which a module's next program is compiled.
struct ModuleEnvironment: Environment {
  let module: Module
  let library: Library

  func origin(of name: String) -> NameOrigin? {
    if let slot = module.slots[name], slot.isBound, !slot.isFromLibrary {
      return .module(
        isVariable: slot.kind == .variable,
        isFunction: slot.kind == .function || slot.kind == .type)
    }
    return library.has(name) ? .library : nil
  }

  func libraryHas(_ name: String) -> Bool { library.has(name) }

  var names: [String] { module.boundNames + library.names }
}

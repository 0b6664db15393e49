import AimCompiler

/// The variables that a function can read, with what they held at one time.
///
/// A call that is made again later has to see them so. They are found from the function's value:
/// captured variables, the globals of the user's modules that its code and the functions within it
/// name, and those of every function that is reachable from there.
struct ReachableVariables {
  private var cells: [Value] = []
  private var contents: [OwnedValue] = []
  private var waiting: [Value] = []
  private var seenObjects: Set<ObjectIdentifier> = []
  private var seenCode: Set<ObjectIdentifier> = []

  /// O(n) in the values that are reachable.
  init(from roots: [Value]) {
    waiting = roots
    while let value = waiting.popLast() { visit(value) }
  }

  /// Runs something with the variables as they were, and gives them back what they hold now.
  func restored<Result>(_ work: () throws(RuntimeFault) -> Result) throws(RuntimeFault) -> Result {
    let now = cells.map { OwnedValue(owning: $0.cellContents.retained()) }
    put(contents)
    defer { put(now) }
    return try work()
  }

  private func put(_ values: [OwnedValue]) {
    for (cell, value) in zip(cells, values) { cell.setCellContents(value.value.retained()) }
  }

  private mutating func visit(_ value: Value) {
    guard value.isObject else { return }
    switch value.view {
    case .cell(let cell):
      guard seenObjects.insert(ObjectIdentifier(cell)).inserted else { return }
      cells.append(value)
      contents.append(OwnedValue(owning: value.cellContents.retained()))
      waiting.append(value.cellContents)
    case .function(let function):
      guard seenObjects.insert(ObjectIdentifier(function)).inserted else { return }
      visit(function.linked)
      visitSlots(of: function)
    case .instance(let instance):
      guard seenObjects.insert(ObjectIdentifier(instance)).inserted else { return }
      visit(instance.type)
      visitSlots(of: instance)
    case .type(let type): visit(type.descriptor)
    case .list(let object as ContainerObject), .tuple(let object as ContainerObject),
      .record(let object as ContainerObject), .dictionary(let object as ContainerObject),
      .boundMethod(let object as ContainerObject), .module(let object as ContainerObject):
      guard seenObjects.insert(ObjectIdentifier(object)).inserted else { return }
      visitSlots(of: object)
    case .nothing, .missing, .boolean, .integer, .number, .string, .range, .tensor, .builtin,
      .fault, .iterator:
      break
    }
  }

  private mutating func visitSlots(of object: ContainerObject) {
    for place in 0..<object.slotCount where object.slots[place].isObject {
      waiting.append(object.slots[place])
    }
  }

  private mutating func visit(_ type: TypeDescriptor) {
    guard seenObjects.insert(ObjectIdentifier(type)).inserted else { return }
    waiting.append(type.constructor)
    waiting += type.methods.values
  }

  /// The globals of code, and of the functions written in it.
  private mutating func visit(_ code: LinkedFunction) {
    // The library's own names are never bound anew.
    guard !code.module.isLibrary, seenCode.insert(ObjectIdentifier(code)).inserted else { return }
    waiting += code.globalCells
    for index in code.code.tables.functions.indices { visit(code.child(index)) }
  }
}

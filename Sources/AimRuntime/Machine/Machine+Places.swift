import AimCompiler
import AimDiagnostics

/// Assignment and lending through paths: `a.b[i] = v`, `f(&a.b)`.
extension Machine {
  @inline(never)
  func place(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    let shape = frame.linked.code.tables.placeShapes[word.c]
    let root = root(of: shape, base, frame)
    if root.pointee.isMissing { return fail(UsedBeforeBinding(name: shape.rootName)) }
    var register = base + word.b
    let steps = placeSteps(shape.steps, &register)
    let keyCount = register - (base + word.b)
    do throws(RuntimeFault) {
      switch unsafeBitCast(word.operation, to: Opcode.self) {
      case .getPlace: (base + word.a).put(try read(root, steps))
      case .setPlace:
        let isTaken = word.flags & 4 != 0
        try assign(root, steps, base[word.a].retained())
        if isTaken { (base + word.a).clear() }
        (base + word.b).clear(keyCount)
      case .takePlace:
        let value = try read(root, steps)
        if word.flags & 1 != 0 {
          // The receiver of a mutating method: nothing else holds it, so that it changes in place.
          do throws(RuntimeFault) {
            try Operations.assign(root, steps[...], owning: .nothing)
          } catch {
            value.release()
            throw error
          }
        }
        (base + word.a).put(Value(owning: CellObject(owning: value)))
      default:
        let cell = (base + word.a).takeOut()
        defer { cell.release() }
        try assign(root, steps, cell.cellContents.retained())
        (base + word.b).clear(keyCount)
      }
      return true
    } catch {
      return fail(error)
    }
  }

  private func assign(
    _ root: UnsafeMutablePointer<Value>, _ steps: [PlaceStep], _ value: Value
  ) throws(RuntimeFault) {
    do throws(RuntimeFault) {
      try Operations.assign(root, steps[...], owning: value)
    } catch {
      value.release()
      throw error
    }
  }

  private func root(
    of shape: PlaceShape, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> UnsafeMutablePointer<Value> {
    switch shape.root {
    case .register(let register): base + Int(register)
    case .cell(let register): base[Int(register)].cellSlot
    case .capture(let index): frame.pointee.captures[Int(index)].cellSlot
    case .global(let index): frame.pointee.code.pointee.globals[Int(index)]
    }
  }

  private func placeSteps(
    _ steps: [PlaceShape.Step], _ register: inout UnsafeMutablePointer<Value>
  ) -> [PlaceStep] {
    var result: [PlaceStep] = []
    for step in steps {
      switch step {
      case .field(let name): result.append(.field(name))
      case .slot(let slot, _): result.append(.slot(Int(slot)))
      case .index(let shapes): result.append(.index(indexItems(shapes, &register)))
      }
    }
    return result
  }

  /// What stands at a place; owned by the caller.
  private func read(
    _ root: UnsafeMutablePointer<Value>, _ steps: [PlaceStep]
  ) throws(RuntimeFault) -> Value {
    var value = root.pointee.retained()
    for step in steps {
      let inner: Value
      do throws(RuntimeFault) {
        inner = try read(value.withoutCell, step)
      } catch {
        value.release()
        throw error
      }
      value.release()
      value = inner
    }
    guard value.has(kind: .cell) else { return value }
    let contents = value.cellContents.retained()
    value.release()
    return contents
  }

  private func read(_ owner: Value, _ step: PlaceStep) throws(RuntimeFault) -> Value {
    switch step {
    case .field(let name): return try field(name, of: owner)
    case .slot(let slot):
      return owner.with(ContainerObject.self) { $0.slots[slot] }.withoutCell.retained()
    case .index(let items): return try Operations.index(owner, items)
    }
  }
}

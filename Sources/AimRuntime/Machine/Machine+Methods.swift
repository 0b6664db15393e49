import AimCompiler
import AimDiagnostics

/// Methods: looked up in the receiver's type, then among its fields.
///
/// The window holds a register for the fallback's callee, the receiver (or its cell), the arguments.
extension Machine {
  @inline(never)
  func invokeMethod(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> CallOutcome {
    let window = base + word.a
    let receiver = window[1].withoutCell
    if receiver.isObject {
      switch receiver.with(HeapObject.self, { $0.kind }) {
      case .instance:
        let instance = receiver.object(as: InstanceObject.self)
        let name = methodName(word, frame)
        if let method = instance.type.methods[name] {
          return callMethod(method, name, word, base, frame)
        }
        return callField(name, receiver, word, base, frame)
      case .record, .module:
        return callField(methodName(word, frame), receiver, word, base, frame)
      default: break
      }
    }
    return noMethod(word, receiver, frame)
  }

  private func methodName(_ word: Word, _ frame: UnsafeMutablePointer<Frame>) -> String {
    let tables = frame.linked.code.tables
    if word.operation == Opcode.invokeShaped.rawValue {
      return tables.callShapes[word.c].method ?? ""
    }
    return tables.names[word.c]
  }

  /// There is no such method or field: the code after the next instruction calls the nearest `f`.
  private func fallThrough(_ frame: UnsafeMutablePointer<Frame>) -> CallOutcome {
    frame.pointee.instruction += 1
    return .done
  }

  private func noMethod(
    _ word: Word, _ receiver: Value, _ frame: UnsafeMutablePointer<Frame>
  ) -> CallOutcome {
    if word.flags & 0x80 == 0 { return fallThrough(frame) }
    let name = methodName(word, frame)
    if receiver.isMissing { return failCall(UsedBeforeBinding(name: name)) }
    let field = try? Operations.field(ifPresent: name, of: receiver)
    field?.release()
    return failCall(
      NoSuchMethod(
        type: receiver.shownType, name: name,
        candidates: interpreter.callableNames(for: receiver), isField: field != nil)
    )
  }

  private func callMethod(
    _ method: Value, _ name: String, _ word: Word, _ base: UnsafeMutablePointer<Value>,
    _ frame: UnsafeMutablePointer<Frame>
  ) -> CallOutcome {
    let window = base + word.a
    let header = method.object(as: FunctionObject.self).linked.code.header
    if header.isMutating {
      if !window[1].has(kind: .cell) {
        return failCall(MutatingNeedsVariable(method: name))
      }
    } else if window[1].has(kind: .cell) {
      (window + 1).put(window[1].cellContents.retained())
    }
    if word.operation == Opcode.invokeShaped.rawValue {
      let shape = frame.linked.code.tables.callShapes[word.c]
      let receiver = GivenArgument(name: nil, value: (window + 1).takeOut(), isReference: nil)
      return callShaped(
        method, shape, receiver: receiver, arguments: window + 2, window: window, target: word.b)
    }
    let count = (word.flags & 0x7F) + 1
    return invoke(method, window: window, count: count, target: word.b)
  }

  /// A field that can be called: the receiver is not passed.
  private func callField(
    _ name: String, _ receiver: Value, _ word: Word, _ base: UnsafeMutablePointer<Value>,
    _ frame: UnsafeMutablePointer<Frame>
  ) -> CallOutcome {
    let window = base + word.a
    let isPrivate = name.hasPrefix("_") && receiver.has(kind: .module)
    guard !isPrivate, let value = try? Operations.field(ifPresent: name, of: receiver) else {
      if receiver.has(kind: .module) {
        return failCall(moduleFault(name, receiver))
      }
      return noMethod(word, receiver, frame)
    }
    defer { value.release() }
    guard value.isCallable else {
      if word.flags & 0x80 == 0 { return fallThrough(frame) }
      return failCall(NotCallable(type: value.typeName, hasForward: false, field: name))
    }
    (window + 1).clear()
    if word.operation == Opcode.invokeShaped.rawValue {
      let shape = frame.linked.code.tables.callShapes[word.c]
      return callShaped(
        value, shape, receiver: nil, arguments: window + 2, window: window + 1, target: word.b)
    }
    let count = (word.flags & 0x7F)
    return invoke(value, window: window + 1, count: count, target: word.b)
  }

  private func moduleFault(_ name: String, _ module: Value) -> any Fault {
    if name.hasPrefix("_"), case .module(let object) = module.view {
      return PrivateName(name: name, module: object.name)
    }
    return Operations.noSuchField(name, of: module).fault
  }

  /// True where the method named by b would change the receiver in a: one of its type's, or the
  /// fallback in the register before it.
  func mayMutate(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    let receiver = base[word.a]
    if receiver.isObject(.list) || receiver.isObject(.dictionary) {
      return changesReceiver(base[word.a - 1])
    }
    let name = frame.linked.code.tables.names[word.b]
    switch receiver.view {
    case .instance(let instance):
      if let method = instance.type.methods[name] {
        return method.object(as: FunctionObject.self).linked.code.header.isMutating
      }
      if instance.type.layout.index(of: name) != nil { return false }
    case .record(let record): if record.layout.index(of: name) != nil { return false }
    case .module: return false
    default: break
    }
    return changesReceiver(base[word.a - 1])
  }
}

import AimDiagnostics
@testable import AimRuntime
enum Provisional {
  /// A few builtins, so that these tests need no library.
  static var builtins: [Builtin] {
    [
      Builtin(
        raw: "print", [ParameterCard("values", kind: .rest)], summary: "Prints values."
      ) { (arguments, context) throws(RuntimeFault) in
        var parts: [String] = []
        for value in arguments[0].object(as: ListObject.self).values {
          parts.append(value.asText ?? Display.short(value))
        }
        context.emit(.text(parts.joined(separator: " ") + "\n", stream: .out))
        return .nothing
      },
      Builtin(
        raw: "len", [ParameterCard("x")], summary: "The number of elements."
      ) { (arguments, _) throws(RuntimeFault) in
        .integer(try Sequences.count(arguments[0]))
      },
      Builtin(
        raw: "append", [ParameterCard("xs", kind: .variable), ParameterCard("x")],
        summary: "Adds an element."
      ) { (arguments, _) throws(RuntimeFault) in
        let slot = arguments[0].object(as: CellObject.self).slot
        Value.makeUnique(slot)
        slot.pointee.object(as: ListObject.self).append(owning: arguments[1].retained())
        return .nothing
      },
      Builtin(
        raw: "map", [ParameterCard("xs"), ParameterCard("f")], summary: "Applies f to each."
      ) { (arguments, context) throws(RuntimeFault) in
        let result = ListObject(capacity: 4)
        for value in arguments[0].object(as: ListObject.self).values {
          result.append(owning: try context.call(arguments[1], [value]))
        }
        return Value(owning: result)
      },
    ]
  }
}

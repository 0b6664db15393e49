package import AimDiagnostics

/// The faults of conversions.
enum ConversionFaults {
  static let all: [any Fault.Type] = [
    CannotConvert.self, NotWholeNumber.self, NotANumberText.self, UnknownDType.self,
    UnknownChoice.self, AxisOfNumber.self,
  ]
}

/// A value that has no number in it.
package struct CannotConvert: Fault {
  package static let identity = FaultIdentity(.type, "cannot-convert")
  package static let example = "int(nil)"
  let type: String
  let to: String
  package var facts: [Fact] { [Fact("type", .type(type)), Fact("to", .text(to))] }
}

/// `int(2.7)`.
package struct NotWholeNumber: Fault {
  package static let identity = FaultIdentity(.value, "not-a-whole-number")
  package static let example = "int(2.7)"
  let number: Double
  /// It is whole, or rounds to a whole number, but 64 bits do not hold it.
  let isTooLarge: Bool
  package var facts: [Fact] {
    [
      Fact("number", .text(NumberText.float(number))),
      Fact("large", isTooLarge ? .text("64 bits do not hold it") : .none),
    ]
  }
}

/// Text that says no number.
package struct NotANumberText: Fault {
  package static let identity = FaultIdentity(.value, "not-a-number-text")
  package static let example = "int(\"four\")"
  let text: String
  let kind: String
  package var facts: [Fact] { [Fact("text", .code(text)), Fact("kind", .text(kind))] }
}

/// A dtype that there is not.
package struct UnknownDType: Fault {
  package static let identity = FaultIdentity(.value, "no-such-dtype")
  package static let example = "zeros(2, dtype: \"float32\")"
  let name: String
  package var facts: [Fact] {
    let others = [
      "float32": "f32", "float": "f32", "float64": "f64", "double": "f64", "int": "i64",
      "int64": "i64", "long": "i64", "int32": "i64", "boolean": "bool", "float16": "f16",
      "half": "f16", "bfloat16": "bf16",
    ]
    let names = ["f32", "f64", "i64", "bool", "f16", "bf16"]
    let near = others[name] ?? Nearest.match(name, among: names)
    return [
      Fact("name", .code(name)), Fact("suggestion", near.map { .code("\"\($0)\"") } ?? .none),
      Fact("names", .names(names)),
    ]
  }
}

/// A word that is none of those a parameter takes.
package struct UnknownChoice: ArgumentFault {
  package static let identity = FaultIdentity(.value, "unknown-choice")
  package static let example = "pad([1, 2], 1, mode: \"reflexive\")"
  let function: String
  let parameter: String
  let word: String
  let words: [String]
  package var facts: [Fact] {
    [
      Fact("function", .name(function)), Fact("parameter", .name(parameter)),
      Fact("word", .code(word)), Fact("words", .names(words)),
      Fact("suggestion", Nearest.match(word, among: words).map { .code("\"\($0)\"") } ?? .none),
    ]
  }

  var argumentName: String { parameter }
}

/// `max(1, 2)`: the second argument is an axis, and a number has none.
package struct AxisOfNumber: Fault {
  package static let identity = FaultIdentity(.call, "axis-of-number")
  package static let example = "max(1, 2)"
  let function: String
  /// The arguments as they are written.
  let numbers: [String]

  package var facts: [Fact] {
    let list = numbers.joined(separator: ", ")
    let pair = Self.elementwise[function].map { FactValue.code("\($0)(\(list))") }
    return [
      Fact("function", .name(function)), Fact("first", .code(numbers[0])),
      Fact("axis", .code(numbers[1])), Fact("pair", pair ?? .none),
      Fact("list", .code("\(function)([\(list)])")),
    ]
  }

  /// The operator that takes two where this one takes one collection.
  private static let elementwise = ["max": "maximum", "min": "minimum"]
}

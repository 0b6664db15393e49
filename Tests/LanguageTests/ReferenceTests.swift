import AimDiagnostics
import AimRuntime
import AimTensor
import Testing

/// Operators and library functions, called as a user calls them, against NumPy, SciPy and PyTorch.
@Suite struct ReferenceTests {
  private static let path =
    String(#filePath.dropLast("ReferenceTests.swift".count))
    + "Reference/operators.jsonl"

  @Test func `operators compute what a peer computes`() throws {
    let file = try ReferenceFile(path: Self.path)
    #expect(file.cases.count > 130)
    for group in file.cases {
      let interpreter = Interpreter(builtins: Builtin.library)
      let prelude = interpreter.run(.command, file.prelude)
      #expect(prelude.succeeded)
      for example in group.cases {
        let complaint = Self.complaint(example, interpreter)
        #expect(complaint == nil, "\(example.expression): \(complaint ?? "")")
      }
    }
  }

  /// Random numbers have no peer: their own tests hold them to known answers and to their distribution.
  private static let withoutPeer = Set(Operator.randomFamily.operators.map(\.name))

  @Test func `every operator has six cases from a peer`() throws {
    let counts = Dictionary(
      uniqueKeysWithValues: try ReferenceFile(path: Self.path).cases.map {
        ($0.name, $0.cases.count)
      })
    let operators = Operator.catalogue.flatMap(\.operators)
      .filter { $0.isPublic && !Self.withoutPeer.contains($0.name) }
    #expect(operators.count > 120)
    for op in operators {
      #expect(counts[op.name, default: 0] >= 6, "\(op.name) has \(counts[op.name, default: 0])")
    }
  }

  /// What is wrong with Aim's answer; nil where nothing is.
  private static func complaint(_ example: ReferenceCase, _ interpreter: Interpreter) -> String? {
    let outcome = interpreter.run(.command, example.expression)
    guard let value = outcome.value?.value else {
      return outcome.diagnostics.first.map { "fault \($0.fault.identity.name)" } ?? "no value"
    }
    guard let found = Found(value) else { return "a \(value.typeName)" }
    if let dtype = found.dtype, dtype != example.dtype { return "\(dtype), not \(example.dtype)" }
    if found.shape != example.shape { return "shape \(found.shape), not \(example.shape)" }
    return example.accepts(found.elements) ? nil : "\(found.elements) is not \(example.values)"
  }

  /// The answer as dtype, shape and elements; a plain number has no dtype of its own.
  private struct Found {
    let dtype: String?
    let shape: [Int]
    let elements: [Double]

    init?(_ value: Value) {
      switch value.view {
      case .tensor(let box):
        guard let doubles = try? box.tensor.doubles() else { return nil }
        (dtype, shape, elements) = (box.tensor.dtype.name, box.tensor.shape.dimensions, doubles)
      case .integer(let number): (dtype, shape, elements) = (nil, [], [Double(number)])
      case .number(let number): (dtype, shape, elements) = (nil, [], [number])
      case .boolean(let flag): (dtype, shape, elements) = (nil, [], [flag ? 1 : 0])
      default: return nil
      }
    }
  }
}

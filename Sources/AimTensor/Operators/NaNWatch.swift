package import AimDiagnostics
import Synchronization

/// Looks at every result for a NaN that no input had, where the user asked for it (`:nan on`).
///
/// Off, it costs a load per operation; on, a pass over each result. Gradient rules come through
/// the same door, so a NaN that is born on the way back is found too.
package enum NaNWatch {
  private static let flag = Atomic<Bool>(false)

  package static var isOn: Bool {
    get { flag.load(ordering: .relaxed) }
    set { flag.store(newValue, ordering: .relaxed) }
  }

  /// Throws where a result has a NaN and no input has.
  static func check(_ op: Operator, _ inputs: [Tensor], _ results: [Tensor]) throws {
    for result in results where try containsNaN(result) {
      for input in inputs where try containsNaN(input) { return }
      throw NaNAppeared(operation: op.name, type: result.type.description)
    }
  }

  /// True where some element is a NaN.
  ///
  /// O(n).
  package static func containsNaN(_ tensor: Tensor) throws -> Bool {
    switch tensor.dtype {
    case .f32: try tensor.withElements(as: Float.self) { $0.contains { $0.isNaN } }
    case .f64: try tensor.withElements(as: Double.self) { $0.contains { $0.isNaN } }
    case .f16, .bf16: try containsNaN(tensor.widened())
    case .i64, .bool: false
    }
  }
}

/// A NaN that was made here, and not handed on.
package struct NaNAppeared: Fault {
  package static let identity = FaultIdentity(.arithmetic, "nan-appeared")
  package static let example = "log(tensor([-1.0]))"
  package static let setting = ExampleSetting.with { $0.watchesNaN = true }
  package let operation: String
  package let type: String
  /// The operation whose gradient it is; nil on the way forward.
  package private(set) var origin: String?
  /// The place that asked for that operation; nil on the way forward, where the program is there.
  package private(set) var site: SourceRange?

  package init(operation: String, type: String) {
    self.operation = operation
    self.type = type
  }

  func inGradient(of name: String, site: SourceRange?) -> NaNAppeared {
    var fault = self
    fault.origin = name
    fault.site = site
    return fault
  }

  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("type", .type(type)),
      Fact("origin", origin.map { .name($0) } ?? .none),
    ]
  }
}

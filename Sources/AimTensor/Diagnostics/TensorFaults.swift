package import AimDiagnostics

/// Every fault of this module, for the tests that run and render their examples.
package enum TensorFaults {
  package static let all: [any Fault.Type] =
    shapes + arithmetic + movement + indexing + machine + LinearFaults.all
    + ConvolutionFaults.all + SortingRule.faults + RandomRule.faults + FusedRule.faults

  private static let shapes: [any Fault.Type] = [
    NegativeDimension.self, AxisOutOfRange.self, NotOneElement.self, ShapesDoNotBroadcast.self,
    RepeatedAxis.self, NotAVector.self,
  ]

  private static let arithmetic: [any Fault.Type] = [
    BooleanArithmetic.self, NotBoolean.self, NotDefinedFor.self, IntegerOverflow.self,
    SlopeIsLost.self, ComputedDifferently.self,
    IntegerDivisionByZero.self, NegativeIntegerPower.self, NotWhole.self, NotTruth.self,
    EmptyReduction.self, UnboundedRange.self, NaNAppeared.self,
  ]

  private static let movement: [any Fault.Type] = [
    ReshapeSizes.self, ReshapeCount.self, FlattenRange.self, NotAPermutation.self, SqueezeSize.self,
    CannotStretch.self, ShapesDoNotJoin.self, NothingToJoin.self, PaddingMisfit.self,
    ChunkCount.self,
  ]

  private static let indexing: [any Fault.Type] = [
    IndexOutOfRange.self, TooManyIndices.self, IndicesNotWhole.self, IndicesMisfit.self,
    ZeroStep.self, SeveralEllipses.self, MaskShape.self, AssignmentShape.self,
  ]

  private static let machine: [any Fault.Type] = [
    ShapeTooLarge.self, OutOfMemory.self, LostResult.self, OperatorMisused.self, Interrupted.self,
  ]
}

/// A shape with a size below zero.
package struct NegativeDimension: Fault {
  package static let identity = FaultIdentity(.shape, "negative-dimension")
  package static let example = "zeros(2, -3)"
  package let shape: [Int]
  package var facts: [Fact] { [Fact("shape", .shape(shape))] }
}

/// More elements than an address can reach.
package struct ShapeTooLarge: Fault {
  package static let identity = FaultIdentity(.resource, "shape-too-large")
  package static let example = "zeros(1000000000, 1000000000)"
  package let shape: [Int]
  package var facts: [Fact] { [Fact("shape", .shape(shape))] }
}

/// A buffer that would pass the accountant's ceiling, or that the system refused.
package struct OutOfMemory: Fault {
  package static let identity = FaultIdentity(.resource, "out-of-memory")
  package static let example = "zeros(1000000, 1000000)"
  package static let setting = ExampleSetting.with { $0.ceiling = 8 << 30 }
  package let requested: Int
  package let inUse: Int
  package let ceiling: Int

  package var facts: [Fact] {
    [
      Fact("requested", .text(Self.readable(requested))),
      Fact("in_use", .text(Self.readable(inUse))),
      Fact("ceiling", .text(Self.readable(ceiling))),
    ]
  }

  /// A number of bytes in the largest unit that leaves one digit before the point.
  static func readable(_ bytes: Int) -> String {
    var value = Double(bytes)
    var unit = 0
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"]
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}

/// An axis that the tensor does not have.
package struct AxisOutOfRange: Fault {
  package static let identity = FaultIdentity(.index, "axis-out-of-range")
  package static let example = "sum(zeros(2, 3), axis: 2)"
  package let axis: Int
  package let shape: [Int]

  package var facts: [Fact] {
    [
      Fact("axis", .integer(axis)), Fact("shape", .shape(shape)),
      Fact("rank", .integer(shape.count)),
      Fact("range", shape.isEmpty ? .none : .text("\(-shape.count) to \(shape.count - 1)")),
    ]
  }
}

/// A tensor of several elements, or none, where a single number is needed.
package struct NotOneElement: Fault {
  package static let identity = FaultIdentity(.shape, "not-one-element")
  package static let example = "item(zeros(3))"
  package let shape: [Int]
  package var facts: [Fact] { [Fact("shape", .shape(shape))] }
}

/// An operator was called from Swift in a way that its declaration rules out.
package struct OperatorMisused: Fault {
  package static let identity = FaultIdentity(.internalError, "operator-misused")
  package static let example = ""
  package let operation: String
  package let problem: String
  package var facts: [Fact] {
    [Fact("operation", .name(operation)), Fact("problem", .text(problem))]
  }
}

/// A pending result whose expression failed earlier.
package struct LostResult: Fault {
  package static let identity = FaultIdentity(.internalError, "lost-result")
  package static let example = ""
}

/// The user asked to stop while a kernel was running.
package struct Interrupted: Fault {
  package static let identity = FaultIdentity(.interrupt, "interrupted")
  package static let example = ""
  package init() {}
}

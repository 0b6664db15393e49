/// One thing that can be done with tensors: its names, its words, and its four rules.
///
/// Everything else is derived from this declaration: the Aim function and its named arguments,
/// help, completion, type inference ahead of a run, and the tests over the catalogue.
package final class Operator: Sendable {
  package typealias Infer = @Sendable ([TensorType], Attributes) throws -> [TensorType]
  package typealias Kernel = @Sendable (KernelCall) throws -> [Tensor]
  /// From the shapes of inputs and results to the arithmetic operations of a call.
  package typealias OperationCount = @Sendable ([Shape], [Shape], Attributes) -> Double

  package let name: String
  package let parameters: [OperatorParameter]
  package let summary: String
  /// LaTeX, nil where words say it better.
  package let formula: String?
  package let examples: [OperatorExample]
  /// Inputs and attributes on which the tests run every rule.
  package let samples: [OperatorSample]
  package let onnx: OnnxMapping?
  /// From the inputs' types to the results' types; throws the fault of a call that cannot be.
  let infer: Infer
  /// The general kernel, on materialized inputs of any layout.
  let kernel: Kernel
  /// Nil where it is not differentiable (a comparison, an index): its gradient is zero.
  let gradient: GradientRule?
  /// The loops of an operator that works element by element; nil for any other.
  package let elementwise: Elementwise?
  /// True where the kernel takes inputs that are pending: it hands them on to other operators, or
  /// asks for their elements itself.
  let takesPending: Bool
  /// True where the results move with the inputs and no rule says how: differentiating it is a fault, not zero.
  let losesSlope: Bool
  /// What several results are called: the fields of the record that Aim sees.
  ///
  /// Empty for one.
  package let resultNames: [String]
  /// How much arithmetic a call does; nil for one operation for each element of its largest tensor.
  let operations: OperationCount?
  /// True where the number of results is the caller's choice: Aim sees a list, also of one.
  package let givesList: Bool
  /// False for a helper of other rules, which has no name in Aim.
  package let isPublic: Bool

  package init(
    _ name: String, _ parameters: [OperatorParameter], summary: String, formula: String? = nil,
    examples: [OperatorExample] = [], samples: [OperatorSample] = [], onnx: OnnxMapping? = nil,
    isPublic: Bool = true, elementwise: Elementwise? = nil, resultNames: [String] = [],
    givesList: Bool = false,
    infer: @escaping Infer, kernel: @escaping Kernel, gradient: GradientRule? = nil,
    losesSlope: Bool = false, operations: OperationCount? = nil, takesPending: Bool = false
  ) {
    self.takesPending = takesPending
    self.losesSlope = losesSlope
    self.operations = operations
    self.name = name
    self.parameters = parameters
    self.summary = summary
    self.formula = formula
    self.examples = examples
    self.samples = samples
    self.onnx = onnx
    self.isPublic = isPublic
    self.elementwise = elementwise
    self.resultNames = resultNames
    self.givesList = givesList
    self.infer = infer
    self.kernel = kernel
    self.gradient = gradient
  }

  /// The parameters that are not tensors: what `Attributes` holds, in this order.
  package var attributeParameters: [OperatorParameter] { parameters.filter { !$0.isTensor } }

  /// The results' types for inputs of these types; the same rule at run time and ahead of it.
  package func inferred(_ inputs: [TensorType], _ attributes: Attributes = .none) throws
    -> [TensorType]
  {
    try infer(inputs, attributes)
  }

  package var isDifferentiable: Bool { gradient != nil }
}

/// A program and what it shows, run by the tests.
package struct OperatorExample: Sendable, Hashable {
  package let source: String
  package let shows: String

  package init(_ source: String, gives shows: String) {
    self.source = source
    self.shows = shows
  }
}

/// Shapes and attributes to try an operator on.
package struct OperatorSample: Sendable, Hashable {
  package let shapes: [Shape]
  package let attributes: Attributes
  /// Where the inputs' elements are drawn from: keep clear of poles and kinks.
  package let low: Double
  package let high: Double

  package init(
    _ shapes: [Shape], _ attributes: [AttributeValue] = [], in range: ClosedRange<Double> = -2...2
  ) {
    self.shapes = shapes
    self.attributes = Attributes(attributes)
    low = range.lowerBound
    high = range.upperBound
  }
}

/// The node of ONNX that means the same.
package struct OnnxMapping: Sendable, Hashable {
  package let node: String
  package let since: Int

  package static func node(_ node: String, since: Int) -> Self { Self(node: node, since: since) }
}

/// What a kernel is given: materialized inputs, the results' types, the attributes.
package struct KernelCall {
  package let inputs: [Tensor]
  package let results: [TensorType]
  package let attributes: Attributes

  /// A new tensor of the first result's type, its elements not yet written.
  package func makeResult(_ index: Int = 0) throws -> Tensor {
    let type = results[index]
    guard let shape = type.shape, let dtype = type.dtype else {
      preconditionFailure("a kernel's result has no concrete type")
    }
    return try Tensor(uninitialized: dtype, shape, weak: type.weak)
  }
}

/// Where a kernel runs.
///
/// One value today; the choice of a kernel already takes it.
package enum Device: Sendable, Hashable { case cpu }

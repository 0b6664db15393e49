import AimDiagnostics
import AimTensor
import Testing

/// One operator, named in the tests' output.
struct OperatorCase: CustomTestStringConvertible, Sendable {
  let op: Operator
  var testDescription: String { op.name }

  static let all = Operator.catalogue.flatMap { $0.operators }.map { OperatorCase(op: $0) }
  static let differentiable = all.filter { $0.op.isDifferentiable }
}

/// Every rule of every operator, on the samples that its declaration names.
@Suite struct `The catalogue of operators` {
  @Test(arguments: OperatorCase.all)
  func `has six samples and more for each operator`(_ test: OperatorCase) throws {
    #expect(try OperatorInputs.of(test.op).count >= 6)
    #expect(!test.op.summary.isEmpty)
    #expect(!test.op.isPublic || !test.op.examples.isEmpty)
  }

  @Test(arguments: OperatorCase.all)
  func `infers the type that the kernel gives`(_ test: OperatorCase) throws {
    for sample in try OperatorInputs.of(test.op) {
      let inferred = try test.op.inferred(sample.inputs.map { $0.type }, sample.attributes)
      let results = try apply(test.op, sample.inputs, sample.attributes)
      #expect(inferred.count == results.count)
      for (type, result) in zip(inferred, results) {
        #expect(type.dtype == result.dtype, "\(test.op.name) \(sample)")
        #expect(type.rank == result.rank, "\(test.op.name) \(sample)")
        for (dimension, size) in zip(type.dimensions ?? [], result.shape.dimensions) {
          #expect(dimension == .size(size) || dimension == .unknown, "\(test.op.name) \(sample)")
        }
        #expect(type.weak == result.weak, "\(test.op.name) \(sample)")
      }
    }
  }

  @Test(arguments: OperatorCase.all)
  func `infers the same from what is not known, or less`(_ test: OperatorCase) throws {
    for sample in try OperatorInputs.of(test.op) {
      let results = try apply(test.op, sample.inputs, sample.attributes)
      for hidden in Hidden.allCases {
        let types = sample.inputs.map { hidden.hide($0.type) }
        let inferred = try test.op.inferred(types, sample.attributes)
        for (type, result) in zip(inferred, results) {
          #expect(type.dtype == nil || type.dtype == result.dtype, "\(test.op.name) \(sample)")
          #expect(type.rank == nil || type.rank == result.rank, "\(test.op.name) \(sample)")
          for (dimension, size) in zip(type.dimensions ?? [], result.shape.dimensions) {
            #expect(dimension.agrees(with: .size(size)), "\(test.op.name) \(sample) \(type)")
          }
        }
      }
    }
  }

  @Test(arguments: OperatorCase.all)
  func `gives the same for strided inputs as for packed ones`(_ test: OperatorCase) throws {
    for sample in try OperatorInputs.of(test.op) {
      RandomStreams.current = RandomStreams(seed: 1)
      let packed = try apply(test.op, sample.inputs, sample.attributes)
      RandomStreams.current = RandomStreams(seed: 1)
      let spread = try apply(test.op, sample.inputs.map { try strided($0) }, sample.attributes)
      for (a, b) in zip(packed, spread) {
        let (left, right) = (try a.doubles(), try b.doubles())
        #expect(a.shape == b.shape && close(left, right), "\(test.op.name) \(sample)")
      }
    }
  }

  @Test func `has one operator for each name`() {
    let names = OperatorCase.all.map { $0.op.name }
    #expect(Set(names).count == names.count)
  }
}

/// What a checker may not know ahead of a run.
enum Hidden: CaseIterable {
  case sizes, ranks, everything

  func hide(_ type: TensorType) -> TensorType {
    switch self {
    case .sizes: TensorType(type.dtype, type.dimensions?.map { _ in .unknown }, weak: type.weak)
    case .ranks: TensorType(type.dtype, nil, weak: type.weak)
    case .everything: TensorType(nil, nil)
    }
  }
}

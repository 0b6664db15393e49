import AimTensor
import Testing

/// Kernels of the library against their definitions, written with operators.
@Suite struct `Fused kernels` {
  private let last = AttributeValue.int(-1)
  private let keep = AttributeValue.flag(true)

  @Test(arguments: [[3, 5], [2, 3, 40], [1, 1], [4, 33]])
  func `of softmax agree with the definition`(_ sizes: [Int]) throws {
    let x = try randomTensor(Shape(sizes))
    let e = try Operator.exp(x - Operator.max(x, last, keep))
    let expected = try e / Operator.sum(e, last, keep)
    #expect(close(try Operator.softmax(x, last).doubles(), try expected.doubles(), relative: 1e-12))
    let logs = try Operator.logSoftmax(x, last)
    #expect(close(try Operator.exp(logs).doubles(), try expected.doubles(), relative: 1e-11))
    let turned = try Operator.softmax(x, .int(0))
    let sums = try Operator.sum(turned, .int(0), .flag(false)).doubles()
    #expect(sums.allSatisfy { abs($0 - 1) < 1e-12 })
  }

  @Test func `hold out far from zero`() throws {
    let x = try Tensor([1000.0, 0, -1000], shape: [1, 3])
    #expect(try Operator.softmax(x, last).doubles() == [1, 0, 0])
    #expect(try Operator.logSoftmax(x, last).doubles() == [0, -1000, -2000])
    let hidden = try Tensor([0.0, -.infinity], shape: [1, 2])
    #expect(try Operator.softmax(hidden, last).doubles() == [1, 0])
    let loss = try Operator.crossEntropy([x, Tensor([2], shape: [1])])
    #expect(try loss.item().double == 2000)
  }

  @Test func `of losses agree with the definition`() throws {
    let x = try randomTensor([4, 3])
    let labels = [2, 0, 1, 1]
    let logs = try Operator.logSoftmax(x, last).doubles()
    let expected = -labels.enumerated().reduce(0.0) { $0 + logs[$1.offset * 3 + $1.element] } / 4
    let loss = try Operator.crossEntropy([x, Tensor(labels)]).item().double
    #expect(abs(loss - expected) < 1e-12)
    let t = try randomTensor([4, 3], seed: 2)
    let differences = zip(try x.doubles(), try t.doubles()).map { ($0 - $1) * ($0 - $1) }
    let mse = try Operator.mse(x, t).item().double
    #expect(abs(mse - differences.reduce(0, +) / 12) < 1e-12)
  }

  @Test func `of losses refuse what does not fit`() throws {
    let x = try randomTensor([4, 3])
    #expect(throws: LabelOutOfRange.self) {
      try Operator.crossEntropy([x, Tensor([0, 1, 2, 3])])
    }
    #expect(throws: LabelOutOfRange.self) {
      try Operator.crossEntropy([x, Tensor([0, 1, -1, 2])])
    }
    #expect(throws: LossShapesDiffer.self) { try Operator.crossEntropy([x, Tensor([0])]) }
    #expect(throws: LossShapesDiffer.self) { try Operator.mse(x, randomTensor([4, 1])) }
    #expect(throws: OperatorMisused.self) {
      try Operator.layerNorm([x, randomTensor([4]), randomTensor([4])], .float(1e-5))
    }
  }

  @Test func `of normalization agree with the definition`() throws {
    let x = try randomTensor([6, 5])
    let (w, b) = (try randomTensor([5], seed: 2), try randomTensor([5], seed: 3))
    let centred = try x - Operator.mean(x, last, keep)
    let variance = try Operator.mean(centred * centred, last, keep)
    let expected = try centred / Operator.sqrt(variance + 1e-5) * w + b
    let found = try Operator.layerNorm([x, w, b], .float(1e-5))
    #expect(close(try found.doubles(), try expected.doubles(), relative: 1e-11, absolute: 1e-12))
    let (m, v) = (try randomTensor([5], seed: 4), try randomTensor([5], in: 0.5...2, seed: 5))
    let batch = try (x - m) / Operator.sqrt(v + 1e-5) * w + b
    let direct = try Operator.batchNorm([x, m, v, w, b], .float(1e-5))
    #expect(close(try direct.doubles(), try batch.doubles(), relative: 1e-11, absolute: 1e-12))
  }

  @Test func `of activations agree with the definition on both sides of zero`() throws {
    let x = try randomTensor([200], in: -6...6)
    let values = try x.doubles()
    #expect(try Operator.relu(x).doubles() == values.map { max($0, 0) })
    let normal = try (1 + Operator.erf(x / 2.0.squareRoot())) * 0.5
    #expect(
      close(
        try Operator.gelu(x, .text("none")).doubles(), try (x * normal).doubles(), relative: 1e-12))
    let level = GradientLevel.open()
    defer { level.close() }
    let leaf = level.leaf(x)
    let slope = try Differentiation.gradients(
      of: Operator.sum(Operator.relu(leaf), .none, .flag(false)), withRespectTo: [leaf], at: level)
    #expect(try slope[0].doubles() == values.map { $0 > 0 ? 1 : 0 })
  }

  @Test func `are found by the library's name`() {
    let names = [
      "relu", "sigmoid", "gelu", "softmax", "log_softmax", "mse", "cross_entropy",
      "layer_norm", "batch_norm", "linear", "scaled_dot_product_attention",
    ]
    for name in names { #expect(KernelChoice.kernel(ofLibraryFunction: name)?.name == name) }
    #expect(KernelChoice.kernel(ofLibraryFunction: "add") == nil)
  }

  @Test(arguments: [(3, 5), (70, 70), (1, 40), (130, 200)])
  func `of attention agree with the definition`(_ queries: Int, _ keys: Int) throws {
    for (lead, isCausal) in [([], false), ([2, 3], true), ([9], true)]
    where queries <= keys || !isCausal {
      let q = try randomTensor(Shape(lead + [queries, 6]))
      let k = try randomTensor(Shape(lead + [keys, 6]), seed: 2)
      let v = try randomTensor(Shape(lead + [keys, 4]), seed: 3)
      var scores = try Operator.matmul(q, Operator.matrixTranspose(k)) * (1 / 6.0.squareRoot())
      if isCausal {
        let seen = (0..<queries * keys).map { $0 % keys <= $0 / keys + keys - queries }
        scores = try Operator.where([
          Tensor(seen, shape: [queries, keys]), scores, Tensor(number: -.infinity),
        ])
      }
      let expected = try Operator.matmul(Operator.softmax(scores, last), v).doubles()
      let found = try Operator.attention([q, k, v], .flag(isCausal))
      #expect(close(try found.doubles(), expected, relative: 1e-11))
      let narrow = try [q, k, v].map { try Operator.cast($0, .dtype(.f32)) }
      let near = try Operator.attention(narrow, .flag(isCausal)).doubles()
      #expect(close(near, expected, relative: 1e-4, absolute: 1e-5))
    }
  }

  @Test func `of attention give the same bits on any number of threads`() throws {
    let inputs = try [[3, 150, 16], [3, 150, 16], [3, 150, 16], [3, 150, 16]].enumerated().map {
      try randomTensor(Shape($1), seed: $0 + 1)
    }
    let threads = Pool.threads
    defer { Pool.threads = threads }
    var seen: Set<[Double]> = []
    for count in [1, 2, 3] {
      Pool.threads = count
      let slopes = try apply(Operator.attentionGradient, inputs, Attributes(.flag(true)))
      let value = try Operator.attention(Array(inputs.dropFirst()), .flag(true))
      seen.insert(try value.doubles() + slopes.flatMap { try $0.doubles() })
    }
    #expect(seen.count == 1)
  }
}

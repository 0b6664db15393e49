import AimTensor
import Testing

/// Convolution against its definition, over every combination of arguments on small shapes.
@Suite struct `Convolution` {
  /// The arguments of one call; the same number for both axes, sizes that differ.
  struct Case: CustomTestStringConvertible, Sendable {
    let kernel: [Int]
    let stride: Int
    let padding: Int
    let dilation: Int
    let groups: Int
    var testDescription: String {
      "\(kernel) stride \(stride) padding \(padding) dilation \(dilation) groups \(groups)"
    }

    var attributes: [AttributeValue] {
      [.int(stride), .int(padding), .int(dilation), .int(groups)]
    }
  }

  static let cases: [Case] = [[1, 1], [3, 2], [2, 3]].flatMap { kernel in
    [1, 2, 3].flatMap { stride in
      [0, 1, 2].flatMap { padding in
        [1, 2].flatMap { dilation in
          [1, 2].map { groups in
            Case(
              kernel: kernel, stride: stride, padding: padding, dilation: dilation, groups: groups)
          }
        }
      }
    }
  }

  @Test(arguments: cases)
  func `is the sum over its window`(_ test: Case) throws {
    // Few outputs are unfolded, more are done without.
    for outputs in [2, 36] { try compare(test, outputs: outputs) }
  }

  private func compare(_ test: Case, outputs: Int) throws {
    let x = try randomTensor([2, 4, 7, 6])
    let w = try randomTensor(Shape([outputs, 4 / test.groups] + test.kernel), seed: 2)
    let b = try randomTensor([outputs], seed: 3)
    let found = try applyOne(.conv2d, [x, w, b], Attributes(test.attributes))
    let expected = try Self.naive(x, w, b, test, found.shape)
    #expect(close(try found.doubles(), expected, relative: 1e-10, absolute: 1e-10))
    let narrow = try applyOne(
      .conv2d, [x, w, b].map { try Operator.cast($0, .dtype(.f32)) }, Attributes(test.attributes))
    #expect(close(try narrow.doubles(), expected, relative: 1e-4, absolute: 1e-4))
  }

  /// The image has no room to be unfolded in: a fault, and nothing stays lent.
  @Test func `takes its scratch from the accountant`() throws {
    let x = try randomTensor([1, 64, 64, 64])
    let w = try randomTensor([1, 64, 5, 5], seed: 2)
    let (before, ceiling) = (Accountant.bytesInUse, Accountant.ceiling)
    defer { Accountant.ceiling = ceiling }
    Accountant.ceiling = before + 200_000
    #expect(throws: OutOfMemory.self) {
      try applyOne(.conv2d, [x, w], Attributes([.int(1), .int(0), .int(1), .int(1)]))
    }
    #expect(Accountant.bytesInUse == before)
  }

  @Test(arguments: cases)
  func `in one dimension is that of an image of height one`(_ test: Case) throws {
    let x = try randomTensor([2, 4, 1, 9])
    let w = try randomTensor(Shape([6, 4 / test.groups, 1, test.kernel[1]]), seed: 2)
    var attributes = test.attributes
    attributes[1] = .ints([0, test.padding])
    let wide = try applyOne(.conv2d, [x, w], Attributes(attributes))
    let flat = try applyOne(
      .conv1d, [x.reshaped([2, 4, 9]), w.reshaped([6, 4 / test.groups, test.kernel[1]])],
      Attributes(test.attributes))
    #expect(try flat.doubles() == wide.doubles())
  }

  @Test(arguments: cases)
  func `is the transpose of its transpose`(_ test: Case) throws {
    for (channels, outputs) in [(4, 6), (36, 10)] {
      try turnRound(test, channels: channels, outputs: outputs)
    }
  }

  private func turnRound(_ test: Case, channels: Int, outputs: Int) throws {
    let x = try randomTensor([2, channels, 9, 8])
    let w = try randomTensor(Shape([outputs, channels / test.groups] + test.kernel), seed: 2)
    let y = try applyOne(.conv2d, [x, w], Attributes(test.attributes))
    let u = try randomTensor(y.shape, seed: 4)
    let extra = (0..<2).map { axis in
      let extent = test.dilation * (test.kernel[axis] - 1) + 1
      return (x.shape[axis + 2] + 2 * test.padding - extent) % test.stride
    }
    let back = try applyOne(
      .convTranspose2d, [u, w], Attributes(test.attributes + [.ints(extra)]))
    #expect(back.shape == x.shape)
    // <conv x, u> = <x, transposed u>
    let left = try Operator.sum(y * u, .none, .flag(false)).item().double
    let right = try Operator.sum(x * back, .none, .flag(false)).item().double
    #expect(abs(left - right) < 1e-9 * max(1, abs(left)))
  }

  /// The three products in f32 are those in f64, with lanes left over and with images cut into bands.
  @Test(arguments: cases)
  func `has the same gradients in both widths`(_ test: Case) throws {
    let x = try randomTensor([2, 20, 9, 8])
    let w = try randomTensor(Shape([18, 20 / test.groups] + test.kernel), seed: 2)
    func gradients(_ dtype: DType) throws -> [Double] {
      let level = GradientLevel.open()
      defer { level.close() }
      let leaves = try [x, w].map { level.leaf(try Operator.cast($0, .dtype(dtype))) }
      let y = try applyOne(.conv2d, leaves, Attributes(test.attributes))
      let u = try Operator.cast(randomTensor(y.shape, seed: 4), .dtype(dtype))
      let found = try Differentiation.gradients(
        of: y, upstream: u, withRespectTo: leaves, at: level)
      return try y.doubles() + found.flatMap { try $0.doubles() }
    }
    #expect(close(try gradients(.f32), try gradients(.f64), relative: 1e-4, absolute: 1e-4))
  }

  /// Shapes that are cut into several blocks: many small images, rows of a large one; with few
  /// outputs, which are unfolded, and with more, which are not.
  @Test(arguments: [
    [70, 2, 5, 4, 3, 2], [1, 24, 90, 70, 3, 2], [3, 1, 40, 30, 1, 2], [2, 130, 40, 40, 3, 2],
    [70, 2, 5, 4, 3, 20], [1, 12, 60, 31, 3, 20], [3, 1, 40, 130, 1, 20], [1, 2, 400, 300, 1, 9],
  ])
  func `does not depend on how it is cut`(_ size: [Int]) throws {
    let test = Case(kernel: [size[4], size[4]], stride: 1, padding: 1, dilation: 1, groups: 1)
    let x = try randomTensor(Shape(Array(size[..<4])))
    let w = try randomTensor(Shape([size[5], size[1], size[4], size[4]]), seed: 2)
    let b = try randomTensor([size[5]], seed: 3)
    let level = GradientLevel.open()
    defer { level.close() }
    let (image, filters) = (level.leaf(x), level.leaf(w))
    let y = try applyOne(.conv2d, [image, filters, b], Attributes(test.attributes))
    #expect(
      close(try y.doubles(), try Self.naive(x, w, b, test, y.shape), relative: 1e-9, absolute: 1e-9)
    )
    // Along one direction, the gradients say how the sum changes.
    let u = try randomTensor(y.shape, seed: 5)
    let gradients = try Differentiation.gradients(
      of: y, upstream: u, withRespectTo: [image, filters], at: level)
    for (input, gradient) in zip([x, w], gradients) {
      let along = try Operator.sum(gradient * input, .none, .flag(false)).item().double
      let whole = try Operator.sum(
        u * applyOne(.conv2d, [x, w], Attributes(test.attributes)), .none, .flag(false)
      ).item().double
      #expect(abs(along - whole) < 1e-8 * max(1, abs(whole)))
    }
  }

  @Test func `keeps the length with same padding`() throws {
    for (size, kernel, stride) in [(7, 3, 1), (8, 4, 1), (7, 3, 2), (8, 2, 3)] {
      let y = try Operator.conv1d(
        [randomTensor([1, 1, size]), randomTensor([1, 1, kernel])], .int(stride), .text("same"),
        .int(1), .int(1))
      #expect(y.shape == [1, 1, (size + stride - 1) / stride])
    }
  }

  @Test func `is refused where it makes no sense`() throws {
    let x = try randomTensor([1, 3, 8, 8])
    let w = try randomTensor([4, 3, 3, 3])
    func run(
      _ inputs: [Tensor], _ stride: AttributeValue = .int(1), _ padding: AttributeValue = .int(0),
      _ groups: Int = 1
    ) throws {
      _ = try Operator.conv2d(inputs, stride, padding, .int(1), .int(groups))
    }
    #expect(throws: ImageRank.self) { try run([randomTensor([8, 8]), w]) }
    #expect(throws: FilterRank.self) { try run([x, randomTensor([3, 3])]) }
    #expect(throws: ChannelsDiffer.self) { try run([randomTensor([1, 2, 8, 8]), w]) }
    #expect(throws: GroupsDoNotDivide.self) { try run([x, w], .int(1), .int(0), 3) }
    #expect(throws: BiasShape.self) { try run([x, w, randomTensor([3])]) }
    #expect(throws: WindowParameterRange.self) { try run([x, w], .int(0)) }
    #expect(throws: WindowParameterRange.self) { try run([x, w], .int(1), .int(-1)) }
    #expect(throws: WindowParameterRange.self) { try run([x, w], .int(.max)) }
    #expect(throws: WindowParameterCount.self) { try run([x, w], .ints([1, 2, 3])) }
    #expect(throws: OperatorMisused.self) { try run([x, w], .int(1), .text("full")) }
    #expect(throws: KernelTooLarge.self) { try run([x, randomTensor([1, 3, 9, 9])]) }
    #expect(throws: WindowParameterRange.self) { try run([x, randomTensor([1, 3, 0, 3])]) }
    #expect(throws: TransposedTooSmall.self) {
      try Operator.convTranspose2d(
        [randomTensor([1, 1, 1, 1]), randomTensor([1, 1, 2, 2])], .int(1), .int(2), .int(1),
        .int(1), .int(0))
    }
  }

  /// The definition: for every output element, the sum over channels and kernel.
  static func naive(_ x: Tensor, _ w: Tensor, _ b: Tensor, _ test: Case, _ out: Shape) throws
    -> [Double]
  {
    let (image, filters, bias) = (try x.doubles(), try w.doubles(), try b.doubles())
    let (channels, height, width) = (w.shape[1], x.shape[2], x.shape[3])
    let outputs = out[1]
    var result: [Double] = []
    for n in 0..<out[0] {
      for o in 0..<outputs {
        let first = o / (outputs / test.groups) * channels
        for i in 0..<out[2] {
          for j in 0..<out[3] {
            var sum = bias[o]
            for c in 0..<channels {
              for k in 0..<test.kernel[0] {
                for l in 0..<test.kernel[1] {
                  let row = i * test.stride + k * test.dilation - test.padding
                  let column = j * test.stride + l * test.dilation - test.padding
                  guard row >= 0, row < height, column >= 0, column < width else { continue }
                  let weight = ((o * channels + c) * test.kernel[0] + k) * test.kernel[1] + l
                  let pixel = ((n * x.shape[1] + first + c) * height + row) * width + column
                  sum += filters[weight] * image[pixel]
                }
              }
            }
            result.append(sum)
          }
        }
      }
    }
    return result
  }
}

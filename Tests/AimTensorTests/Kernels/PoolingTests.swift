import AimTensor
import Testing

/// Pooling against its definition.
@Suite struct `Pooling` {
  static let cases: [[Int]] = [1, 2, 3].flatMap { kernel in
    [1, 2, 3].flatMap { stride in (0...(kernel / 2)).map { [kernel, stride, $0] } }
  }

  @Test(arguments: cases)
  func `looks at every element under its window`(_ test: [Int]) throws {
    let x = try randomTensor([2, 2, 7, 6])
    let attributes = Attributes(.int(test[0]), .int(test[1]), .int(test[2]))
    let largest = try applyOne(.maxPool2d, [x], attributes)
    let mean = try applyOne(.avgPool2d, [x], attributes)
    let windows = try Self.windows(x, test, largest.shape)
    #expect(try largest.doubles() == windows.map { $0.max() ?? -.infinity })
    let area = Double(test[0] * test[0])
    #expect(close(try mean.doubles(), windows.map { $0.reduce(0, +) / area }))
  }

  @Test(arguments: cases)
  func `in one dimension looks along the signal`(_ test: [Int]) throws {
    let x = try randomTensor([2, 3, 8])
    let attributes = Attributes(.int(test[0]), .int(test[1]), .int(test[2]))
    let found = try applyOne(.maxPool1d, [x], attributes)
    let values = try x.doubles()
    var expected: [Double] = []
    for plane in 0..<6 {
      for place in 0..<found.shape[2] {
        let start = place * test[1] - test[2]
        let seen = (start..<(start + test[0])).filter { $0 >= 0 && $0 < 8 }
        expected.append(seen.map { values[plane * 8 + $0] }.max() ?? 0)
      }
    }
    #expect(try found.doubles() == expected)
  }

  /// What each window sees of the image itself.
  static func windows(_ x: Tensor, _ test: [Int], _ out: Shape) throws -> [[Double]] {
    let values = try x.doubles()
    let (height, width) = (x.shape[2], x.shape[3])
    var result: [[Double]] = []
    for plane in 0..<(out[0] * out[1]) {
      for i in 0..<out[2] {
        for j in 0..<out[3] {
          var seen: [Double] = []
          for row in (i * test[1] - test[2])..<(i * test[1] - test[2] + test[0]) {
            for column in (j * test[1] - test[2])..<(j * test[1] - test[2] + test[0])
            where row >= 0 && row < height && column >= 0 && column < width {
              seen.append(values[(plane * height + row) * width + column])
            }
          }
          result.append(seen)
        }
      }
    }
    return result
  }

  @Test func `moves by the kernel's size unless told`() throws {
    let y = try Operator.maxPool2d(randomTensor([1, 1, 6, 4]), .int(2), .none, .int(0))
    #expect(y.shape == [1, 1, 3, 2])
  }

  @Test func `gives the gradient to the first of equals, and NaN wins`() throws {
    let level = GradientLevel.open()
    defer { level.close() }
    let x = level.leaf(try Tensor([2.0, 2.0, 1.0, 3.0], shape: [1, 1, 4]))
    let y = try Operator.maxPool1d(x, .int(2), .none, .int(0))
    let gradient = try Differentiation.gradients(
      of: y, upstream: Tensor([1.0, 1.0], shape: [1, 1, 2]), withRespectTo: [x], at: level)
    #expect(try gradient[0].doubles() == [1, 0, 0, 1])
    let nan = try Tensor([1.0, .nan, 5.0, -.infinity, -.infinity, -.infinity], shape: [1, 1, 6])
    let largest = try Operator.maxPool1d(nan, .int(3), .none, .int(0)).doubles()
    #expect(largest[0].isNaN && largest[1] == -.infinity)
  }

  @Test func `is refused where it makes no sense`() throws {
    let x = try randomTensor([1, 1, 4, 4])
    #expect(throws: PaddingTooWide.self) { try Operator.maxPool2d(x, .int(2), .none, .int(2)) }
    #expect(throws: KernelTooLarge.self) { try Operator.maxPool2d(x, .int(5), .none, .int(0)) }
    #expect(throws: ImageRank.self) { try Operator.maxPool1d(x, .int(2), .none, .int(0)) }
    #expect(throws: WindowParameterRange.self) {
      try Operator.avgPool2d(x, .int(0), .none, .int(0))
    }
  }
}

/// Small convolutions on which the tests run the three products.
struct ConvolutionSamples {
  let image: Shape
  let filters: Shape
  let result: Shape
  let geometry: ConvolutionGeometry

  /// Every kind of window on one axis and on two.
  private static let all: [ConvolutionSamples] = [
    .init([2, 2, 5], [3, 2, 2], [2, 3, 4], .init([1], [0], [1], 1)),
    .init([1, 2, 6], [2, 1, 2], [1, 2, 3], .init([2], [1], [2], 2)),
    .init([1, 1, 3], [1, 1, 3], [1, 1, 1], .init([1], [0], [1], 1)),
    .init([2, 2, 3, 4], [2, 2, 2, 3], [2, 2, 2, 2], .init([1, 1], [0, 0], [1, 1], 1)),
    .init([1, 2, 4, 3], [2, 1, 2, 2], [1, 2, 2, 3], .init([2, 1], [0, 1], [1, 2], 2)),
    .init([1, 1, 2, 2], [1, 1, 3, 3], [1, 1, 2, 2], .init([1, 1], [1, 1], [1, 1], 1)),
    .init([1, 9, 3, 4], [9, 9, 2, 2], [1, 9, 3, 2], .init([1, 2], [1, 0], [1, 1], 1)),
    .init([1, 9, 4, 2], [8, 9, 2, 1], [1, 8, 2, 2], .init([1, 1], [0, 0], [2, 1], 1)),
  ]

  private init(
    _ image: Shape, _ filters: Shape, _ result: Shape, _ geometry: ConvolutionGeometry
  ) {
    self.image = image
    self.filters = filters
    self.result = result
    self.geometry = geometry
  }

  /// Samples for the product that gives the last of the three shapes.
  static func core(_ choose: (ConvolutionSamples) -> (inputs: [Shape], missing: Shape))
    -> [OperatorSample]
  {
    all.map { sample in
      let (inputs, missing) = choose(sample)
      let sizes = Array(missing.dimensions.dropFirst(2))
      return OperatorSample(inputs, sample.geometry.attributes(sizes))
    }
  }
}

extension ConvolutionGeometry {
  fileprivate init(_ stride: [Int], _ padding: [Int], _ dilation: [Int], _ groups: Int) {
    self.init(stride: stride, padding: padding, dilation: dilation, groups: groups)
  }
}

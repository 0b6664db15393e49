package import AimDiagnostics

/// The faults of convolution and pooling.
enum ConvolutionFaults {
  static let all: [any Fault.Type] = [
    ImageRank.self, FilterRank.self, ChannelsDiffer.self, GroupsDoNotDivide.self, BiasShape.self,
    WindowParameterCount.self, WindowParameterRange.self, KernelTooLarge.self,
    PaddingTooWide.self, TransposedTooSmall.self,
  ]
}

/// Images with another number of dimensions than batch, channels and the axes to slide along.
package struct ImageRank: Fault {
  package static let identity = FaultIdentity(.shape, "image-rank")
  package static let example = "conv2d(zeros(28, 28), zeros(8, 1, 3, 3))"
  package let operation: String
  package let shape: [Int]
  package let expected: Int

  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("shape", .shape(shape)),
      Fact("expected", .integer(expected)), Fact("rank", .integer(shape.count)),
      Fact("layout", .text(expected == 4 ? "[N, C, H, W]" : "[N, C, L]")),
    ]
  }
}

/// Filters with another number of dimensions than the images.
package struct FilterRank: Fault {
  package static let identity = FaultIdentity(.shape, "filter-rank")
  package static let example = "conv2d(zeros(1, 1, 28, 28), zeros(3, 3))"
  package let operation: String
  package let shape: [Int]
  package let expected: Int

  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("shape", .shape(shape)),
      Fact("expected", .integer(expected)), Fact("rank", .integer(shape.count)),
    ]
  }
}

/// Images with more or fewer channels than the filters look at.
package struct ChannelsDiffer: Fault {
  package static let identity = FaultIdentity(.shape, "channels-differ")
  package static let example = "conv2d(zeros(1, 3, 8, 8), zeros(16, 1, 3, 3))"
  package let operation: String
  package let images: [Int]
  package let filters: [Int]
  package let channels: Int
  package let expected: Int
  package let groups: Int

  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("images", .shape(images)),
      Fact("filters", .shape(filters)), Fact("channels", .integer(channels)),
      Fact("expected", .integer(expected)),
      Fact("groups", groups == 1 ? .none : .integer(groups)),
    ]
  }
}

/// A number of groups that does not divide the channels.
package struct GroupsDoNotDivide: Fault {
  package static let identity = FaultIdentity(.value, "groups-do-not-divide")
  package static let example = "conv2d(zeros(1, 4, 8, 8), zeros(6, 1, 3, 3), groups: 4)"
  package let groups: Int
  package let channels: Int
  package let side: String

  package var facts: [Fact] {
    [
      Fact("groups", .integer(groups)), Fact("channels", .integer(channels)),
      Fact("side", .text(side)),
    ]
  }
}

/// A bias that is not one number per channel of the result.
package struct BiasShape: Fault {
  package static let identity = FaultIdentity(.shape, "bias-shape")
  package static let example = "conv2d(zeros(1, 1, 8, 8), zeros(4, 1, 3, 3), zeros(3))"
  package let operation: String
  package let shape: [Int]
  package let outputs: Int

  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("shape", .shape(shape)),
      Fact("outputs", .integer(outputs)),
    ]
  }
}

/// A stride, padding, … with more or fewer numbers than there are axes.
package struct WindowParameterCount: Fault {
  package static let identity = FaultIdentity(.value, "window-parameter-count")
  package static let example = "max_pool2d(zeros(1, 1, 8, 8), [2, 2, 2])"
  package let name: String
  package let expected: Int
  package let given: Int

  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("expected", .integer(expected)),
      Fact("given", .integer(given)),
    ]
  }
}

/// A stride of 0, a negative padding, ….
package struct WindowParameterRange: Fault {
  package static let identity = FaultIdentity(.value, "window-parameter-range")
  package static let example = "max_pool2d(zeros(1, 1, 8, 8), 2, stride: 0)"
  package let name: String
  package let value: Int
  package let least: Int

  package var facts: [Fact] {
    [
      Fact("name", .name(name)), Fact("value", .integer(value)), Fact("least", .integer(least)),
    ]
  }
}

/// A window that is larger than what it slides over.
package struct KernelTooLarge: Fault {
  package static let identity = FaultIdentity(.shape, "kernel-too-large")
  package static let example = "conv2d(zeros(1, 1, 4, 4), zeros(8, 1, 5, 5))"
  package let operation: String
  package let kernel: Int
  package let size: Int
  package let axis: Int

  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("kernel", .integer(kernel)),
      Fact("size", .integer(size)),
      Fact("padding", .integer((max(kernel - size, 0) + 1) / 2)),
    ]
  }
}

/// Pooling windows that could lie in the padding altogether.
package struct PaddingTooWide: Fault {
  package static let identity = FaultIdentity(.value, "padding-too-wide")
  package static let example = "max_pool2d(zeros(1, 1, 8, 8), 2, padding: 2)"
  package let padding: Int
  package let kernel: Int
  package var facts: [Fact] {
    [
      Fact("padding", .integer(padding)), Fact("kernel", .integer(kernel)),
      Fact("most", .integer(kernel / 2)),
    ]
  }
}

/// A transposed convolution whose padding takes away all of its result.
package struct TransposedTooSmall: Fault {
  package static let identity = FaultIdentity(.shape, "transposed-too-small")
  package static let example = "conv_transpose2d(zeros(1, 1, 1, 1), zeros(1, 1, 2, 2), padding: 2)"
  package let operation: String
  package let size: Int
  package let padding: Int
  package var facts: [Fact] {
    [
      Fact("operation", .name(operation)), Fact("size", .integer(size)),
      Fact("padding", .integer(padding)),
    ]
  }
}

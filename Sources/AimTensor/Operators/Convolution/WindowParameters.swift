import AimDiagnostics

/// How a window slides along some axes: kernel, stride, padding and dilation of each.
struct WindowParameters {
  /// What is added before and after an axis.
  enum Padding {
    case both([Int])
    /// As much as makes the result as long as the input divided by the stride, rounded up.
    case same
  }

  let operation: String
  let stride: [Int]
  let padding: Padding
  let dilation: [Int]

  /// Checks what was given: one number for all axes, or one for each.
  init(
    _ operation: String, axes: Int, stride: [Int], padding: AttributeValue, dilation: [Int] = [1]
  ) throws {
    self.operation = operation
    self.stride = try WindowParameters.checked("stride", stride, axes, least: 1)
    self.dilation = try WindowParameters.checked("dilation", dilation, axes, least: 1)
    switch padding {
    case .text("same"): self.padding = .same
    case .text("valid"), .none: self.padding = .both(Array(repeating: 0, count: axes))
    case .text(let word):
      throw OperatorMisused(operation: operation, problem: "a padding called \(word)")
    case .int(let number):
      self.padding = .both(try WindowParameters.checked("padding", [number], axes, least: 0))
    case .ints(let numbers):
      self.padding = .both(try WindowParameters.checked("padding", numbers, axes, least: 0))
    default: self.padding = .both(Array(repeating: 0, count: axes))
    }
  }

  /// One number per axis, within bounds that keep every sum of sizes inside 64 bits.
  static func checked(_ name: String, _ given: [Int], _ axes: Int, least: Int) throws -> [Int] {
    guard given.count == 1 || given.count == axes else {
      throw WindowParameterCount(name: name, expected: axes, given: given.count)
    }
    for value in given where value < least || value > 1 << 31 {
      throw WindowParameterRange(name: name, value: value, least: least)
    }
    return given.count == axes ? given : Array(repeating: given[0], count: axes)
  }

  /// The elements from a kernel's first to its last.
  func extent(_ axis: Int, kernel: Int) throws -> Int {
    let (reach, overflow) = dilation[axis].multipliedReportingOverflow(by: max(kernel - 1, 0))
    guard !overflow, reach < 1 << 60 else {
      throw KernelTooLarge(operation: operation, kernel: kernel, size: 0, axis: axis)
    }
    return reach + 1
  }

  /// What is added before an axis of this size.
  func before(_ axis: Int, size: Int, kernel: Int) throws -> Int {
    switch padding {
    case .both(let numbers): return numbers[axis]
    case .same:
      let out = (size + stride[axis] - 1) / stride[axis]
      let needed = (out - 1) * stride[axis] + (try extent(axis, kernel: kernel)) - size
      return max(needed, 0) / 2
    }
  }

  /// The result's size along an axis; faults where not even one window fits.
  func result(_ axis: Int, _ size: Dimension, _ kernel: Dimension) throws -> Dimension {
    guard let kernelSize = kernel.size else {
      if case .both(let numbers) = padding {
        let reach = .size(dilation[axis]) * (kernel - .size(1)) + .size(1)
        return (size + .size(2 * numbers[axis]) - reach).dividedDown(by: .size(stride[axis]))
          + .size(1)
      }
      return (size + .size(stride[axis] - 1)).dividedDown(by: .size(stride[axis]))
    }
    guard kernelSize > 0 else {
      throw WindowParameterRange(name: "kernel", value: kernelSize, least: 1)
    }
    switch padding {
    case .same: return (size + .size(stride[axis] - 1)).dividedDown(by: .size(stride[axis]))
    case .both(let numbers):
      let extent = try extent(axis, kernel: kernelSize)
      if let known = size.size, known + 2 * numbers[axis] < extent {
        throw KernelTooLarge(
          operation: operation, kernel: extent, size: known + 2 * numbers[axis], axis: axis)
      }
      return (size + .size(2 * numbers[axis]) - .size(extent))
        .dividedDown(by: .size(stride[axis])) + .size(1)
    }
  }
}

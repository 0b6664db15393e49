import CAimKernels

/// Batch norm with given statistics: x factor + shift, channel by channel.
enum BatchNormalization {
  static func run(_ call: KernelCall) throws -> Tensor {
    let result = try call.makeResult()
    let inputs = try call.inputs.map { try FusedRule.prepared($0, result.dtype) }
    if result.dtype == .f64 {
      try run(inputs, call.attributes.float(0), into: result, as: Double.self, aim_scale_shift_f64)
    } else {
      try run(inputs, call.attributes.float(0), into: result, as: Float.self, aim_scale_shift_f32)
    }
    return result
  }

  private static func run<Element: NativeElement>(
    _ inputs: [Tensor], _ epsilon: Double, into result: Tensor, as type: Element.Type,
    _ loop:
      @escaping (
        UnsafePointer<Element>?, Element, Element, UnsafeMutablePointer<Element>?, Int
      ) -> Void
  ) throws {
    let channels = result.shape[1]
    let area = result.shape.dimensions.dropFirst(2).reduce(1, &*)
    let values = inputs.dropFirst().map { $0.pointer(as: type) }
    var factors: [Element] = []
    var shifts: [Element] = []
    for channel in 0..<channels {
      let factor = values[2][channel] / (values[1][channel] + Element(epsilon)).squareRoot()
      factors.append(factor)
      shifts.append(values[3][channel] - values[0][channel] * factor)
    }
    let (x, out) = (inputs[0].pointer(as: type), result.pointer(as: type))
    let (factor, shift) = (factors, shifts)
    try FusedRule.runRows(result.shape[0] * channels, area) { range in
      for plane in range {
        let channel = plane % channels
        loop(x + plane * area, factor[channel], shift[channel], out + plane * area, area)
      }
    }
    withExtendedLifetime(inputs) {}
  }

  /// In operators: sums over all but the channels.
  static func gradient(_ call: GradientCall) throws -> [Tensor?] {
    let (x, mean, variance, weight) = (
      call.inputs[0], call.inputs[1], call.inputs[2], call.inputs[3]
    )
    let u = call.upstream
    let channels = Shape([x.shape[1]] + Array(repeating: 1, count: x.rank - 2))
    let axes = AttributeValue.ints((0..<x.rank).filter { $0 != 1 })
    let inverse = try 1 / Operator.sqrt(variance + call.attributes.float(0))
    let factor = try weight * inverse
    let total =
      call.needs[1] || call.needs[4] ? try Operator.sum(u, axes, .flag(false)) : nil
    var moment: Tensor?
    if call.needs[2] || call.needs[3] {
      let distance = try x - mean.reshaped(channels)
      moment = try Operator.sum(u * distance, axes, .flag(false))
    }
    return [
      call.needs[0] ? try u * factor.reshaped(channels) : nil,
      call.needs[1] ? try total.map { try -($0 * factor) } : nil,
      call.needs[2] ? try moment.map { try $0 * factor * inverse * inverse * -0.5 } : nil,
      call.needs[3] ? try moment.map { try $0 * inverse } : nil,
      call.needs[4] ? total : nil,
    ]
  }
}

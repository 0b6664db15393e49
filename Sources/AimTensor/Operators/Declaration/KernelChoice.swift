/// The one place that chooses which kernel runs, from operator, types and device.
enum KernelChoice {
  static func kernel(for op: Operator, _ types: [TensorType], on device: Device = .cpu)
    -> Operator.Kernel
  {
    switch device {
    case .cpu: op.kernel
    }
  }
}

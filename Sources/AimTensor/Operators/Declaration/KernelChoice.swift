/// The one place that chooses what runs, from operator, types and device.
///
/// A declaration says what there is: a kernel, loops in Swift for each dtype, loops in C. Among loops
/// the choice is made once, when the operator is declared; a call then looks into an array.
package enum KernelChoice {
  /// The general kernel of a call: it serves every type that the operator's type rule lets pass.
  static func kernel(for op: Operator, _ types: [TensorType], on device: Device = .cpu)
    -> Operator.Kernel
  {
    switch device {
    case .cpu: op.kernel
    }
  }

  /// The loops to choose from, by the dtype computed in: one in C before one in Swift.
  static func loops<Loop>(
    _ swift: LoopTable<Loop>?, native: LoopTable<Loop>?, on device: Device = .cpu
  ) -> [Loop?] {
    switch device {
    case .cpu: DType.allCases.map { native?[$0] ?? swift?[$0] }
    }
  }

  /// The loop for the dtype computed in; nil where the operator is not defined for it.
  @inline(__always)
  static func loop<Loop>(_ loops: [Loop?], for computed: DType) -> Loop? {
    loops[Int(computed.rawValue)]
  }

  /// What runs instead of a library function marked `@kernel`; nil where there is none.
  package static func kernel(ofLibraryFunction name: String) -> Operator? {
    Operator.libraryKernels.first { $0.name == name }
  }
}

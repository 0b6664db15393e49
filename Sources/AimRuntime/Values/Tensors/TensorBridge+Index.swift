import AimTensor

extension TensorBridge {
  static func index(_ tensor: Tensor, _ items: [IndexItem]) throws(RuntimeFault) -> Value {
    throw RuntimeFault(MissingOperator(name: "index"))
  }
  static func setting(
    _ tensor: Tensor, _ items: [IndexItem], to value: Value
  ) throws(RuntimeFault) -> Value {
    throw RuntimeFault(MissingOperator(name: "set_index"))
  }
}

/// A tensor as a value.
///
/// Holds the tensor itself as soon as `AimTensor` has one; the kinds and views stand already.
package final class TensorObject: HeapObject {
  /// `f32[2, 3]`.
  package let typeName: String

  init(typeName: String) {
    self.typeName = typeName
    super.init(kind: .tensor)
  }

  /// True where shape and elements agree, whatever the dtypes.
  func hasSameContent(as other: TensorObject) -> Bool { self === other }
}

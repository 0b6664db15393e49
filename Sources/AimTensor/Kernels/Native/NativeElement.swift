/// The element types that have loops in C.
protocol NativeElement: TensorElement, BinaryFloatingPoint {}
extension Float: NativeElement {}
extension Double: NativeElement {}

/// The three forms of a binary loop: two vectors; a number on the right; a number on the left.
struct NativeBinary<Element: NativeElement, Output: BitwiseCopyable>: Sendable {
  typealias Input = UnsafePointer<Element>?
  typealias Target = UnsafeMutablePointer<Output>?

  let both: @Sendable (Input, Input, Target, Int) -> Void
  let right: @Sendable (Input, Element, Target, Int) -> Void
  let left: @Sendable (Element, Input, Target, Int) -> Void

  init(
    _ both: @escaping @Sendable (Input, Input, Target, Int) -> Void,
    _ right: @escaping @Sendable (Input, Element, Target, Int) -> Void,
    _ left: @escaping @Sendable (Element, Input, Target, Int) -> Void
  ) {
    self.both = both
    self.right = right
    self.left = left
  }
}

/// A reduction of one row, and of the rows of a matrix into one row.
struct NativeReduction<Element: NativeElement>: Sendable {
  /// The elements and their number.
  let row: @Sendable (UnsafePointer<Element>, Int) -> Element
  /// The elements, rows, columns, the distance between rows, and the result.
  let columns:
    @Sendable (UnsafePointer<Element>?, Int, Int, Int, UnsafeMutablePointer<Element>?) -> Void
}

enum NativeUnary {}
enum NativeCompare {}

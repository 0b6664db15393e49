/// The element types that have loops in C.
protocol NativeElement: TensorElement, BinaryFloatingPoint {}
extension Float: NativeElement {}
extension Double: NativeElement {}

/// The loops in C of an operator of one tensor, as its declaration names them.
struct NativeUnary: Sendable {
  typealias Row<Element> =
    @Sendable (UnsafePointer<Element>?, UnsafeMutablePointer<Element>?, Int) -> Void

  let loops: LoopTable<UnaryLoop>

  init(_ f32: @escaping Row<Float>, _ f64: @escaping Row<Double>) {
    loops = LoopTable(f32: NativeLoops.loop(f32), f64: NativeLoops.loop(f64))
  }
}

/// The loops in C of an operator of two tensors.
struct NativeForms: Sendable {
  let loops: LoopTable<BinaryLoop>

  init<Narrow: BitwiseCopyable, Wide: BitwiseCopyable>(
    f32: NativeBinary<Float, Narrow>, f64: NativeBinary<Double, Wide>
  ) {
    loops = LoopTable(f32: NativeLoops.loop(f32), f64: NativeLoops.loop(f64))
  }
}

/// The three forms of a binary loop: two vectors; a number on the right; a number on the left.
struct NativeBinary<Element: NativeElement, Output: BitwiseCopyable>: Sendable {
  typealias Input = UnsafePointer<Element>?
  typealias Target = UnsafeMutablePointer<Output>?

  typealias Both = @Sendable (Input, Input, Target, Int) -> Void

  let both: Both
  let right: @Sendable (Input, Element, Target, Int) -> Void
  let left: @Sendable (Element, Input, Target, Int) -> Void

  init(
    _ both: @escaping Both,
    _ right: @escaping @Sendable (Input, Element, Target, Int) -> Void,
    _ left: @escaping @Sendable (Element, Input, Target, Int) -> Void
  ) {
    self.both = both
    self.right = right
    self.left = left
  }
}

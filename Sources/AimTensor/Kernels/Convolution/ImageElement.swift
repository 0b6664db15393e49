import CAimKernels

/// The element types that images are made of.
protocol ImageElement: MatrixElement {
  static var convolution: ConvolutionLoops<Self> { get }

  /// `columns[channels · kernel][out]`, its rows `stride` apart: what the window sees.
  static func unfold(
    _ image: UnsafePointer<Self>, _ channels: Int, _ window: aim_window,
    into columns: UnsafeMutablePointer<Self>, stride: Int)

  /// Adds each element of the columns to the place of the image that it came from.
  static func fold(
    _ columns: UnsafePointer<Self>, stride: Int, _ channels: Int, _ window: aim_window,
    into image: UnsafeMutablePointer<Self>)

  static func maxPool(
    _ x: UnsafePointer<Self>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Self>?, index: UnsafeMutablePointer<Int64>?)

  static func maxPoolGradient(
    _ upstream: UnsafePointer<Self>, _ x: UnsafePointer<Self>, _ planes: Int,
    _ window: aim_window, into out: UnsafeMutablePointer<Self>)

  static func averagePool(
    _ x: UnsafePointer<Self>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Self>)

  static func averagePoolGradient(
    _ upstream: UnsafePointer<Self>, _ planes: Int, _ window: aim_window,
    into out: UnsafeMutablePointer<Self>)

  /// out[plane][index] += upstream, for planes of `size` elements and results of `outSize`.
  static func scatter(
    _ upstream: UnsafePointer<Self>, _ index: UnsafePointer<Int64>, _ planes: Int, _ size: Int,
    _ outSize: Int, into out: UnsafeMutablePointer<Self>)

  /// out = x[plane][index].
  static func gather(
    _ x: UnsafePointer<Self>, _ index: UnsafePointer<Int64>, _ planes: Int, _ size: Int,
    _ outSize: Int, into out: UnsafeMutablePointer<Self>)
}

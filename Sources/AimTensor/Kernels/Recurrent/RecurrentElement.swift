import CAimKernels

/// The element types of the recurrent kernels, which are C's.
protocol RecurrentElement: MatrixElement {
  /// Packs the state's weights for the walk forward, or turned for the walk back.
  static func pack(
    _ cell: RecurrentCell, _ hidden: Int, _ weight: UnsafePointer<Self>,
    into packed: UnsafeMutablePointer<Self>, turned: Bool)

  static func walk(
    _ sequence: aim_recurrence, rows: Range<Int>, steps: Range<Int>,
    _ scratch: UnsafeMutablePointer<Self>)

  static func walkBack(
    _ sequence: aim_recurrence, rows: Range<Int>, steps: Range<Int>,
    _ bias: UnsafeMutablePointer<Self>, _ scratch: UnsafeMutablePointer<Self>)

  /// out = x y, element by element.
  static func multiply(
    _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, into out: UnsafeMutablePointer<Self>,
    _ count: Int)
}

extension Float: RecurrentElement {
  static func pack(
    _ cell: RecurrentCell, _ hidden: Int, _ weight: UnsafePointer<Float>,
    into packed: UnsafeMutablePointer<Float>, turned: Bool
  ) {
    let pack = turned ? aim_recurrent_pack_turned_f32 : aim_recurrent_pack_f32
    pack(Int32(cell.gates), hidden, weight, packed)
  }

  static func walk(
    _ sequence: aim_recurrence, rows: Range<Int>, steps: Range<Int>,
    _ scratch: UnsafeMutablePointer<Float>
  ) {
    var sequence = sequence
    aim_recurrent_forward_f32(
      &sequence, rows.lowerBound, rows.count, steps.lowerBound, steps.upperBound, scratch)
  }

  static func walkBack(
    _ sequence: aim_recurrence, rows: Range<Int>, steps: Range<Int>,
    _ bias: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    var sequence = sequence
    aim_recurrent_backward_f32(
      &sequence, rows.lowerBound, rows.count, steps.lowerBound, steps.upperBound, bias, scratch)
  }

  static func multiply(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
    _ count: Int
  ) { aim_multiply_f32(x, y, out, count) }
}

extension Double: RecurrentElement {
  static func pack(
    _ cell: RecurrentCell, _ hidden: Int, _ weight: UnsafePointer<Double>,
    into packed: UnsafeMutablePointer<Double>, turned: Bool
  ) {
    let pack = turned ? aim_recurrent_pack_turned_f64 : aim_recurrent_pack_f64
    pack(Int32(cell.gates), hidden, weight, packed)
  }

  static func walk(
    _ sequence: aim_recurrence, rows: Range<Int>, steps: Range<Int>,
    _ scratch: UnsafeMutablePointer<Double>
  ) {
    var sequence = sequence
    aim_recurrent_forward_f64(
      &sequence, rows.lowerBound, rows.count, steps.lowerBound, steps.upperBound, scratch)
  }

  static func walkBack(
    _ sequence: aim_recurrence, rows: Range<Int>, steps: Range<Int>,
    _ bias: UnsafeMutablePointer<Double>, _ scratch: UnsafeMutablePointer<Double>
  ) {
    var sequence = sequence
    aim_recurrent_backward_f64(
      &sequence, rows.lowerBound, rows.count, steps.lowerBound, steps.upperBound, bias, scratch)
  }

  static func multiply(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>,
    _ count: Int
  ) { aim_multiply_f64(x, y, out, count) }
}

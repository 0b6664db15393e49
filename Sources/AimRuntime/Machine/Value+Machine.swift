/// What the dispatch loop asks of numbers.
extension Value {
  @inline(__always) var isNumber: Bool { isDouble || isSmallInteger }

  /// The number of a small whole number or a double, as a double.
  @inline(__always)
  var asNumber: Double { isDouble ? double : Double(smallInteger) }
}

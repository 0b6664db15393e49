/// A value of the language in one machine word, trivial to the Swift compiler.
///
/// The word is a double unless its upper 16 bits say otherwise: the space of negative quiet NaNs,
/// which no operation of the processor makes, holds everything else.
///
///     0000 … FFF8   a double (a NaN is 7FF8… or FFF8…)
///     FFFC          the address of a heap object
///     FFFD          nil, true, false, missing
///     FFFF          a whole number of 48 bits
///
/// Copying a `Value` counts nothing. A reference kept (a slot of a container, a register, a cell)
/// is one `retain()`, and one `release()` when it is overwritten. **Convention everywhere:**
/// arguments are borrowed (+0), a returned value is owned by the caller (+1).
package struct Value: BitwiseCopyable {
  package let bits: UInt64

  @inline(__always)
  package init(bits: UInt64) { self.bits = bits }
}

extension Value {
  static let objectTag: UInt64 = 0xFFFC_0000_0000_0000
  static let integerTag: UInt64 = 0xFFFF_0000_0000_0000
  static let payloadMask: UInt64 = 0x0000_FFFF_FFFF_FFFF

  /// `nil`, the absence of a value.
  package static let nothing = Value(bits: 0xFFFD_0000_0000_0000)
  package static let `false` = Value(bits: 0xFFFD_0000_0000_0002)
  package static let `true` = Value(bits: 0xFFFD_0000_0000_0003)
  /// No argument was given: a callee's prologue fills it in.
  ///
  /// Never seen by a program.
  package static let missing = Value(bits: 0xFFFD_0000_0000_0004)

  /// The whole numbers that need no heap object.
  package static let smallIntegers: ClosedRange<Int> = -(1 << 47)...((1 << 47) - 1)
}

// MARK: making

extension Value {
  @inline(__always)
  package static func boolean(_ flag: Bool) -> Value {
    Value(bits: 0xFFFD_0000_0000_0002 | (flag ? 1 : 0))
  }

  /// A whole number that is known to fit in 48 bits.
  @inline(__always)
  package static func smallInteger(_ number: Int) -> Value {
    Value(bits: integerTag | (UInt64(bitPattern: Int64(number)) & payloadMask))
  }

  /// Any whole number; beyond 48 bits it gets a heap object.
  @inline(__always)
  package static func integer(_ number: Int) -> Value {
    if (number << 16) >> 16 == number { return smallInteger(number) }
    return boxedInteger(number)
  }

  @inline(never)
  private static func boxedInteger(_ number: Int) -> Value {
    Value(owning: IntegerObject(number))
  }

  /// A double that came out of arithmetic on values: its NaNs are the processor's own.
  @inline(__always)
  package static func double(_ number: Double) -> Value { Value(bits: number.bitPattern) }

  /// A double from anywhere: a NaN with a payload becomes the plain one.
  @inline(__always)
  package static func number(_ number: Double) -> Value {
    number == number ? Value(bits: number.bitPattern) : Value(bits: Double.nan.bitPattern)
  }

  /// Wraps a new object, taking over the one reference it is born with.
  @inline(__always)
  package init(owning object: HeapObject) {
    let address = UInt64(UInt(bitPattern: Unmanaged.passRetained(object).toOpaque()))
    self.init(bits: Value.objectTag | address)
  }

  /// Another reference to an object: counts it.
  @inline(__always)
  package init(sharing object: HeapObject) {
    object.references &+= 1
    let address = UInt64(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
    self.init(bits: Value.objectTag | address)
  }

  /// The word for an object without counting a reference: for looking, not for keeping.
  @inline(__always)
  package init(borrowing object: HeapObject) {
    let address = UInt64(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
    self.init(bits: Value.objectTag | address)
  }
}

// MARK: asking

extension Value {
  @inline(__always) package var isSmallInteger: Bool { bits >= Value.integerTag }
  @inline(__always) package var isDouble: Bool { bits < Value.objectTag }
  @inline(__always) package var isObject: Bool { bits >> 48 == 0xFFFC }
  @inline(__always) package var isBoolean: Bool { bits | 1 == 0xFFFD_0000_0000_0003 }
  @inline(__always) package var isNothing: Bool { bits == 0xFFFD_0000_0000_0000 }
  @inline(__always) package var isMissing: Bool { bits == 0xFFFD_0000_0000_0004 }
  @inline(__always) package var isTrue: Bool { bits == 0xFFFD_0000_0000_0003 }
  @inline(__always) package var isFalse: Bool { bits == 0xFFFD_0000_0000_0002 }

  /// True where both are 48-bit whole numbers: one `and`, one comparison.
  @inline(__always)
  package static func areSmallIntegers(_ a: Value, _ b: Value) -> Bool {
    Int64(bitPattern: a.bits & b.bits) >> 48 == -1
  }

  /// True where both are doubles.
  @inline(__always)
  package static func areDoubles(_ a: Value, _ b: Value) -> Bool {
    a.isDouble && b.isDouble
  }

  /// The number in a word for which `isSmallInteger` holds.
  @inline(__always)
  package var smallInteger: Int { Int(Int64(bitPattern: bits << 16) >> 16) }

  /// The number shifted up by 16: sums and differences overflow just where 48 bits do.
  @inline(__always)
  package var shiftedInteger: Int64 { Int64(bitPattern: bits << 16) }

  /// The whole number whose `shiftedInteger` this is.
  @inline(__always)
  package init(shiftedInteger: Int64) {
    self.init(bits: Value.integerTag | (UInt64(bitPattern: shiftedInteger) >> 16))
  }

  /// The double in a word for which `isDouble` holds.
  @inline(__always)
  package var double: Double { Double(bitPattern: bits) }

  /// The address in a word for which `isObject` holds.
  @inline(__always)
  package var address: UnsafeMutableRawPointer {
    // An object's address is never nil, and 48 bits are all that user space has.
    unsafe UnsafeMutableRawPointer(bitPattern: UInt(bits & Value.payloadMask)).unsafelyUnwrapped
  }

  /// The heap object of a word for which `isObject` holds, as the class that its kind names.
  ///
  /// Hot code uses `with(_:_:)`, which counts nothing.
  @inline(__always)
  package func object<Kind: HeapObject>(as kind: Kind.Type = Kind.self) -> Kind {
    Unmanaged<Kind>.fromOpaque(address).takeUnretainedValue()
  }

  /// Lends the heap object without any reference counting by the compiler.
  @inline(__always)
  package func with<Kind: HeapObject, Result>(_ kind: Kind.Type, _ body: (Kind) -> Result) -> Result
  {
    Unmanaged<Kind>.fromOpaque(address)._withUnsafeGuaranteedRef(body)
  }

  /// The kind of the heap object, or nil for a value without one.
  @inline(__always)
  package var kind: HeapKind? {
    isObject ? with(HeapObject.self) { $0.kind } : nil
  }

  @inline(__always)
  package func has(kind: HeapKind) -> Bool {
    isObject && with(HeapObject.self) { $0.kind == kind }
  }
}

// MARK: counting

extension Value {
  /// Counts one more reference; nothing for a value without a heap object.
  @inline(__always)
  package func retain() {
    if isObject { with(HeapObject.self) { $0.references &+= 1 } }
  }

  /// The same value, counted once more: for handing out what is also kept.
  @inline(__always)
  package func retained() -> Value {
    retain()
    return self
  }

  /// Counts one reference less; the last one frees the object and what only it held.
  @inline(__always)
  package func release() {
    guard isObject else { return }
    let last = with(HeapObject.self) { object in
      object.references &-= 1
      return object.references == 0
    }
    if last { Release.free(self) }
  }

  /// True where this is the only reference to its object, so that it may be changed in place.
  @inline(__always)
  package var isUniquelyReferenced: Bool {
    with(HeapObject.self) { $0.references == 1 }
  }
}

/// One call under way.
///
/// Trivial to the Swift compiler; the machine counts what it owns.
struct Frame {
  /// Where it goes on after a call it made.
  var instruction: UnsafeMutablePointer<UInt64>
  /// Its first register.
  var base: UnsafeMutablePointer<Value>
  var code: UnsafeMutablePointer<LinkedCode>
  /// What its function captured.
  var captures: UnsafeMutablePointer<Value>
  /// The function, owned: it must outlive the call.
  var function: Value
  /// The caller's register that gets the result.
  var target: Int
}

/// An instruction where it stands; each field is one load of its own width.
struct Word {
  let address: UnsafeRawPointer

  @inline(__always)
  init(address: UnsafeRawPointer) { self.address = address }

  @inline(__always)
  init(at instruction: UnsafeMutablePointer<UInt64>) { address = UnsafeRawPointer(instruction) }

  @inline(__always) var operation: UInt8 { address.load(as: UInt8.self) }
  @inline(__always) var flags: Int { Int(address.load(fromByteOffset: 1, as: UInt8.self)) }
  @inline(__always) var a: Int { Int(address.load(fromByteOffset: 2, as: UInt16.self)) }
  @inline(__always) var b: Int { Int(address.load(fromByteOffset: 4, as: UInt16.self)) }
  @inline(__always) var c: Int { Int(address.load(fromByteOffset: 6, as: UInt16.self)) }
  /// Operand c as a signed distance.
  @inline(__always) var shortJump: Int { Int(address.load(fromByteOffset: 6, as: Int16.self)) }
  /// Operands b and c as one signed number.
  @inline(__always) var wide: Int { Int(address.load(fromByteOffset: 4, as: Int32.self)) }
}

extension UnsafeMutablePointer where Pointee == Value {
  /// Gives up what a register holds, and overwrites it with a value it takes over.
  ///
  /// In this order the rare end of an object comes before the store that every row ends with: each
  /// row of the dispatch loop then goes on to the next by a jump of its own.
  @inline(__always)
  func put(_ value: Value) {
    pointee.release()
    pointee = value
  }

  /// Overwrites a register that is known to hold no object.
  @inline(__always)
  func set(_ value: Value) { pointee = value }

  /// Moves the value out; nothing is left.
  @inline(__always)
  func takeOut() -> Value {
    let value = pointee
    pointee = .nothing
    return value
  }

  /// Gives up what the register holds.
  @inline(__always)
  func clear() {
    let old = pointee
    if old.isObject {
      pointee = .nothing
      old.release()
    }
  }

  /// Gives up what registers in a row hold.
  @inline(__always)
  func clear(_ count: Int) {
    var register = self
    let end = self + count
    while register < end {
      register.clear()
      register += 1
    }
  }
}

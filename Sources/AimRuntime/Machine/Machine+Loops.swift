import AimCompiler
import AimDiagnostics

/// Beginning and continuing loops, where the loop's own short paths do not fit.
extension Machine {
  /// `for i in a..b` where a bound is no small whole number: 1 begins, 0 is empty, -1 a fault.
  @inline(never)
  func prepareRange(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Int {
    do throws(RuntimeFault) {
      let range = try Operations.range(base[word.a], base[word.a + 1])
      defer { range.release() }
      let (start, end) = range.with(RangeObject.self) { ($0.start, $0.end) }
      (base + word.a).put(.integer(start))
      (base + word.a + 1).put(.integer(end))
      guard start < end else { return 0 }
      (base + word.a + 2).put(.integer(start))
      return 1
    } catch {
      _ = fail(error)
      return -1
    }
  }

  /// The next turn of a loop over whole numbers beyond 48 bits.
  @inline(never)
  func nextLargeInRange(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Bool {
    guard let number = base[word.a].asInteger, let end = base[word.a + 1].asInteger,
      number < end - 1
    else { return false }
    (base + word.a).put(.integer(number + 1))
    (base + word.a + 2).put(.integer(number + 1))
    return true
  }

  /// `for x in values`: 1 begins, 0 is empty, -1 a fault.
  @inline(never)
  func prepareEach(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Int {
    let register = base + word.a
    do throws(RuntimeFault) {
      if register.pointee.has(kind: .range), let first = countRange(register) {
        guard let first else { return 0 }
        (register + 3).put(first)
        return 1
      }
      if register.pointee.has(kind: .list) {
        let values = register.pointee.with(ListObject.self) { $0.values }
        guard let first = values.first else { return 0 }
        (register + 1).put(.smallInteger(1))
        (register + 3).put(first.retained())
        return 1
      }
      register.put(try Operations.iterator(register.pointee))
      return nextOfEach(word, base)
    } catch {
      _ = fail(error)
      return -1
    }
  }

  /// Turns a range of small numbers into the loop's own counters; its first number, or nothing in
  /// it.
  ///
  /// Nil for one whose numbers are large.
  private func countRange(_ register: UnsafeMutablePointer<Value>) -> Value?? {
    let (start, step, count, end) = register.pointee.with(RangeObject.self) {
      ($0.start, $0.step, $0.count, $0.end)
    }
    let small = Value.smallIntegers
    guard small.contains(start), small.contains(end), small.contains(step), small.contains(count)
    else { return .none }
    if count == 0 { return .some(.none) }
    register.put(.smallInteger(start))
    (register + 1).put(.smallInteger(start + (count - 1) * step))
    (register + 2).put(.smallInteger(step))
    return .smallInteger(start)
  }

  /// The next turn over anything but a list or a range: 1 goes on, 0 ends, -1 a fault.
  @inline(never)
  func nextOfEach(_ word: Word, _ base: UnsafeMutablePointer<Value>) -> Int {
    do throws(RuntimeFault) {
      let iterator = base[word.a].object(as: IteratorObject.self)
      guard let value = try Operations.next(iterator) else { return 0 }
      (base + word.a + 3).put(value)
      return 1
    } catch {
      _ = fail(error)
      return -1
    }
  }
}

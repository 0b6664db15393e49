import AimDiagnostics
import Testing

@testable import AimRuntime

@Suite struct ValueTests {
  @Test func `whole numbers of 48 bits stand in the word, larger ones in a box`() {
    for number in [0, 1, -1, 1 << 46, (1 << 47) - 1, -(1 << 47)] {
      let value = Value.integer(number)
      #expect(value.isSmallInteger && !value.isDouble && !value.isObject)
      #expect(value.smallInteger == number)
      #expect(value.asInteger == number)
    }
    for number in [1 << 47, -(1 << 47) - 1, Int.max, Int.min] {
      let value = Value.integer(number)
      #expect(value.has(kind: .integer))
      #expect(value.asInteger == number)
      value.release()
    }
  }

  @Test func `every double keeps its bits, and a NaN with a payload becomes the plain one`() {
    let numbers: [Double] = [0, -0.0, 1.5, -.infinity, .infinity, .greatestFiniteMagnitude, 5e-324]
    for number in numbers {
      let value = Value.number(number)
      #expect(value.isDouble && value.double.bitPattern == number.bitPattern)
    }
    let payload = Double(bitPattern: 0xFFFF_1234_5678_9ABC)
    #expect(Value.number(payload).isDouble && Value.number(payload).double.isNaN)
    let zero = 0.0
    #expect(Value.double(zero / zero).isDouble)
  }

  @Test func `shifted sums overflow exactly where 48 bits do`() {
    let top = Value.smallInteger((1 << 47) - 1)
    let (_, overflow) = top.shiftedInteger.addingReportingOverflow(
      Value.smallInteger(1).shiftedInteger)
    #expect(overflow)
    let (sum, fits) = top.shiftedInteger.addingReportingOverflow(
      Value.smallInteger(-1).shiftedInteger)
    #expect(!fits && Value(shiftedInteger: sum).smallInteger == (1 << 47) - 2)
  }

  @Test func `nil, true, false and missing differ from each other and from numbers`() {
    let singletons: [Value] = [.nothing, .true, .false, .missing]
    for (index, value) in singletons.enumerated() {
      #expect(!value.isSmallInteger && !value.isDouble && !value.isObject)
      for other in singletons[(index + 1)...] { #expect(value.bits != other.bits) }
    }
    #expect(Value.boolean(true).isTrue && Value.boolean(false).isFalse && Value.true.isBoolean)
    #expect(!Value.nothing.isBoolean && !Value.missing.isBoolean)
  }

  @Test func `a list of a million nested lists is released without recursion`() {
    var value = Value.list(owning: [])
    for _ in 0..<1_000_000 { value = Value.list(owning: [value]) }
    value.release()
  }

  @Test func `a change through one variable leaves the other alone`() throws {
    var first = Value.list(owning: [.integer(1), .string("a long text, on the heap")])
    let second = first.retained()
    Value.makeUnique(&first)
    #expect(first.bits != second.bits)
    first.object(as: ListObject.self).replace(0, owning: .integer(2))
    #expect(second.object(as: ListObject.self).slots[0].asInteger == 1)
    let before = first.bits
    Value.makeUnique(&first)
    #expect(first.bits == before, "what nobody shares is changed in place")
    first.release()
    #expect(try Structure.equal(second, second))
    second.release()
  }

  @Test func `what a release left at an interrupt is freed before the next run`() {
    let interpreter = Interpreter()
    _ = interpreter.run(.command, "1")
    let before = HeapAccount.liveBytes
    let list = Value.list(owning: (0..<50_000).map { .list(owning: [.integer($0)]) })
    let whole = HeapAccount.liveBytes - before
    Interrupt.request()
    list.release()
    Interrupt.clear()
    #expect(HeapAccount.liveBytes - before > whole / 2)
    _ = interpreter.run(.command, "1")
    #expect(HeapAccount.liveBytes - before < whole / 100)
  }
}

import AimDiagnostics
import Testing

@testable import AimRuntime

@Suite struct OperationsTests {
  private func identity(_ body: () throws -> Value) -> String {
    do {
      return Display.short(try body())
    } catch let fault as RuntimeFault {
      return fault.fault.identity.name
    } catch {
      return "\(error)"
    }
  }

  private func compute(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) -> String {
    identity { try Operations.arithmetic(operation, a, b) }
  }

  @Test func `floor division and remainder follow the sign of the divisor`() {
    // Hand values: q = floor(a / b), r = a - q b.
    let cases: [(Int, Int, String, String)] = [
      (7, 2, "3", "1"), (-7, 2, "-4", "1"), (7, -2, "-4", "-1"), (-7, -2, "3", "-1"),
      (6, 3, "2", "0"), (-6, 3, "-2", "0"), (0, 5, "0", "0"),
    ]
    for (a, b, quotient, remainder) in cases {
      #expect(compute(.floorDivide, .integer(a), .integer(b)) == quotient)
      #expect(compute(.remainder, .integer(a), .integer(b)) == remainder)
    }
    #expect(compute(.floorDivide, .number(7.5), .integer(2)) == "3.0")
    #expect(compute(.floorDivide, .number(-7.5), .integer(2)) == "-4.0")
    #expect(compute(.remainder, .number(-5.5), .integer(2)) == "0.5")
    #expect(compute(.remainder, .number(5.5), .integer(-2)) == "-0.5")
  }

  @Test func `overflow of 64 bits is a fault in every operator`() {
    #expect(compute(.add, .integer(.max), .integer(1)) == "integer-overflow")
    #expect(compute(.subtract, .integer(.min), .integer(1)) == "integer-overflow")
    #expect(compute(.multiply, .integer(1 << 32), .integer(1 << 32)) == "integer-overflow")
    #expect(compute(.floorDivide, .integer(.min), .integer(-1)) == "integer-overflow")
    #expect(compute(.remainder, .integer(.min), .integer(-1)) == "0")
    #expect(compute(.power, .integer(10), .integer(19)) == "integer-overflow")
    #expect(compute(.power, .integer(10), .integer(18)) == "1000000000000000000")
    #expect(compute(.power, .integer(-2), .integer(63)) == "-9223372036854775808")
    #expect(compute(.power, .integer(1), .integer(.max)) == "1")
    #expect(identity { try Operations.negate(.integer(.min)) } == "integer-overflow")
  }

  @Test func `true division makes a fraction, and division by zero is a fault`() {
    #expect(compute(.divide, .integer(4), .integer(2)) == "2.0")
    #expect(compute(.divide, .integer(7), .integer(2)) == "3.5")
    for operation in [ArithmeticOperator.divide, .floorDivide, .remainder] {
      #expect(compute(operation, .integer(1), .integer(0)) == "division-by-zero")
      #expect(compute(operation, .number(1), .number(0)) == "division-by-zero")
    }
    #expect(compute(.power, .integer(0), .integer(-1)) == "division-by-zero")
    #expect(compute(.power, .integer(2), .integer(-1)) == "0.5")
    #expect(compute(.power, .integer(-8), .number(0.5)) == "outside-domain")
  }

  @Test func `operands that do not fit are told apart`() {
    #expect(compute(.add, .true, .integer(1)) == "boolean-operand")
    #expect(compute(.add, .string("a"), .integer(1)) == "text-plus-other")
    #expect(compute(.multiply, .string("a"), .integer(3)) == "text-times-number")
    #expect(compute(.add, .nothing, .integer(1)) == "operand-types")
    #expect(compute(.add, .string("a"), .string("b")) == "\"ab\"")
  }

  @Test func `comparing whole numbers with floats is exact`() throws {
    let large = Value.integer((1 << 53) + 1)
    let near = Value.number(0x1p53)
    #expect(try Operations.holds(.greater, large, near))
    #expect(try !Operations.holds(.equal, large, near))
    #expect(try Operations.holds(.less, .integer(.max), .number(0x1p63)))
    #expect(try !Operations.holds(.less, .integer(1), .number(.nan)))
    #expect(try Operations.holds(.less, .string("abc"), .string("abd")))
    let shorter = Value.list(owning: [.integer(1)])
    let longer = Value.list(owning: [.integer(1), .integer(0)])
    #expect(try Operations.holds(.less, shorter, longer))
    #expect(identity { .boolean(try Operations.holds(.less, .true, .integer(1))) } == "not-ordered")
  }

  @Test func `conditions take booleans alone`() throws {
    #expect(try Operations.condition(.true))
    #expect(identity { .boolean(try Operations.condition(.integer(1))) } == "not-a-condition")
    #expect(identity { try Operations.not(.integer(0)) } == "not-a-boolean")
  }

  /// Python's slices of 0..<6 for every start, stop and step, by Python's own definition.
  @Test func `slices take what Python's take`() throws {
    let bounds: [Int?] = [nil, 0, 1, 3, 6, 9, -1, -3, -6, -9]
    let list = Value.list(owning: (0..<6).map { .integer($0) })
    func word(_ bound: Int?) -> Value { bound.map { .integer($0) } ?? .missing }
    for start in bounds {
      for stop in bounds {
        for step in [1, 2, 3, -1, -2, 7, -7] {
          let expected = reference(start, stop, step, count: 6)
          let sliced = try Operations.index(
            list, [.slice(start: word(start), stop: word(stop), step: word(step))])
          #expect(sliced.object(as: ListObject.self).values.map(\.smallInteger) == expected)
        }
      }
    }
    #expect(
      identity {
        try Operations.index(list, [.slice(start: .missing, stop: .missing, step: .integer(0))])
      } == "step-of-zero")
  }

  /// "The elements i + n·step between the bounds", as the language reference of Python says it.
  private func reference(_ start: Int?, _ stop: Int?, _ step: Int, count: Int) -> [Int] {
    func cut(_ bound: Int, _ low: Int, _ high: Int) -> Int {
      min(max(bound < 0 ? bound + count : bound, low), high)
    }
    var index =
      step > 0
      ? start.map { cut($0, 0, count) } ?? 0 : start.map { cut($0, -1, count - 1) } ?? count - 1
    let end =
      step > 0 ? stop.map { cut($0, 0, count) } ?? count : stop.map { cut($0, -1, count - 1) } ?? -1
    var result: [Int] = []
    while step > 0 ? index < end : index > end {
      result.append(index)
      index += step
    }
    return result
  }

  @Test func `an assignment through a path changes one variable, or nothing`() throws {
    let inner = Value.list(owning: [.integer(1), .integer(2)])
    let layout = RecordLayout(names: ["steps"])
    var first = Value.record(layout, owning: [inner])
    let second = first.retained()
    let path: [PlaceStep] = [.field("steps"), .index([.value(.integer(1))])]
    try Operations.assign(&first, path[...], owning: .integer(9))
    #expect(Display.short(first) == "(steps: [1, 9])")
    #expect(Display.short(second) == "(steps: [1, 2])")
    let wrong: [PlaceStep] = [.field("steps"), .index([.value(.integer(7))])]
    #expect(throws: RuntimeFault.self) {
      try Operations.assign(&first, wrong[...], owning: .integer(0))
    }
    #expect(Display.short(first) == "(steps: [1, 9])")
  }

  @Test func `text is indexed and found by graphemes`() throws {
    let text = Value.string("né👩‍👩‍👧x")
    #expect(identity { try Operations.index(text, .integer(2)) } == "\"👩‍👩‍👧\"")
    #expect(identity { try Operations.index(text, .integer(-1)) } == "\"x\"")
    #expect(identity { try Operations.index(text, .integer(4)) } == "element-out-of-range")
    #expect(try Operations.contains(.string("ell"), in: .string("hello")))
    #expect(try !Operations.contains(.string("e"), in: .string("cafe\u{301}")))
  }
}

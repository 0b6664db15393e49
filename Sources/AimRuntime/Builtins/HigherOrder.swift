/// Functions that call a function: the collection comes first, the function second.
extension Builtin {
  static var higherOrder: [Builtin] { [map, filter, reduce] }

  static var map: Builtin {
    Builtin(
      calling: "map", Parameter<Collection>("xs"), Parameter<Callable>("f"),
      summary: "The list of `f(x)` for each element.",
      examples: [Example("map([1, 2, 3], x -> x ^ 2)", gives: "[1, 4, 9]")],
      loop: "fn map(xs, f) { [f(x) for x in xs] }"
    ) { (context, xs, f) throws(RuntimeFault) in
      let call = RepeatedCall(f.value, context)
      let result = ListObject(
        capacity: (try? Sequences.count(xs.value)).map { min($0, 1 << 20) } ?? 0)
      do throws(RuntimeFault) {
        try Sequences.forEach(xs.value) { x throws(RuntimeFault) in
          result.append(owning: try call.with(x))
        }
      } catch {
        Value(owning: result).release()
        throw error
      }
      return Value(owning: result)
    }
  }

  static var filter: Builtin {
    Builtin(
      calling: "filter", Parameter<Collection>("xs"), Parameter<Callable>("f"),
      summary: "The list of the elements for which `f(x)` is true.",
      examples: [Example("filter([1, 2, 3, 4], x -> x % 2 == 0)", gives: "[2, 4]")],
      loop: "fn filter(xs, f) { [x for x in xs if f(x)] }"
    ) { (context, xs, f) throws(RuntimeFault) in
      let call = RepeatedCall(f.value, context)
      let result = ListObject(capacity: 0)
      do throws(RuntimeFault) {
        try Sequences.forEach(xs.value) { x throws(RuntimeFault) in
          let answer = try call.with(x)
          defer { answer.release() }
          if try Operations.condition(answer) { result.append(owning: x.retained()) }
        }
      } catch {
        Value(owning: result).release()
        throw error
      }
      return Value(owning: result)
    }
  }

  static var reduce: Builtin {
    Builtin(
      calling: "reduce", Parameter<Collection>("xs"), Parameter<Callable>("f"),
      Parameter<Value>("start", default: .missing, shown: "the first element"),
      summary: "All elements combined: `f(f(f(start, a), b), c)`.",
      examples: [Example("reduce([1, 2, 3], (a, b) -> a + b, 10)", gives: "16")],
      loop: """
        fn reduce(xs, f, start) {
          var total = start
          for x in xs { total = f(total, x) }
          total
        }
        """
    ) { (context, xs, f, start) throws(RuntimeFault) in
      let call = RepeatedCall(f.value, context)
      var total = start.retained()
      do throws(RuntimeFault) {
        try Sequences.forEach(xs.value) { x throws(RuntimeFault) in
          if total.isMissing {
            total = x.retained()
          } else {
            let next = try call.with(total, x)
            total.release()
            total = next
          }
        }
      } catch {
        total.release()
        throw error
      }
      if total.isMissing { throw RuntimeFault(NothingToReduce()) }
      return total
    }
  }
}

/// One function called again and again with one or two arguments: they stand in memory of its own.
struct RepeatedCall: ~Copyable {
  private let f: Value
  private let context: any BuiltinContext
  private let arguments = UnsafeMutablePointer<Value>.allocate(capacity: 2)

  init(_ f: Value, _ context: any BuiltinContext) {
    self.f = f
    self.context = context
  }

  deinit { arguments.deallocate() }

  func with(_ x: Value) throws(RuntimeFault) -> Value {
    arguments[0] = x
    return try context.call(f, UnsafeBufferPointer(start: arguments, count: 1))
  }

  func with(_ x: Value, _ y: Value) throws(RuntimeFault) -> Value {
    arguments[0] = x
    arguments[1] = y
    return try context.call(f, UnsafeBufferPointer(start: arguments, count: 2))
  }
}

import AimDiagnostics

/// Lists and what else has elements: functions that make a new value and change none.
extension Builtin {
  static var collections: [Builtin] {
    [len, range, list, tuple, reverse, zip, enumerate, indexOf, count, sort]
  }

  static var len: Builtin {
    Builtin(
      raw: "len", [ParameterCard("x", "a string, a collection or a tensor")],
      summary:
        "How many characters, elements, keys or fields there are; of a tensor, its first dimension.",
      examples: [Example("len([1, 2, 3])", gives: "3"), Example("len(\"née\")", gives: "3")]
    ) { (arguments, _) throws(RuntimeFault) in .integer(try Sequences.count(arguments[0])) }
  }

  static var range: Builtin {
    Builtin(
      raw: "range",
      [
        ParameterCard("start", "a whole number"),
        ParameterCard("end", "a whole number", default: "nil"),
        ParameterCard("step", "a whole number", default: "1"),
      ],
      summary:
        "The whole numbers from `start` to, but not including, `end`, by `step`; with one argument, from 0 to it.",
      examples: [Example("list(range(0, 10, 3))", gives: "[0, 3, 6, 9]")]
    ) { (arguments, _) throws(RuntimeFault) in
      let start = try bound(arguments[0], "start")
      let step = arguments[2].isMissing ? 1 : try bound(arguments[2], "step")
      if step == 0 { throw RuntimeFault(StepOfZero()) }
      if arguments[1].isMissing || arguments[1].isNothing {
        return Value(owning: try RangeObject.checked(start: 0, end: start, step: step))
      }
      let end = try bound(arguments[1], "end")
      return Value(owning: try RangeObject.checked(start: start, end: end, step: step))
    }
  }

  @inline(__always)
  private static func bound(_ value: Value, _ name: String) throws(RuntimeFault) -> Int {
    if value.isSmallInteger { return value.smallInteger }
    return try Parameter<Int>(name).argument(value, of: "range")
  }

  static var list: Builtin {
    Builtin(
      "list", Parameter<Collection>("x"),
      summary:
        "The elements of a collection, as a list: characters of a text, pairs of a dictionary, nested numbers of a tensor.",
      examples: [Example("list(0..3)", gives: "[0, 1, 2]")]
    ) { x throws(RuntimeFault) in
      if case .tensor(let tensor) = x.value.view {
        return try TensorConversion.nested(tensor.tensor)
      }
      return Value(owning: try Sequences.collected(x.value))
    }
  }

  static var tuple: Builtin {
    Builtin(
      "tuple", Parameter<Collection>("x"), summary: "The elements of a collection, as a tuple.",
      examples: [Example("tuple([1, 2])", gives: "(1, 2)")]
    ) { x throws(RuntimeFault) in
      let list = try Sequences.collected(x.value)
      defer { Value(owning: list).release() }
      let tuple = TupleObject(capacity: list.slotCount)
      tuple.fill(sharing: list.values)
      return Value(owning: tuple)
    }
  }

  static var reverse: Builtin {
    Builtin(
      "reverse", Parameter<Collection>("x"),
      summary: "The elements of a list, tuple, text or range from the last to the first.",
      examples: [Example("reverse([1, 2, 3])", gives: "[3, 2, 1]")]
    ) { x throws(RuntimeFault) in
      if case .tensor = x.value.view {
        return try Operations.index(
          x.value, [.slice(start: .missing, stop: .missing, step: .integer(-1))])
      }
      return try Operations.slice(x.value, .missing, .missing, .integer(-1))
    }
  }

  static var zip: Builtin {
    Builtin(
      "zip", Parameter<Rest>("collections"),
      summary:
        "Tuples of the first elements, the second ones, …; all collections are of one length.",
      examples: [Example("zip([1, 2], [\"a\", \"b\"])", gives: "[(1, \"a\"), (2, \"b\")]")]
    ) { rest throws(RuntimeFault) in
      for value in rest.values {
        try HeapAccount.expect(
          roomFor: TextParts.product(
            (try? Sequences.count(value)) ?? 0, 8 + HeapObject.averageSize))
      }
      var lists: [ListObject] = []
      defer { for list in lists { Value(owning: list).release() } }
      for value in rest.values { lists.append(try Sequences.collected(value)) }
      let count = lists.first?.slotCount ?? 0
      for list in lists where list.slotCount != count {
        throw RuntimeFault(LengthsDiffer(function: "zip", first: count, other: list.slotCount))
      }
      let result = ListObject(capacity: count)
      let owner = Value(owning: result)
      for index in 0..<count {
        if Interrupt.isRequested {
          owner.release()
          throw Stop.fault()
        }
        result.append(owning: .tuple(owning: lists.map { $0.slots[index].retained() }))
      }
      return owner
    }
  }

  static var enumerate: Builtin {
    Builtin(
      "enumerate", Parameter<Collection>("x"), Parameter<Int>("start", default: 0),
      summary: "Pairs of a number, counted from `start`, and an element.",
      examples: [Example("enumerate([\"a\", \"b\"])", gives: "[(0, \"a\"), (1, \"b\")]")]
    ) { (x, start) throws(RuntimeFault) in
      let result = ListObject(capacity: 0)
      var number = start
      try Sequences.forEach(x.value) { element throws(RuntimeFault) in
        result.append(owning: .tuple(owning: [.integer(number), element.retained()]))
        number &+= 1
      }
      return Value(owning: result)
    }
  }

  static var indexOf: Builtin {
    Builtin(
      "index_of", Parameter<Collection>("xs"), Parameter<Value>("x"),
      summary: "The place of the first element that equals `x`; nil where none does.",
      examples: [Example("index_of([5, 7, 9], 7)", gives: "1")]
    ) { (xs, x) throws(RuntimeFault) in
      var place = 0
      var found: Int?
      try Sequences.forEach(xs.value) { element throws(RuntimeFault) in
        if found == nil, try Structure.equal(element, x) { found = place }
        place += 1
      }
      return found.map { .integer($0) } ?? .nothing
    }
  }

  static var count: Builtin {
    Builtin(
      "count", Parameter<Collection>("xs"), Parameter<Value>("x"),
      summary: "How many elements equal `x`; in a text, how often it stands there.",
      examples: [
        Example("count([1, 2, 1], 1)", gives: "2"),
        Example("count(\"banana\", \"an\")", gives: "2"),
      ]
    ) { (xs, x) throws(RuntimeFault) in
      var count = 0
      if let text = xs.value.asText, let part = x.asText, !part.isEmpty {
        let isPlain = TextSearch.isPlain(part, in: text)
        var place = text.startIndex
        while let found = TextSearch.first(part, in: text, from: place, isPlain: isPlain) {
          count += 1
          place = found.upperBound
          try Stop.poll()
        }
        try Stop.poll()
        return .integer(count)
      }
      try Sequences.forEach(xs.value) { element throws(RuntimeFault) in
        if try Structure.equal(element, x) { count += 1 }
      }
      return .integer(count)
    }
  }

  static var sort: Builtin {
    Builtin(
      calling: "sort", Parameter<Collection>("x"),
      Parameter<Callable?>("key", default: nil, shown: "nil"),
      Parameter<Int?>("axis", default: nil, shown: "nil"),
      Parameter<Bool>("descending", default: false),
      summary:
        "The elements from the smallest to the largest: of a list, by `key(element)` where one is given; of a tensor, along an axis (the last).",
      examples: [
        Example("sort([3, 1, 2])", gives: "[1, 2, 3]"),
        Example("sort([\"bb\", \"a\"], key: len)", gives: "[\"a\", \"bb\"]"),
      ]
    ) { (context, x, key, axis, descending) throws(RuntimeFault) in
      if x.value.has(kind: .tensor) || axis != nil {
        return try TensorConversion.sorted(x.value, axis: axis ?? -1, descending: descending)
      }
      return try Sorting.sorted(x.value, key: key?.value, descending: descending, context)
    }
  }
}

/// Sorting with an order that may fail.
enum Sorting {
  /// A stable merge sort: O(n log n) comparisons; NaN stands last.
  static func sorted(
    _ collection: Value, key: Value?, descending: Bool, _ context: any BuiltinContext
  ) throws(RuntimeFault) -> Value {
    let elements = try Sequences.collected(collection)
    defer { Value(owning: elements).release() }
    let keys = ListObject(capacity: elements.slotCount)
    defer { Value(owning: keys).release() }
    for element in elements.values {
      keys.append(
        owning: try key.map { key throws(RuntimeFault) in try context.call(key, [element]) }
          ?? element.retained())
    }
    let order = try mergeSort(keys, descending: descending)
    let result = ListObject(capacity: order.count)
    for place in order { result.append(owning: elements.slots[place].retained()) }
    return Value(owning: result)
  }

  private static func mergeSort(_ keys: ListObject, descending: Bool) throws(RuntimeFault) -> [Int]
  {
    let count = keys.slotCount
    var order = Array(0..<count)
    var other = order
    var width = 1
    if count == 1 { _ = try Operations.order(keys.slots[0], keys.slots[0]) }
    while width < count {
      var start = 0
      while start < count {
        let middle = min(start + width, count)
        let end = min(start + 2 * width, count)
        var (left, right) = (start, middle)
        for place in start..<end {
          if place & 0xFFF == 0 { try Stop.poll() }
          let takesLeft: Bool
          if left == middle {
            takesLeft = false
          } else if right == end {
            takesLeft = true
          } else {
            takesLeft = try !precedes(keys.slots[order[right]], keys.slots[order[left]], descending)
          }
          other[place] = takesLeft ? order[left] : order[right]
          if takesLeft { left += 1 } else { right += 1 }
        }
        start = end
      }
      swap(&order, &other)
      width *= 2
    }
    return order
  }

  /// True where `a` stands strictly before `b`.
  private static func precedes(_ a: Value, _ b: Value, _ descending: Bool) throws(RuntimeFault)
    -> Bool
  {
    if let order = try Operations.order(a, b) { return descending ? order > 0 : order < 0 }
    // One of them is NaN: it goes last, whatever the direction.
    return !(a.isDouble && a.double.isNaN) && b.isDouble && b.double.isNaN
  }
}

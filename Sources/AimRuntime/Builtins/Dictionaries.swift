/// Dictionaries, and records seen as names with values.
extension Builtin {
  static var dictionaries: [Builtin] {
    [get, keys, values_, items, merge, dictionary, fields, replace]
  }

  static var get: Builtin {
    Builtin(
      raw: "get",
      [
        ParameterCard("d", "a dictionary, record or list"), ParameterCard("key"),
        ParameterCard("default", default: "nil"),
      ],
      summary: "The value of a key, field or place; the default where there is none.",
      examples: [Example("get([\"a\": 1], \"b\", 0)", gives: "0")],
      shortWay: { arguments in
        let (d, key) = (arguments.argument(0), arguments.argument(1))
        guard d.isObject(.dictionary) else { return Value.missing.bits }
        let entry = d.with(DictionaryObject.self) { $0.find(simple: key) }
        if entry < -1 { return Value.missing.bits }
        if entry >= 0 { return d.containerSlots[2 * entry + 1].retained().bits }
        return arguments.argument(2).retained().bits
      }
    ) { (arguments, _) throws(RuntimeFault) in
      let key = arguments[1]
      if arguments[0].has(kind: .dictionary) {
        let dictionary = arguments[0].object(as: DictionaryObject.self)
        if let value = try dictionary.value(of: key) { return value.retained() }
        return Lookup.otherwise(arguments[2])
      }
      return try Lookup.get(arguments[0], key) ?? Lookup.otherwise(arguments[2])
    }
  }

  static var keys: Builtin {
    Builtin(
      "keys", Parameter<Value>("d"),
      summary: "The keys of a dictionary in order, or the names of a record's fields.",
      examples: [Example("keys([\"b\": 1, \"a\": 2])", gives: "[\"b\", \"a\"]")]
    ) { d throws(RuntimeFault) in
      try Lookup.list(d, "keys") { key, _ in key.retained() }
    }
  }

  static var values_: Builtin {
    Builtin(
      "values", Parameter<Value>("d"),
      summary: "The values of a dictionary in the order of its keys, or of a record's fields.",
      examples: [Example("values([\"b\": 1, \"a\": 2])", gives: "[1, 2]")]
    ) { d throws(RuntimeFault) in
      try Lookup.list(d, "values") { _, value in value.retained() }
    }
  }

  static var items: Builtin {
    Builtin(
      "items", Parameter<Value>("d"), summary: "Pairs of key and value.",
      examples: [Example("items([\"a\": 1])", gives: "[(\"a\", 1)]")]
    ) { d throws(RuntimeFault) in
      try Lookup.list(d, "items") { key, value in
        .tuple(owning: [key.retained(), value.retained()])
      }
    }
  }

  static var merge: Builtin {
    Builtin(
      "merge", Parameter<DictionaryObject>("a"), Parameter<DictionaryObject>("b"),
      summary: "A dictionary with the keys of both; where both have one, the value of `b`.",
      examples: [Example("merge([\"a\": 1], [\"a\": 2, \"b\": 3])", gives: "[\"a\": 2, \"b\": 3]")]
    ) { (a, b) throws(RuntimeFault) in
      let result = a.copy()
      for entry in 0..<b.entryCount where !b.entryKey(entry).isMissing {
        try result.set(b.entryKey(entry), owning: b.entryValue(entry).retained())
      }
      return Value(owning: result)
    }
  }

  static var dictionary: Builtin {
    Builtin(
      "dictionary", Parameter<Collection>("pairs"),
      summary: "A dictionary of pairs of key and value.",
      examples: [Example("dictionary([(\"a\", 1), (\"b\", 2)])", gives: "[\"a\": 1, \"b\": 2]")]
    ) { pairs throws(RuntimeFault) in
      let result = DictionaryObject()
      try Sequences.forEach(pairs.value) { pair throws(RuntimeFault) in
        guard pair.isSequence, try Sequences.count(pair) == 2 else {
          throw RuntimeFault(
            WrongArgument(
              function: "dictionary", parameter: "pairs", expected: "pairs of key and value",
              found: pair.typeName, text: Display.short(pair)))
        }
        let parts = pair.object(as: ContainerObject.self)
        try result.set(parts.slots[0], owning: parts.slots[1].retained())
      }
      return Value(owning: result)
    }
  }
}

extension Builtin {
  static var fields: Builtin {
    Builtin(
      "fields", Parameter<Value>("x"),
      summary: "The fields of a record or model: a dictionary of names and values.",
      examples: [Example("fields((a: 1, b: 2))", gives: "[\"a\": 1, \"b\": 2]")]
    ) { x throws(RuntimeFault) in
      let result = DictionaryObject()
      let (names, values) = try Lookup.namedValues(x, "fields")
      for (name, value) in Swift.zip(names, values) {
        let key = Value.string(name)
        defer { key.release() }
        let content = value.has(kind: .cell) ? value.object(as: CellObject.self).value : value
        try result.set(key, owning: content.retained())
      }
      return Value(owning: result)
    }
  }

  static var replace: Builtin {
    Builtin(
      raw: "replace",
      [
        ParameterCard("x", "a record, model or text"),
        ParameterCard("changes", "a dictionary of fields, or the old text"),
        ParameterCard("new", "the new text", default: "nil"),
      ],
      summary:
        "A record or model with the fields in a dictionary replaced; or a text with `changes` replaced by `new`.",
      examples: [
        Example("replace((a: 1, b: 2), [\"b\": 5])", gives: "(a: 1, b: 5)"),
        Example("replace(\"a-b\", \"-\", \"+\")", gives: "\"a+b\""),
      ]
    ) { (arguments, _) throws(RuntimeFault) in
      if case .string(let text) = arguments[0].view, case .string(let old) = arguments[1].view,
        case .string(let new) = arguments[2].view
      {
        return try TextParts.replacing(text, old, new)
      }
      _ = try Lookup.namedValues(arguments[0], "replace")
      guard case .dictionary(let changes) = arguments[1].view else {
        throw RuntimeFault(
          WrongArgument(
            function: "replace", parameter: "changes", expected: "a dictionary of fields",
            found: arguments[1].typeName, text: Display.short(arguments[1])))
      }
      var result = arguments[0].retained()
      do throws(RuntimeFault) {
        for entry in 0..<changes.entryCount where !changes.entryKey(entry).isMissing {
          let name = changes.entryKey(entry).asText ?? Display.short(changes.entryKey(entry))
          let value = changes.entryValue(entry).retained()
          do throws(RuntimeFault) {
            try Operations.assign(&result, [.field(name)], owning: value)
          } catch {
            value.release()
            throw error
          }
        }
      } catch {
        result.release()
        throw error
      }
      return result
    }
  }
}

/// Keys and values of dictionaries and records.
enum Lookup {
  /// The names and values of a record or instance.
  static func namedValues(
    _ value: Value, _ function: String
  ) throws(RuntimeFault) -> ([String], UnsafeBufferPointer<Value>) {
    switch value.view {
    case .record(let record): return (record.layout.names, record.values)
    case .instance(let instance): return (instance.type.layout.names, instance.values)
    default:
      throw RuntimeFault(
        WrongArgument(
          function: function, parameter: "x", expected: "a record or a model",
          found: value.typeName,
          text: Display.short(value)))
    }
  }

  static func otherwise(_ value: Value) -> Value { value.isMissing ? .nothing : value.retained() }

  static func get(_ container: Value, _ key: Value) throws(RuntimeFault) -> Value? {
    switch container.view {
    case .record, .instance:
      guard let name = key.asText else { throw wrongKey(key, "a field's name, a string") }
      return try Operations.field(ifPresent: name, of: container)
    case .list, .tuple:
      guard let index = key.elementAsNumber?.asInteger else {
        throw wrongKey(key, "a place, a whole number")
      }
      let values = container.object(as: ContainerObject.self).values
      let place = index < 0 ? index + values.count : index
      return values.indices.contains(place) ? values[place].retained() : nil
    default:
      throw RuntimeFault(
        WrongArgument(
          function: "get", parameter: "d", expected: "a dictionary, record or list",
          found: container.typeName, text: Display.short(container)))
    }
  }

  /// A key of a kind that the container cannot have: a mistake, where a missing one is a question.
  private static func wrongKey(_ key: Value, _ expected: String) -> RuntimeFault {
    RuntimeFault(
      WrongArgument(
        function: "get", parameter: "key", expected: expected, found: key.typeName,
        text: Display.short(key)))
  }

  static func list(
    _ container: Value, _ function: String, _ part: (Value, Value) -> Value
  ) throws(RuntimeFault) -> Value {
    let result = ListObject(capacity: 0)
    switch container.view {
    case .dictionary(let dictionary):
      for entry in 0..<dictionary.entryCount where !dictionary.entryKey(entry).isMissing {
        result.append(owning: part(dictionary.entryKey(entry), dictionary.entryValue(entry)))
      }
    case .record(let record):
      for (index, name) in record.layout.names.enumerated() {
        let key = Value.string(name)
        result.append(owning: part(key, record.slots[index]))
        key.release()
      }
    default:
      throw RuntimeFault(
        WrongArgument(
          function: function, parameter: "d", expected: "a dictionary or a record",
          found: container.typeName, text: Display.short(container)))
    }
    return Value(owning: result)
  }
}

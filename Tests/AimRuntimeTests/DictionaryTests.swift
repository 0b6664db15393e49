import Testing

@testable import AimRuntime

@Suite struct DictionaryTests {
  /// The keys of a dictionary, in order.
  private func keys(_ dictionary: DictionaryObject) -> [Int] {
    (0..<dictionary.entryCount).compactMap { dictionary.entryKey($0).asInteger }
  }

  @Test func `a dictionary agrees with Swift's over random changes, in the order of insertion`()
    throws
  {
    var generator = SystemRandomNumberGenerator()
    let dictionary = DictionaryObject()
    var model: [Int: Int] = [:]
    var order: [Int] = []
    for step in 0..<20_000 {
      let key = Int.random(in: 0..<300, using: &generator)
      if Int.random(in: 0..<3, using: &generator) == 0 {
        let removed = try dictionary.remove(.integer(key))
        #expect(removed?.asInteger == model.removeValue(forKey: key))
        order.removeAll { $0 == key }
      } else {
        if model.updateValue(step, forKey: key) == nil { order.append(key) }
        try dictionary.set(.integer(key), owning: .integer(step))
      }
    }
    #expect(dictionary.count == model.count)
    #expect(keys(dictionary) == order)
    for (key, value) in model {
      #expect(try dictionary.value(of: .integer(key))?.asInteger == value)
    }
    let copy = dictionary.copy()
    #expect(keys(copy) == order)
    Value(owning: copy).release()
    Value(owning: dictionary).release()
  }

  @Test func `keys are found by content`() throws {
    let dictionary = DictionaryObject()
    let pairs: [(Value, Value)] = [
      (.integer(1), .number(1.0)), (.string("é"), .string("e\u{301}")),
      (.tuple(owning: [.integer(1), .string("b")]), .tuple(owning: [.number(1), .string("b")])),
      (.nothing, .nothing), (.true, .true),
      (.integer(1 << 60), .number(Double(1 << 60))),
    ]
    for (index, pair) in pairs.enumerated() { try dictionary.set(pair.0, owning: .integer(index)) }
    #expect(dictionary.count == pairs.count)
    for (index, pair) in pairs.enumerated() {
      #expect(try dictionary.value(of: pair.1)?.asInteger == index)
    }
    #expect(try dictionary.value(of: .false) == nil)
    #expect(throws: RuntimeFault.self) { try dictionary.value(of: Value(borrowing: dictionary)) }
  }

  @Test func `dictionaries are equal whatever the order, records too, lists not`() throws {
    func dictionary(_ keys: [Int]) throws -> Value {
      let dictionary = DictionaryObject()
      for key in keys { try dictionary.set(.integer(key), owning: .integer(key * key)) }
      return Value(owning: dictionary)
    }
    #expect(try Structure.equal(dictionary([1, 2, 3]), dictionary([3, 1, 2])))
    #expect(try !Structure.equal(dictionary([1, 2]), dictionary([1, 2, 3])))
    let ab = RecordLayout(names: ["a", "b"])
    let ba = RecordLayout(names: ["b", "a"])
    let first = Value.record(ab, owning: [.integer(1), .integer(2)])
    let second = Value.record(ba, owning: [.integer(2), .integer(1)])
    #expect(try Structure.equal(first, second))
    #expect(try ContentHash.of(first) == ContentHash.of(second))
    let list = Value.list(owning: [.integer(1), .integer(2)])
    #expect(try !Structure.equal(list, .list(owning: [.integer(2), .integer(1)])))
  }
}

extension Opcode {
  /// One row of the table of instructions.
  package struct Row: Sendable {
    package let opcode: Opcode
    package let a: OperandKind
    package let b: OperandKind
    package let c: OperandKind
    package let summary: String

    init(
      _ opcode: Opcode, _ a: OperandKind, _ b: OperandKind, _ c: OperandKind, _ summary: String
    ) {
      self.opcode = opcode
      self.a = a
      self.b = b
      self.c = c
      self.summary = summary
    }

    init(_ opcode: Opcode, _ a: OperandKind, _ b: OperandKind, _ summary: String) {
      self.init(opcode, a, b, .none, summary)
    }

    init(_ opcode: Opcode, _ a: OperandKind, _ summary: String) {
      self.init(opcode, a, .none, .none, summary)
    }

    init(_ opcode: Opcode, _ summary: String) {
      self.init(opcode, .none, .none, .none, summary)
    }
  }

  /// What an instruction's operands are and what it does.
  package var row: Row { Opcode.rows[Int(rawValue)] }

  /// The table, in the order of the cases (a test holds it to that).
  package static let rows: [Row] = loads + variables + operators + jumps + containers + control

  private static let loads: [Row] = [
    Row(.move, .target, .source, "a ← b"),
    Row(.take, .target, .source, "a ← b, and b holds nothing any more"),
    Row(.loadConstant, .target, .constant, "a ← a constant"),
    Row(.loadInteger, .target, .number, "a ← a small whole number"),
    Row(.loadNil, .target, "a ← nil"),
    Row(.loadTrue, .target, "a ← true"),
    Row(.loadFalse, .target, "a ← false"),
    Row(.loadMissing, .target, "a ← the mark of an argument that was not given"),
    Row(.clear, .window, .count, "registers a … a+b-1 hold nothing any more"),
  ]

  private static let variables: [Row] = [
    Row(.makeCell, .target, .source, "a ← a new cell that holds b"),
    Row(.getCell, .target, .source, "a ← what the cell b holds"),
    Row(.setCell, .place, .source, "the cell a holds b from now on"),
    Row(.getCapture, .target, .capture, "a ← a captured value, or the captured cell itself"),
    Row(.getCaptureCell, .target, .capture, "a ← what a captured cell holds"),
    Row(.setCaptureCell, .source, .capture, "a captured cell holds a from now on"),
    Row(.getGlobal, .target, .global, "a ← a name of the top level"),
    Row(.setGlobal, .source, .global, "assigns a to a variable of the top level"),
    Row(.getGlobalCell, .target, .global, "a ← the cell of a name of the top level"),
    Row(.defineGlobal, .source, .global, "binds a name of the top level to a"),
    Row(.getSelf, .target, "a ← the function that is running"),
    Row(.getTraining, .target, "a ← true inside `value_and_grad(&net, f)`"),
  ]

  private static let operators: [Row] = [
    Row(.add, .target, .source, .source, "a ← b + c"),
    Row(.subtract, .target, .source, .source, "a ← b - c"),
    Row(.multiply, .target, .source, .source, "a ← b * c"),
    Row(.divide, .target, .source, .source, "a ← b / c"),
    Row(.floorDivide, .target, .source, .source, "a ← b // c"),
    Row(.remainder, .target, .source, .source, "a ← b % c"),
    Row(.power, .target, .source, .source, "a ← b ^ c"),
    Row(.matrixProduct, .target, .source, .source, "a ← b @ c"),
    Row(.addConstant, .target, .source, .constant, "a ← b + constant"),
    Row(.subtractConstant, .target, .source, .constant, "a ← b - constant"),
    Row(.multiplyConstant, .target, .source, .constant, "a ← b * constant"),
    Row(.divideConstant, .target, .source, .constant, "a ← b / constant"),
    Row(.floorDivideConstant, .target, .source, .constant, "a ← b // constant"),
    Row(.remainderConstant, .target, .source, .constant, "a ← b % constant"),
    Row(.powerConstant, .target, .source, .constant, "a ← b ^ constant"),
    Row(.negate, .target, .source, "a ← -b"),
    Row(.not, .target, .source, "a ← not b"),
    Row(.equal, .target, .source, .source, "a ← b == c; flag 8: c is a constant"),
    Row(.notEqual, .target, .source, .source, "a ← b != c; flag 8: c is a constant"),
    Row(.less, .target, .source, .source, "a ← b < c"),
    Row(.lessOrEqual, .target, .source, .source, "a ← b <= c"),
    Row(.greater, .target, .source, .source, "a ← b > c"),
    Row(.greaterOrEqual, .target, .source, .source, "a ← b >= c"),
    Row(.contains, .target, .source, .source, "a ← b in c"),
    Row(.containsNot, .target, .source, .source, "a ← b not in c"),
    Row(.testAnd, .source, .longJump, "jumps when a is false: `and` is decided"),
    Row(.testOr, .source, .longJump, "jumps when a is true: `or` is decided"),
    Row(.combineAnd, .target, .source, .source, "a ← b and c, both computed"),
    Row(.combineOr, .target, .source, .source, "a ← b or c, both computed"),
  ]

  private static let jumps: [Row] = [
    Row(.jump, .none, .longJump, "goes on elsewhere"),
    Row(.jumpIfTrue, .source, .longJump, "jumps when a is true"),
    Row(.jumpIfFalse, .source, .longJump, "jumps when a is false"),
    Row(.jumpIfNotMissing, .source, .longJump, "jumps when a was given"),
    Row(.jumpIfCallable, .source, .longJump, "jumps when a can be called"),
    Row(
      .jumpIfNotMutating, .source, .name, .shortJump,
      "jumps unless the method b would change a; a-1 is the fallback"),
    Row(.jumpIfLess, .source, .source, .shortJump, "jumps when a < b"),
    Row(.jumpIfNotLess, .source, .source, .shortJump, "jumps unless a < b"),
    Row(.jumpIfLessOrEqual, .source, .source, .shortJump, "jumps when a <= b"),
    Row(.jumpIfNotLessOrEqual, .source, .source, .shortJump, "jumps unless a <= b"),
    Row(.jumpIfEqual, .source, .source, .shortJump, "jumps when a == b"),
    Row(.jumpIfNotEqual, .source, .source, .shortJump, "jumps unless a == b"),
    Row(.jumpIfLessConstant, .source, .constant, .shortJump, "jumps when a < constant"),
    Row(.jumpIfNotLessConstant, .source, .constant, .shortJump, "jumps unless a < constant"),
    Row(.jumpIfLessOrEqualConstant, .source, .constant, .shortJump, "jumps when a <= constant"),
    Row(
      .jumpIfNotLessOrEqualConstant, .source, .constant, .shortJump, "jumps unless a <= constant"),
    Row(.jumpIfGreaterConstant, .source, .constant, .shortJump, "jumps when a > constant"),
    Row(.jumpIfNotGreaterConstant, .source, .constant, .shortJump, "jumps unless a > constant"),
    Row(.jumpIfGreaterOrEqualConstant, .source, .constant, .shortJump, "jumps when a >= constant"),
    Row(
      .jumpIfNotGreaterOrEqualConstant, .source, .constant, .shortJump, "jumps unless a >= constant"
    ),
    Row(.jumpIfEqualConstant, .source, .constant, .shortJump, "jumps when a == constant"),
    Row(.jumpIfNotEqualConstant, .source, .constant, .shortJump, "jumps unless a == constant"),
  ]

  private static let containers: [Row] = [
    Row(.makeList, .target, .window, .count, "a ← a list of c values from b on"),
    Row(.makeTuple, .target, .window, .count, "a ← a tuple of c values from b on"),
    Row(.makeRecord, .target, .window, .recordShape, "a ← a record of the values from b on"),
    Row(
      .makeDictionary, .target, .window, .count, "a ← a dictionary of c keys and values from b on"),
    Row(.makeRange, .target, .source, .source, "a ← b..c"),
    Row(.makeText, .target, .window, .textShape, "a ← a string with the values from b on in it"),
    Row(.appendItems, .place, .window, .count, "adds c values from b on to the list a"),
    Row(.appendSpread, .place, .source, "adds every element of b to the list a"),
    Row(.insertEntry, .place, .window, "sets the key b of the dictionary a to b+1"),
    Row(.getIndex, .target, .source, .source, "a ← b[c]"),
    Row(.getIndexInCell, .target, .source, .source, "a ← b[c], where b is a cell"),
    Row(.getIndexInCapture, .target, .capture, .source, "a ← b[c], where b is captured"),
    Row(.getIndexInGlobal, .target, .global, .source, "a ← b[c], where b is of the top level"),
    Row(.getItems, .target, .window, .indexShape, "a ← b[…], the items in the registers after b"),
    Row(.getField, .target, .source, .name, "a ← b.name"),
    Row(.getSlot, .target, .source, .slot, "a ← a field of the model b, by its place"),
    Row(.setIndex, .place, .source, .source, "a[b] = c; flag 8: c is a constant"),
    Row(.setIndexInCell, .place, .source, .source, "a[b] = c, where a is a cell"),
    Row(.setIndexInCapture, .capture, .source, .source, "a[b] = c, where a is captured"),
    Row(.setIndexInGlobal, .global, .source, .source, "a[b] = c, where a is of the top level"),
    Row(.setSlot, .place, .slot, .source, "sets a field of the model a, by its place"),
    Row(.setSlotInCell, .place, .slot, .source, "the same, where a is a cell"),
    Row(.getPlace, .target, .window, .placeShape, "a ← what stands at a place; keys stay"),
    Row(.setPlace, .source, .window, .placeShape, "puts a at a place, in one step"),
    Row(
      .takePlace, .target, .window, .placeShape, "a ← a cell with what stands at a place; keys stay"
    ),
    Row(.returnPlace, .place, .window, .placeShape, "puts what the cell a holds back at its place"),
    Row(.unpack, .target, .source, .count, "registers a … a+c-1 ← the c values of b"),
  ]

  private static let control: [Row] = [
    Row(.prepareRange, .place, .longJump, "begins a loop over a..a+1; jumps when it is empty"),
    Row(.nextInRange, .place, .longJump, "the next turn of it, if there is one: jumps"),
    Row(.prepareEach, .place, .longJump, "begins a loop over the elements of a; jumps when empty"),
    Row(.nextOfEach, .place, .longJump, "the next turn of it, if there is one: jumps"),
    Row(
      .call, .window, .target, .count,
      "b ← a(…), c arguments after a; flag 1: the first may be a cell"),
    Row(
      .callGlobal, .window, .target, .global, "b ← a call of a name of the top level; flags count"),
    Row(.callShaped, .window, .target, .callShape, "b ← a call with names, spreads or `&`"),
    Row(
      .invoke, .window, .target, .name,
      "b ← a method, or callable field, of a+1; flags count; else goes on after the next"),
    Row(.invokeReference, .window, .target, .name, "the same, where a+1 is the cell of a variable"),
    Row(.invokeShaped, .window, .target, .callShape, "the same, with names, spreads or `&`"),
    Row(.runKernel, .count, "ends the function with what its native kernel makes of a arguments"),
    Row(.returnValue, .source, "ends the function with a"),
    Row(.returnNil, "ends the function with nil"),
    Row(.makeFunction, .target, .function, "a ← a function with what it captures"),
    Row(
      .makeType, .target, .window, .type, "a ← a model or type: constructor and methods from b on"),
    Row(.makeInstance, .target, .window, .count, "a ← an instance of the constructor's type"),
    Row(.importModule, .target, .importPath, "a ← the module of another file"),
    Row(.throwValue, .source, "throws a"),
    Row(.failAssertion, .source, .assertion, "throws the fault of an assertion; a is its message"),
    Row(.catchFault, .target, "a ← the fault that was caught"),
    Row(.rethrow, .source, "goes on with the fault in a, after a place was put back"),
    Row(.checkArgument, .source, .none, .pattern, "holds a against its annotation; binds names"),
    Row(
      .checkDimension, .source, .source, .pattern, "holds one dimension of a against the number b"),
    Row(.checkResult, .source, .none, .pattern, "holds the result a against its annotation"),
  ]
}

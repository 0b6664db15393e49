import AimCompiler
import AimDiagnostics
import Synchronization

extension Machine {
  /// Runs the frame on top until the frame `floor` returns; its value is then `result`.
  ///
  /// False when a fault left that frame; it is noted, and the frames are gone. The loop keeps what it
  /// needs in locals, counts references by hand, and leaves every rare case to a slow path that
  /// answers whether it succeeded.
  @inline(never)
  func run<Watcher: Observer>(
    floor: UnsafeMutablePointer<Frame>, _ observer: inout Watcher
  ) -> Bool {
    var frame = current
    var base = frame.pointee.base
    var pc = frame.pointee.instruction
    var constants = frame.pointee.code.pointee.constants
    let stop = interruptFlag

    while true {
      execution: while true {
        if Watcher.isActive { report(&observer, frame, pc) }
        let word = Word(at: pc)
        pc += 1
        switch unsafeBitCast(word.operation, to: Opcode.self) {

        // MARK: registers and constants

        case .move: (base + word.a).put(base[word.b].retained())
        case .take: (base + word.a).put((base + word.b).takeOut())
        case .loadConstant: (base + word.a).put(constants[word.b].retained())
        case .loadInteger: (base + word.a).put(.smallInteger(word.wide))
        case .loadNil: (base + word.a).put(.nothing)
        case .loadTrue: (base + word.a).put(.true)
        case .loadFalse: (base + word.a).put(.false)
        case .loadMissing: (base + word.a).put(.missing)
        case .clear: (base + word.a).clear(word.b)

        // MARK: variables outside registers

        case .makeCell: makeCell(word, base)
        case .getCell:
          let value = base[word.b].cellContents
          if value.isMissing {
            frame.pointee.instruction = pc
            _ = failUnbound(word, frame)
            break execution
          }
          (base + word.a).put(value.retained())
        case .setCell:
          let value = word.flags & 1 != 0 ? (base + word.b).takeOut() : base[word.b].retained()
          base[word.a].setCellContents(value)
        case .getCapture: (base + word.a).put(frame.pointee.captures[word.b].retained())
        case .getCaptureCell:
          let value = frame.pointee.captures[word.b].cellContents
          if value.isMissing {
            frame.pointee.instruction = pc
            _ = failUnbound(word, frame)
            break execution
          }
          (base + word.a).put(value.retained())
        case .setCaptureCell:
          let value = word.flags & 4 != 0 ? (base + word.a).takeOut() : base[word.a].retained()
          frame.pointee.captures[word.b].setCellContents(value)
        case .getGlobal:
          let value = frame.pointee.code.pointee.globals[word.b].pointee
          if value.isMissing {
            frame.pointee.instruction = pc
            _ = failUnbound(word, frame)
            break execution
          }
          (base + word.a).put(value.retained())
        case .setGlobal, .defineGlobal:
          let value = word.flags & 4 != 0 ? (base + word.a).takeOut() : base[word.a].retained()
          frame.pointee.code.pointee.globals[word.b].put(value)
        case .getGlobalCell: getGlobalCell(word, base, frame)
        case .getSelf: (base + word.a).put(frame.pointee.function.retained())
        case .getTraining: (base + word.a).put(.boolean(isTraining))

        // MARK: arithmetic

        case .add:
          let (x, y) = (base[word.b], base[word.c])
          if Value.areSmallIntegers(x, y) {
            let (sum, overflow) = x.shiftedInteger.addingReportingOverflow(y.shiftedInteger)
            if !overflow {
              (base + word.a).put(Value(shiftedInteger: sum))
              continue
            }
          } else if Value.areDoubles(x, y) {
            (base + word.a).put(.double(x.double + y.double))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .subtract:
          let (x, y) = (base[word.b], base[word.c])
          if Value.areSmallIntegers(x, y) {
            let (difference, overflow) = x.shiftedInteger.subtractingReportingOverflow(
              y.shiftedInteger)
            if !overflow {
              (base + word.a).put(Value(shiftedInteger: difference))
              continue
            }
          } else if Value.areDoubles(x, y) {
            (base + word.a).put(.double(x.double - y.double))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .multiply:
          let (x, y) = (base[word.b], base[word.c])
          if Value.areSmallIntegers(x, y) {
            let (product, overflow) = x.shiftedInteger.multipliedReportingOverflow(
              by: Int64(y.smallInteger))
            if !overflow {
              (base + word.a).put(Value(shiftedInteger: product))
              continue
            }
          } else if Value.areDoubles(x, y) {
            (base + word.a).put(.double(x.double * y.double))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .divide:
          let (x, y) = (base[word.b], base[word.c])
          if Value.areDoubles(x, y), y.double != 0 {
            (base + word.a).put(.double(x.double / y.double))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .floorDivide:
          let (x, y) = (base[word.b], base[word.c])
          if Value.areSmallIntegers(x, y), y.smallInteger > 0 {
            (base + word.a).put(.smallInteger(Machine.floored(x.smallInteger, y.smallInteger)))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .remainder:
          let (x, y) = (base[word.b], base[word.c])
          if Value.areSmallIntegers(x, y), y.smallInteger > 0 {
            (base + word.a).put(.smallInteger(Machine.remainder(x.smallInteger, y.smallInteger)))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .power, .matrixProduct:
          if arithmetic(word, base, base[word.c]) { continue }
          break execution

        case .addConstant:
          let (x, y) = (base[word.b], constants[word.c])
          if Value.areSmallIntegers(x, y) {
            let (sum, overflow) = x.shiftedInteger.addingReportingOverflow(y.shiftedInteger)
            if !overflow {
              (base + word.a).put(Value(shiftedInteger: sum))
              continue
            }
          } else if x.isDouble {
            (base + word.a).put(.double(x.double + y.asNumber))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .subtractConstant:
          let (x, y) = (base[word.b], constants[word.c])
          if Value.areSmallIntegers(x, y) {
            let (difference, overflow) = x.shiftedInteger.subtractingReportingOverflow(
              y.shiftedInteger)
            if !overflow {
              (base + word.a).put(Value(shiftedInteger: difference))
              continue
            }
          } else if x.isDouble {
            (base + word.a).put(.double(x.double - y.asNumber))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .multiplyConstant:
          let (x, y) = (base[word.b], constants[word.c])
          if Value.areSmallIntegers(x, y) {
            let (product, overflow) = x.shiftedInteger.multipliedReportingOverflow(
              by: Int64(y.smallInteger))
            if !overflow {
              (base + word.a).put(Value(shiftedInteger: product))
              continue
            }
          } else if x.isDouble {
            (base + word.a).put(.double(x.double * y.asNumber))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .divideConstant:
          let (x, y) = (base[word.b], constants[word.c])
          if x.isDouble, y.asNumber != 0 {
            (base + word.a).put(.double(x.double / y.asNumber))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .floorDivideConstant:
          let (x, y) = (base[word.b], constants[word.c])
          if Value.areSmallIntegers(x, y), y.smallInteger > 0 {
            (base + word.a).put(.smallInteger(Machine.floored(x.smallInteger, y.smallInteger)))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .remainderConstant:
          let (x, y) = (base[word.b], constants[word.c])
          if Value.areSmallIntegers(x, y), y.smallInteger > 0 {
            (base + word.a).put(.smallInteger(Machine.remainder(x.smallInteger, y.smallInteger)))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .powerConstant:
          let (x, y) = (base[word.b], constants[word.c])
          if x.isDouble, y.bits == Value.smallInteger(2).bits {
            (base + word.a).put(.double(x.double * x.double))
            continue
          }
          if arithmetic(word, base, y) { continue }
          break execution
        case .negate:
          let x = base[word.b]
          if x.isDouble {
            (base + word.a).put(.double(-x.double))
            continue
          }
          if unary(word, base) { continue }
          break execution
        case .not:
          let x = base[word.b]
          if x.isBoolean {
            (base + word.a).put(.boolean(!x.isTrue))
            continue
          }
          if unary(word, base) { continue }
          break execution

        // MARK: comparisons

        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
          if compare(word, base) { continue }
          break execution
        case .contains, .containsNot:
          if contains(word, base) { continue }
          break execution
        case .testAnd:
          let x = base[word.a]
          if x.isFalse {
            pc += word.wide
          } else if !x.isTrue {
            if expectBoolean(x, "and") { continue }
            break execution
          }
        case .testOr:
          let x = base[word.a]
          if x.isTrue {
            pc += word.wide
          } else if !x.isFalse {
            if expectBoolean(x, "or") { continue }
            break execution
          }
        case .combineAnd, .combineOr:
          if combine(word, base) { continue }
          break execution

        // MARK: jumps

        case .jump:
          pc += word.wide
          if stop.pointee.load(ordering: .relaxed) { break execution }
        case .jumpIfTrue:
          let x = base[word.a]
          if x.isTrue {
            pc += word.wide
            if stop.pointee.load(ordering: .relaxed) { break execution }
          } else if !x.isFalse {
            switch condition(word, base) {
            case 1: pc += word.wide
            case 0: continue
            default: break execution
            }
          }
        case .jumpIfFalse:
          let x = base[word.a]
          if x.isFalse {
            pc += word.wide
            if stop.pointee.load(ordering: .relaxed) { break execution }
          } else if !x.isTrue {
            switch condition(word, base) {
            case 0: pc += word.wide
            case 1: continue
            default: break execution
            }
          }
        case .jumpIfNotMissing: if !base[word.a].isMissing { pc += word.wide }
        case .jumpIfCallable: if base[word.a].isCallable { pc += word.wide }
        case .jumpIfNotMutating: if !mayMutate(word, base, frame) { pc += word.shortJump }
        case .jumpIfLess:
          let (x, y) = (base[word.a], base[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger < y.shiftedInteger
          } else if Value.areDoubles(x, y) {
            holds = x.double < y.double
          } else {
            let outcome = holdsSlowly(.less, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotLess:
          let (x, y) = (base[word.a], base[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger < y.shiftedInteger
          } else if Value.areDoubles(x, y) {
            holds = x.double < y.double
          } else {
            let outcome = holdsSlowly(.less, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfLessOrEqual:
          let (x, y) = (base[word.a], base[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger <= y.shiftedInteger
          } else if Value.areDoubles(x, y) {
            holds = x.double <= y.double
          } else {
            let outcome = holdsSlowly(.lessOrEqual, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotLessOrEqual:
          let (x, y) = (base[word.a], base[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger <= y.shiftedInteger
          } else if Value.areDoubles(x, y) {
            holds = x.double <= y.double
          } else {
            let outcome = holdsSlowly(.lessOrEqual, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfEqual:
          let (x, y) = (base[word.a], base[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.bits == y.bits
          } else if Value.areDoubles(x, y) {
            holds = x.double == y.double
          } else {
            let outcome = holdsSlowly(.equal, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotEqual:
          let (x, y) = (base[word.a], base[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.bits == y.bits
          } else if Value.areDoubles(x, y) {
            holds = x.double == y.double
          } else {
            let outcome = holdsSlowly(.equal, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfLessConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger < y.shiftedInteger
          } else if x.isDouble {
            holds = x.double < y.asNumber
          } else {
            let outcome = holdsSlowly(.less, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotLessConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger < y.shiftedInteger
          } else if x.isDouble {
            holds = x.double < y.asNumber
          } else {
            let outcome = holdsSlowly(.less, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfLessOrEqualConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger <= y.shiftedInteger
          } else if x.isDouble {
            holds = x.double <= y.asNumber
          } else {
            let outcome = holdsSlowly(.lessOrEqual, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotLessOrEqualConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger <= y.shiftedInteger
          } else if x.isDouble {
            holds = x.double <= y.asNumber
          } else {
            let outcome = holdsSlowly(.lessOrEqual, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfGreaterConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger > y.shiftedInteger
          } else if x.isDouble {
            holds = x.double > y.asNumber
          } else {
            let outcome = holdsSlowly(.greater, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotGreaterConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger > y.shiftedInteger
          } else if x.isDouble {
            holds = x.double > y.asNumber
          } else {
            let outcome = holdsSlowly(.greater, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfGreaterOrEqualConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger >= y.shiftedInteger
          } else if x.isDouble {
            holds = x.double >= y.asNumber
          } else {
            let outcome = holdsSlowly(.greaterOrEqual, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotGreaterOrEqualConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.shiftedInteger >= y.shiftedInteger
          } else if x.isDouble {
            holds = x.double >= y.asNumber
          } else {
            let outcome = holdsSlowly(.greaterOrEqual, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfEqualConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.bits == y.bits
          } else if x.isDouble {
            holds = x.double == y.asNumber
          } else {
            let outcome = holdsSlowly(.equal, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .jumpIfNotEqualConstant:
          let (x, y) = (base[word.a], constants[word.b])
          let holds: Bool
          if Value.areSmallIntegers(x, y) {
            holds = x.bits == y.bits
          } else if x.isDouble {
            holds = x.double == y.asNumber
          } else {
            let outcome = holdsSlowly(.equal, word, base, y)
            if outcome < 0 { break execution }
            holds = outcome == 1
          }
          if !holds {
            pc += word.shortJump
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }

        // MARK: containers

        case .makeList, .makeTuple, .makeRecord, .makeDictionary, .makeRange, .makeText,
          .appendSpread, .insertEntry:
          if build(word, base, frame) { continue }
          break execution
        case .appendItems:
          if word.c == 1, base[word.a].appendInPlace((base + word.b).pointee) {
            base[word.b] = .nothing
            continue
          }
          if build(word, base, frame) { continue }
          break execution
        case .getIndex:
          let (x, y) = (base[word.b], base[word.c])
          if x.isObject(.list), y.isSmallInteger {
            let index = y.smallInteger
            let (count, slots) = (x.containerCount, x.containerSlots)
            if index >= 0, index < count {
              let value = slots[index].retained()
              if word.flags & 1 != 0, word.a != word.b { (base + word.b).clear() }
              (base + word.a).put(value)
              continue
            }
          }
          if index(word, base) { continue }
          break execution
        case .getIndexInCapture:
          let (x, y) = (frame.pointee.captures[word.b].cellContents, base[word.c])
          if x.isObject(.list), y.isSmallInteger {
            let index = y.smallInteger
            if index >= 0, index < x.containerCount {
              (base + word.a).put(x.containerSlots[index].retained())
              continue
            }
          }
          if index(of: x, word, base, frame) { continue }
          break execution
        case .getIndexInGlobal:
          let (x, y) = (frame.pointee.code.pointee.globals[word.b].pointee, base[word.c])
          if x.isObject(.list), y.isSmallInteger {
            let index = y.smallInteger
            if index >= 0, index < x.containerCount {
              (base + word.a).put(x.containerSlots[index].retained())
              continue
            }
          }
          if index(of: x, word, base, frame) { continue }
          break execution
        case .getIndexInCell:
          let (x, y) = (base[word.b].cellContents, base[word.c])
          if x.isObject(.list), y.isSmallInteger {
            let index = y.smallInteger
            if index >= 0, index < x.containerCount {
              (base + word.a).put(x.containerSlots[index].retained())
              continue
            }
          }
          if index(of: x, word, base, frame) { continue }
          break execution
        case .getItems:
          if items(word, base, frame) { continue }
          break execution
        case .getField:
          if field(word, base, frame) { continue }
          break execution
        case .getSlot:
          let value = base[word.b].containerSlots[word.c].withoutCell
          value.retain()
          if word.flags & 1 != 0, word.a != word.b { (base + word.b).clear() }
          (base + word.a).put(value)
        case .setIndex:
          if setInPlace(word, base, base + word.a) { continue }
          if setIndex(word, base, base + word.a) { continue }
          break execution
        case .setIndexInCell:
          let root = base[word.a].cellSlot
          if setInPlace(word, base, root) { continue }
          if setIndex(word, base, root) { continue }
          break execution
        case .setIndexInCapture:
          let root = frame.pointee.captures[word.a].cellSlot
          if setInPlace(word, base, root) { continue }
          if setIndex(word, base, root) { continue }
          break execution
        case .setIndexInGlobal:
          let root = frame.pointee.code.pointee.globals[word.a]
          if setInPlace(word, base, root) { continue }
          if setIndex(word, base, root) { continue }
          break execution
        case .setSlot:
          setSlot(word, base, base + word.a)
        case .setSlotInCell:
          setSlot(word, base, base[word.a].cellSlot)
        case .getPlace, .setPlace, .takePlace, .returnPlace:
          if place(word, base, frame) { continue }
          break execution
        case .unpack:
          if unpack(word, base) { continue }
          break execution

        // MARK: loops

        case .prepareRange:
          let (first, last) = (base[word.a], base[word.a + 1])
          if Value.areSmallIntegers(first, last) {
            if first.smallInteger < last.smallInteger {
              (base + word.a + 2).put(first)
            } else {
              pc += word.wide
            }
            continue
          }
          switch prepareRange(word, base) {
          case 1: continue
          case 0: pc += word.wide
          default: break execution
          }
        case .nextInRange:
          let (x, last) = (base[word.a], base[word.a + 1])
          if Value.areSmallIntegers(x, last) {
            let next = x.shiftedInteger &+ 0x1_0000
            if next < last.shiftedInteger, next > x.shiftedInteger {
              let value = Value(shiftedInteger: next)
              base[word.a] = value
              (base + word.a + 2).put(value)
              pc += word.wide
              if stop.pointee.load(ordering: .relaxed) { break execution }
            }
            continue
          }
          if nextLargeInRange(word, base) {
            pc += word.wide
            if stop.pointee.load(ordering: .relaxed) { break execution }
          }
        case .prepareEach:
          switch prepareEach(word, base) {
          case 1: continue
          case 0: pc += word.wide
          default: break execution
          }
        case .nextOfEach:
          let x = base[word.a]
          if x.isSmallInteger {
            // A range of small numbers: the number, the number of turns left, the step.
            let left = base[word.a + 1].smallInteger
            if left > 0 {
              let value = Value.smallInteger(x.smallInteger &+ base[word.a + 2].smallInteger)
              base[word.a] = value
              base[word.a + 1] = .smallInteger(left &- 1)
              (base + word.a + 3).put(value)
              pc += word.wide
              if stop.pointee.load(ordering: .relaxed) { break execution }
            }
            continue
          }
          if x.isObject(.list) {
            let index = base[word.a + 1].smallInteger
            let (count, slots) = (x.containerCount, x.containerSlots)
            if index < count {
              base[word.a + 1] = .smallInteger(index &+ 1)
              (base + word.a + 3).put(slots[index].retained())
              pc += word.wide
              if stop.pointee.load(ordering: .relaxed) { break execution }
            }
            continue
          }
          switch nextOfEach(word, base) {
          case 1:
            pc += word.wide
            if stop.pointee.load(ordering: .relaxed) { break execution }
          case 0: continue
          default: break execution
          }

        // MARK: calls

        case .callGlobal:
          let callee = frame.pointee.code.pointee.globals[word.c].pointee
          frame.pointee.instruction = pc
          if callee.isObject(.function) {
            let code = callee.functionEntry
            if code.pointee.simpleArity == word.flags, frame < lastFrame {
              let start = base + word.a + 1
              if start + code.pointee.registerCount < registerEnd {
                callee.retain()
                frame += 1
                current = frame
                base = start
                pc = code.pointee.ready
                constants = code.pointee.constants
                frame.pointee.base = start
                frame.pointee.code = code
                frame.pointee.captures = callee.containerSlots
                frame.pointee.function = callee
                frame.pointee.target = word.b
                if stop.pointee.load(ordering: .relaxed) { break execution }
                continue
              }
            }
          }
          switch callGlobal(word, base, frame) {
          case .done: continue
          case .failed: break execution
          case .pushed: break
          }
          frame = current
          base = frame.pointee.base
          pc = frame.pointee.instruction
          constants = frame.pointee.code.pointee.constants
        case .call:
          let callee = base[word.a]
          frame.pointee.instruction = pc
          if callee.isObject(.function), word.flags == 0 {
            let code = callee.functionEntry
            if code.pointee.simpleArity == word.c, frame < lastFrame {
              let start = base + word.a + 1
              if start + code.pointee.registerCount < registerEnd {
                // The reference in the register becomes the frame's.
                base[word.a] = .nothing
                frame += 1
                current = frame
                base = start
                pc = code.pointee.ready
                constants = code.pointee.constants
                frame.pointee.base = start
                frame.pointee.code = code
                frame.pointee.captures = callee.containerSlots
                frame.pointee.function = callee
                frame.pointee.target = word.b
                if stop.pointee.load(ordering: .relaxed) { break execution }
                continue
              }
            }
          }
          switch callAny(word, base, frame) {
          case .done: continue
          case .failed: break execution
          case .pushed: break
          }
          frame = current
          base = frame.pointee.base
          pc = frame.pointee.instruction
          constants = frame.pointee.code.pointee.constants
        case .callShaped:
          frame.pointee.instruction = pc
          switch callShaped(word, base, frame) {
          case .done: continue
          case .failed: break execution
          case .pushed: break
          }
          frame = current
          base = frame.pointee.base
          pc = frame.pointee.instruction
          constants = frame.pointee.code.pointee.constants
        case .invoke, .invokeReference, .invokeShaped:
          frame.pointee.instruction = pc
          switch invokeMethod(word, base, frame) {
          case .done: continue
          case .failed: break execution
          case .fallThrough:
            pc += 1
            continue
          case .pushed: break
          }
          frame = current
          base = frame.pointee.base
          pc = frame.pointee.instruction
          constants = frame.pointee.code.pointee.constants
        case .runKernel:
          frame.pointee.instruction = pc
          switch runKernel(word, base, frame) {
          case 0: continue
          case 1: break
          default: break execution
          }
          // The result stands in the first register: return it as any other.
          if leave(frame, with: base.takeOut(), floor) { return true }
          frame = current
          base = frame.pointee.base
          pc = frame.pointee.instruction
          constants = frame.pointee.code.pointee.constants
        case .returnNil:
          if leave(frame, with: .nothing, floor) { return true }
          frame = current
          base = frame.pointee.base
          pc = frame.pointee.instruction
          constants = frame.pointee.code.pointee.constants
        case .returnValue:
          let value = (base + word.a).takeOut()
          base.clear(frame.pointee.code.pointee.keptCount)
          frame.pointee.function.release()
          let target = frame.pointee.target
          let isLast = frame == floor
          frame -= 1
          current = frame
          if isLast {
            deliver(value, target, frame)
            return true
          }
          base = frame.pointee.base
          pc = frame.pointee.instruction
          constants = frame.pointee.code.pointee.constants
          (base + target).put(value)

        // MARK: definitions

        case .makeFunction: makeFunction(word, base, frame)
        case .makeType: makeType(word, base, frame)
        case .makeInstance: makeInstance(word, base, frame)
        case .importModule:
          frame.pointee.instruction = pc
          if importModule(word, base, frame) { continue }
          break execution

        // MARK: faults

        case .throwValue:
          _ = raise(base[word.a])
          break execution
        case .failAssertion:
          _ = failAssertion(word, base, frame)
          break execution
        case .catchFault: catchFault(word, base)
        case .rethrow:
          rethrow(base[word.a])
          break execution

        // MARK: shapes

        case .checkArgument, .checkResult, .checkDimension:
          frame.pointee.instruction = pc
          if checkShape(word, base, frame) { continue }
          break execution
        }
      }
      // A fault, or the wish to stop.
      frame.pointee.instruction = pc
      current = frame
      guard handleFault(floor) else { return false }
      frame = current
      base = frame.pointee.base
      pc = frame.pointee.instruction
      constants = frame.pointee.code.pointee.constants
    }
  }
}

extension Machine {
  /// `x[i] = v` where x is a list that only this variable holds, and i is in it; false for all else.
  @inline(__always)
  fileprivate func setInPlace(
    _ word: Word, _ base: UnsafeMutablePointer<Value>, _ root: UnsafeMutablePointer<Value>
  ) -> Bool {
    let (x, y) = (root.pointee, base[word.b])
    guard y.isSmallInteger, x.isObject(.list), x.isOnlyReference else { return false }
    let index = y.smallInteger
    guard index >= 0, index < x.containerCount else { return false }
    let value = word.flags & 2 != 0 ? (base + word.c).takeOut() : base[word.c].retained()
    (x.containerSlots + index).put(value)
    return true
  }
}

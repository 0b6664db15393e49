import AimCompiler
import AimDiagnostics

extension Machine {
  /// Runs the frame on top until the frame `floor` returns; its value is then `result`.
  ///
  /// False when a fault left that frame; it is noted, and the frames are gone. The loop keeps what it
  /// needs in locals and reads as a table: one row for each instruction. What a row calls answers
  /// whether it succeeded, is small and part of the loop (`Dispatch/`), and leaves every rare case to
  /// a slow path beside it. A row that goes on elsewhere by itself says `continue`. References are
  /// counted by hand.
  @inline(never)
  func run<Watcher: Observer>(
    floor: UnsafeMutablePointer<Frame>, _ observer: inout Watcher
  ) -> Bool {
    var frame = current
    var (base, pc, constants) = resume(frame)

    while true {
      execution: while true {
        if Watcher.isActive { report(&observer, frame, pc) }
        let word = Word(at: pc)
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
          if !load(base[word.b].cellContents, word, base, frame) { break execution }
        case .setCell: storeInCell(word, base)
        case .getCapture: (base + word.a).put(frame.pointee.captures[word.b].retained())
        case .getCaptureCell:
          let value = frame.pointee.captures[word.b].cellContents
          if !load(value, word, base, frame) { break execution }
        case .setCaptureCell: store(word, base, in: frame.pointee.captures[word.b].cellSlot)
        case .getGlobal:
          let value = frame.pointee.code.pointee.globals[word.b].pointee
          if !load(value, word, base, frame) { break execution }
        case .setGlobal, .defineGlobal:
          store(word, base, in: frame.pointee.code.pointee.globals[word.b])
        case .getGlobalCell: getGlobalCell(word, base, frame)
        case .getSelf: (base + word.a).put(frame.pointee.function.retained())
        case .getTraining: (base + word.a).put(.boolean(isTraining))

        // MARK: arithmetic

        case .add: if !add(word, base, base[word.c]) { break execution }
        case .subtract: if !subtract(word, base, base[word.c]) { break execution }
        case .multiply: if !multiply(word, base, base[word.c]) { break execution }
        case .divide: if !divide(word, base, base[word.c]) { break execution }
        case .floorDivide: if !floorDivide(word, base, base[word.c]) { break execution }
        case .remainder: if !remainder(word, base, base[word.c]) { break execution }
        case .power, .matrixProduct:
          if !arithmetic(word, base, base[word.c]) { break execution }
        case .addConstant: if !add(word, base, constants[word.c]) { break execution }
        case .subtractConstant: if !subtract(word, base, constants[word.c]) { break execution }
        case .multiplyConstant: if !multiply(word, base, constants[word.c]) { break execution }
        case .divideConstant: if !divide(word, base, constants[word.c]) { break execution }
        case .floorDivideConstant:
          if !floorDivide(word, base, constants[word.c]) { break execution }
        case .remainderConstant: if !remainder(word, base, constants[word.c]) { break execution }
        case .powerConstant: if !power(word, base, constants[word.c]) { break execution }
        case .negate: if !negate(word, base) { break execution }
        case .not: if !not(word, base) { break execution }

        // MARK: comparisons

        case .equal:
          let y = source(word, base, constants).pointee
          if !compare(.equal, word, base, y) { break execution }
        case .notEqual:
          let y = source(word, base, constants).pointee
          if !compare(.notEqual, word, base, y) { break execution }
        case .less: if !compare(.less, word, base, base[word.c]) { break execution }
        case .lessOrEqual: if !compare(.lessOrEqual, word, base, base[word.c]) { break execution }
        case .greater: if !compare(.greater, word, base, base[word.c]) { break execution }
        case .greaterOrEqual:
          if !compare(.greaterOrEqual, word, base, base[word.c]) { break execution }
        case .contains, .containsNot: if !contains(word, base) { break execution }
        case .testAnd: if !decide("and", if: .false, word, base, &pc) { break execution }
        case .testOr: if !decide("or", if: .true, word, base, &pc) { break execution }
        case .combineAnd, .combineOr: if !combine(word, base) { break execution }

        // MARK: jumps

        case .jump: if !jump(word.wide, &pc) { break execution }
        case .jumpIfTrue: if !jump(if: true, word, base, &pc) { break execution }
        case .jumpIfFalse: if !jump(if: false, word, base, &pc) { break execution }
        case .jumpIfNotMissing: if !base[word.a].isMissing { pc += word.wide }
        case .jumpIfCallable: if base[word.a].isCallable { pc += word.wide }
        case .jumpIfNotMutating: if !mayMutate(word, base, frame) { pc += word.shortJump }
        case .jumpIfLess:
          if !jump(.less, if: true, word, base, base[word.b], &pc) { break execution }
        case .jumpIfNotLess:
          if !jump(.less, if: false, word, base, base[word.b], &pc) { break execution }
        case .jumpIfLessOrEqual:
          if !jump(.lessOrEqual, if: true, word, base, base[word.b], &pc) { break execution }
        case .jumpIfNotLessOrEqual:
          if !jump(.lessOrEqual, if: false, word, base, base[word.b], &pc) { break execution }
        case .jumpIfEqual:
          if !jump(.equal, if: true, word, base, base[word.b], &pc) { break execution }
        case .jumpIfNotEqual:
          if !jump(.equal, if: false, word, base, base[word.b], &pc) { break execution }
        case .jumpIfLessConstant:
          if !jump(.less, if: true, word, base, constants[word.b], &pc) { break execution }
        case .jumpIfNotLessConstant:
          if !jump(.less, if: false, word, base, constants[word.b], &pc) { break execution }
        case .jumpIfLessOrEqualConstant:
          if !jump(.lessOrEqual, if: true, word, base, constants[word.b], &pc) { break execution }
        case .jumpIfNotLessOrEqualConstant:
          if !jump(.lessOrEqual, if: false, word, base, constants[word.b], &pc) { break execution }
        case .jumpIfGreaterConstant:
          if !jump(.greater, if: true, word, base, constants[word.b], &pc) { break execution }
        case .jumpIfNotGreaterConstant:
          if !jump(.greater, if: false, word, base, constants[word.b], &pc) { break execution }
        case .jumpIfGreaterOrEqualConstant:
          if !jump(.greaterOrEqual, if: true, word, base, constants[word.b], &pc) {
            break execution
          }
        case .jumpIfNotGreaterOrEqualConstant:
          if !jump(.greaterOrEqual, if: false, word, base, constants[word.b], &pc) {
            break execution
          }
        case .jumpIfEqualConstant:
          if !jump(.equal, if: true, word, base, constants[word.b], &pc) { break execution }
        case .jumpIfNotEqualConstant:
          if !jump(.equal, if: false, word, base, constants[word.b], &pc) { break execution }

        // MARK: containers

        case .makeList, .makeTuple, .makeRecord, .makeDictionary, .makeRange, .makeText,
          .appendSpread, .insertEntry:
          if !build(word, base, frame) { break execution }
        case .appendItems: if !appendItems(word, base, frame) { break execution }
        case .getIndex: if !getIndex(word, base) { break execution }
        case .getIndexInCell:
          if !getIndex(of: base[word.b].cellContents, word, base, frame) { break execution }
        case .getIndexInCapture:
          let list = frame.pointee.captures[word.b].cellContents
          if !getIndex(of: list, word, base, frame) { break execution }
        case .getIndexInGlobal:
          let list = frame.pointee.code.pointee.globals[word.b].pointee
          if !getIndex(of: list, word, base, frame) { break execution }
        case .getItems: if !items(word, base, frame) { break execution }
        case .getField: if !field(word, base, frame) { break execution }
        case .getSlot: getSlot(word, base)
        case .setIndex: if !setIndex(word, base, base + word.a, constants) { break execution }
        case .setIndexInCell:
          if !setIndex(word, base, base[word.a].cellSlot, constants) { break execution }
        case .setIndexInCapture:
          let root = frame.pointee.captures[word.a].cellSlot
          if !setIndex(word, base, root, constants) { break execution }
        case .setIndexInGlobal:
          let root = frame.pointee.code.pointee.globals[word.a]
          if !setIndex(word, base, root, constants) { break execution }
        case .setSlot: setSlot(word, base, base + word.a)
        case .setSlotInCell: setSlot(word, base, base[word.a].cellSlot)
        case .getPlace, .setPlace, .takePlace, .returnPlace:
          if !place(word, base, frame) { break execution }
        case .unpack: if !unpack(word, base) { break execution }

        // MARK: loops

        case .prepareRange: if !prepareRange(word, base, &pc) { break execution }
        case .nextInRange: if !nextInRange(word, base, &pc) { break execution }
        case .prepareEach: if !prepareEach(word, base, &pc) { break execution }
        case .nextOfEach: if !nextOfEach(word, base, &pc) { break execution }

        // MARK: calls

        case .callGlobal:
          frame.pointee.instruction = pc + 1
          if !callGlobal(word, base, &frame) { break execution }
          (base, pc, constants) = resume(frame)
          continue
        case .call:
          frame.pointee.instruction = pc + 1
          if !call(word, base, &frame) { break execution }
          (base, pc, constants) = resume(frame)
          continue
        case .callShaped, .invoke, .invokeReference, .invokeShaped:
          frame.pointee.instruction = pc + 1
          if !callOther(word, base, &frame) { break execution }
          (base, pc, constants) = resume(frame)
          continue
        case .runKernel:
          frame.pointee.instruction = pc + 1
          let outcome = runKernel(word, base, frame)
          if outcome < 0 { break execution }
          // The result stands in the first register: return it as any other.
          if outcome == 0 { break }
          if leave(&frame, with: base.takeOut(), floor) { return true }
          (base, pc, constants) = resume(frame)
          continue
        case .returnNil:
          if leave(&frame, with: .nothing, floor) { return true }
          (base, pc, constants) = resume(frame)
          continue
        case .returnValue:
          if leave(&frame, with: (base + word.a).takeOut(), floor) { return true }
          (base, pc, constants) = resume(frame)
          continue

        // MARK: definitions

        case .makeFunction: makeFunction(word, base, frame)
        case .makeType: makeType(word, base, frame)
        case .makeInstance: makeInstance(word, base, frame)
        case .importModule:
          frame.pointee.instruction = pc + 1
          if !importModule(word, base, frame) { break execution }

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
          frame.pointee.instruction = pc + 1
          if !checkShape(word, base, frame) { break execution }
        }
        pc += 1
      }
      // A fault, or the wish to stop.
      frame.pointee.instruction = pc + 1
      current = frame
      guard handleFault(floor) else { return false }
      frame = current
      (base, pc, constants) = resume(frame)
    }
  }
}

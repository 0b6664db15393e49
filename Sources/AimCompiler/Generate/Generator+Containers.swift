import AimDiagnostics
import AimSyntax

extension Generator {
  /// Elements computed at once; longer literals are made piece by piece.
  private static let piece = 64

  func list(_ elements: [Expression.Element], into target: Target) {
    let hasSpread = elements.contains { if case .spread = $0 { true } else { false } }
    if !hasSpread, elements.count <= Generator.piece {
      let window = self.window(elements.map(\.expression))
      builder.emit(.makeList, a: target.register, b: window, c: UInt16(elements.count))
      return
    }
    let list = accumulator(.makeList, target)
    var pending: [Expression] = []
    for element in elements {
      switch element {
      case .expression(let value):
        pending.append(value)
        if pending.count == Generator.piece { flush(&pending, to: list) }
      case .spread(let value):
        flush(&pending, to: list)
        temporarily {
          let spread = operand(value)
          at(value.range) {
            _ = builder.emit(
              .appendSpread, flags: Generator.giveUp(b: spread), a: list, b: spread.register)
          }
          noteOperands((spread, value))
        }
      }
    }
    flush(&pending, to: list)
    finish(list, target)
  }

  private func flush(_ pending: inout [Expression], to list: UInt16) {
    if pending.isEmpty { return }
    temporarily {
      let window = self.window(pending)
      builder.emit(.appendItems, a: list, b: window, c: UInt16(pending.count))
    }
    pending = []
  }

  /// A register in which a container grows unseen: the target itself where it is fresh.
  private func accumulator(_ opcode: Opcode, _ target: Target) -> UInt16 {
    let register = target.isFresh ? target.register : builder.reserve()
    builder.emit(opcode, a: register)
    return register
  }

  private func finish(_ register: UInt16, _ target: Target) {
    if register != target.register { builder.emit(.take, a: target.register, b: register) }
  }

  func dictionary(_ entries: [Expression.Entry], into target: Target) {
    if entries.count <= Generator.piece {
      let window = self.window(entries.flatMap { [$0.key, $0.value] })
      builder.emit(.makeDictionary, a: target.register, b: window, c: UInt16(entries.count))
      return
    }
    let dictionary = accumulator(.makeDictionary, target)
    for entry in entries { insert(entry, into: dictionary) }
    finish(dictionary, target)
  }

  private func insert(_ entry: Expression.Entry, into dictionary: UInt16) {
    temporarily {
      let window = self.window([entry.key, entry.value])
      builder.emit(.insertEntry, a: dictionary, b: window)
    }
  }

  func listComprehension(
    _ element: Expression, _ clauses: [Expression.ComprehensionClause], into target: Target
  ) {
    let list = accumulator(.makeList, target)
    comprehension(clauses[...]) {
      self.temporarily {
        let register = self.temporary(element)
        self.builder.emit(.appendItems, a: list, b: register, c: 1)
      }
    }
    finish(list, target)
  }

  func dictionaryComprehension(
    _ entry: Expression.Entry, _ clauses: [Expression.ComprehensionClause], into target: Target
  ) {
    let dictionary = accumulator(.makeDictionary, target)
    comprehension(clauses[...]) { self.insert(entry, into: dictionary) }
    finish(dictionary, target)
  }

  private func comprehension(
    _ clauses: ArraySlice<Expression.ComprehensionClause>, element: () -> Void
  ) {
    guard let clause = clauses.first else { return element() }
    let rest = clauses.dropFirst()
    switch clause {
    case .each(let pattern, let sequence):
      loop(over: sequence, pattern) { comprehension(rest, element: element) }
    case .filter(let condition):
      let skip = branch(condition, when: false)
      comprehension(rest, element: element)
      builder.land(skip)
    }
  }

  /// An interpolated string.
  func text(_ parts: [StringLiteral.Part], into target: Target) {
    let window = UInt16(clamping: builder.top)
    var shape: [TextPart] = []
    for part in parts {
      switch part {
      case .text(let text): shape.append(.text(text))
      case .interpolation(let piece):
        _ = temporary(piece.expression)
        if let format = piece.format.constantText {
          shape.append(.value(format: format))
        } else {
          let register = builder.reserve()
          // The next part stands in the register after this one: what the format took is free again.
          temporarily { text(piece.format, into: Target(register: register, isFresh: true)) }
          shape.append(.valueWithFormat)
        }
      }
    }
    builder.emit(.makeText, a: target.register, b: window, c: builder.add(shape))
  }
}

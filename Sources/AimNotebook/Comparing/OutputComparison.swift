/// Holds what a cell shows now against what it recorded.
///
/// Numbers inside the text are compared with a relative tolerance, everything else literally; runs
/// of blanks beside a number may differ with its width. Blanks at the ends of lines do not count.
package struct OutputComparison: Sendable {
  package let tolerance: Double

  package init(tolerance: Double = CellOptions.usualTolerance) { self.tolerance = tolerance }

  /// The lines that differ, in their order; empty when the outputs agree.
  package func differences(recorded: String, now: String) -> [OutputDifference] {
    let old = Notebook.shownLines(recorded).map(Line.init)
    let new = Notebook.shownLines(now).map(Line.init)
    if old.count == new.count, zip(old, new).allSatisfy(agree) { return [] }
    return script(old, new)
  }

  /// A line and its tokens, which a comparison of many lines needs many times.
  private struct Line {
    let text: String
    let tokens: [OutputToken]

    init(_ text: String) {
      self.text = text
      tokens = OutputToken.tokens(of: text)
    }
  }

  /// True when two lines say the same within the tolerance.
  private func agree(_ old: Line, _ new: Line) -> Bool {
    old.text == new.text || numbers(old.tokens, new.tokens)?.allSatisfy(agree) == true
  }

  func agree(_ old: Double, _ new: Double) -> Bool {
    if old == new || (old.isNaN && new.isNaN) { return true }
    let larger = max(old.magnitude, new.magnitude)
    // Where both vanish, a relative difference says nothing.
    return larger < 1e-12 || (old - new).magnitude <= tolerance * larger
  }

  /// The pairs of numbers of two lines that agree in all else; nil when they don't.
  func numbers(_ old: String, _ new: String) -> [(Double, Double)]? {
    numbers(OutputToken.tokens(of: old), OutputToken.tokens(of: new))
  }

  private func numbers(_ left: [OutputToken], _ right: [OutputToken]) -> [(Double, Double)]? {
    guard left.count == right.count else { return nil }
    var pairs: [(Double, Double)] = []
    for index in left.indices {
      switch (left[index], right[index]) {
      case (.number(let old, _), .number(let new, _)): pairs.append((old, new))
      case (.blank, .blank):
        let neighbours = [index - 1, index + 1].filter(left.indices.contains)
        let mayShift = neighbours.contains { left[$0].width != right[$0].width }
        guard left[index] == right[index] || mayShift else { return nil }
      default: guard left[index] == right[index] else { return nil }
      }
    }
    return pairs
  }

  /// The changes that make the old lines the new ones: lines left out, lines come in.
  private func script(_ old: [Line], _ new: [Line]) -> [OutputDifference] {
    let change = new.difference(from: old) { agree($0, $1) }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for step in change {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [OutputDifference] = []
    var left = 0
    var right = 0
    while left < old.count || right < new.count {
      var gone: [String] = []
      var come: [String] = []
      while left < old.count, removed.contains(left) {
        gone.append(old[left].text)
        left += 1
      }
      while right < new.count, inserted.contains(right) {
        come.append(new[right].text)
        right += 1
      }
      if gone.isEmpty, come.isEmpty {
        left += 1
        right += 1
      } else {
        result.append(OutputDifference(line: left - gone.count + 1, recorded: gone, now: come))
      }
    }
    return result
  }
}

extension OutputToken {
  fileprivate var width: Int {
    if case .number(_, let written) = self { written.count } else { 0 }
  }
}

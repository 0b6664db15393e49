package import AimDiagnostics

/// Neighbouring lines of an output that are no longer what was recorded.
package struct OutputDifference: Sendable, Hashable {
  /// The line of the recorded output (from 1) at which it begins.
  package let line: Int
  package let recorded: [String]
  package let now: [String]

  /// The lines in the way of a diff, with the largest relative difference where numbers alone differ.
  package func lines(tolerance: Double) -> [StyledLine] {
    var output = shown(recorded, "- ", .error) + shown(now, "+ ", .help)
    if let note = note(tolerance) { output.append(StyledLine("    " + note, .quiet)) }
    return output
  }

  private static let shownLimit = 12

  private func shown(_ lines: [String], _ sign: String, _ style: StyledLine.Style) -> [StyledLine] {
    var output = lines.prefix(Self.shownLimit).map { StyledLine("  " + sign + $0, style) }
    if lines.count > output.count {
      output.append(StyledLine("  " + sign + "… \(lines.count - output.count) more lines", style))
    }
    return output
  }

  /// `0.986 became 0.971: a difference of 1.5 %, where 0.01 % is allowed`.
  private func note(_ tolerance: Double) -> String? {
    guard recorded.count == now.count else { return nil }
    let comparison = OutputComparison(tolerance: tolerance)
    var worst: (old: Double, new: Double, difference: Double)?
    for (old, new) in zip(recorded, now) {
      guard let pairs = comparison.numbers(old, new) else { return nil }
      for (left, right) in pairs where !comparison.agree(left, right) {
        let difference = (left - right).magnitude / max(left.magnitude, right.magnitude)
        if difference > worst?.difference ?? -1 { worst = (left, right, difference) }
      }
    }
    return worst.map { worst in
      "\(Self.short(worst.old)) became \(Self.short(worst.new)): \(Self.percent(worst.difference)) apart, "
        + "\(Self.percent(tolerance)) is allowed"
    }
  }

  /// A share as a percentage of three significant digits.
  private static func percent(_ share: Double) -> String {
    let value = share * 100
    guard value.isFinite, value > 0 else { return "\(value) %" }
    var scale = 1.0
    while value * scale < 100, scale < 1e12 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return short(rounded) + " %"
  }

  /// A whole number without its fraction.
  private static func short(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

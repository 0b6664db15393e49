import AimDiagnostics
import AimRuntime

/// How a long work is going: a bar that is redrawn in a terminal, a line per step elsewhere.
struct ProgressBar {
  private let output: Output
  private var isDrawn = false
  /// The clock when this work began, and what it is called.
  private var began: (label: String, done: Int, seconds: Double)?

  init(_ output: Output) { self.output = output }

  mutating func show(_ progress: Progress) {
    let isNew = began.map { $0.label != progress.label || progress.done < $0.done } ?? true
    let start = isNew ? progress.seconds : began?.seconds ?? progress.seconds
    began = (progress.label, progress.done, start)
    let progress = Progress(
      label: progress.label, done: progress.done, total: progress.total,
      seconds: progress.seconds - start, measures: progress.measures)
    if output.isTerminal {
      draw(progress)
    } else if progress.done > 0 {
      output.write(Self.line(progress, barWidth: 0).plain + "\n")
      output.flush()
    }
  }

  /// Removes the bar, so that other text can be written.
  mutating func clear() {
    if isDrawn { output.write("\r\u{1B}[K") }
    isDrawn = false
  }

  private mutating func draw(_ progress: Progress) {
    let line = Self.line(progress, barWidth: 20)
    let isWhole = progress.done >= progress.total
    let columns = output.columns ?? 80
    let text = line.width < columns ? line : Self.line(progress, barWidth: 0)
    output.write("\r\u{1B}[K" + output.style.render(text) + (isWhole ? "\n" : ""))
    isDrawn = !isWhole
  }

  /// `epoch  10/10 ━━━━━━━━━━━━━━━━━━━━ 0.4 s  loss 0.021  accuracy 0.995`.
  static func line(_ progress: Progress, barWidth: Int) -> StyledLine {
    let total = String(progress.total)
    let done = String(progress.done)
    let margin = String(repeating: " ", count: max(0, total.count - done.count))
    var line = StyledLine("\(progress.label) \(margin)\(done)/\(total) ")
    if barWidth > 0, progress.total > 0 {
      let filled = min(barWidth, max(0, progress.done * barWidth / progress.total))
      line.append(String(repeating: "━", count: filled), .help)
      line.append(String(repeating: "━", count: barWidth - filled) + " ", .quiet)
    }
    line.append(seconds(progress.seconds))
    for measure in progress.measures {
      line.append("  \(spoken(measure.name)) ", .quiet)
      line.append(number(measure.value))
    }
    return line
  }

  private static func spoken(_ name: String) -> String {
    String(name.map { $0 == "_" ? " " : $0 })
  }

  /// `0.4 s`, `1 min 12 s`.
  static func seconds(_ value: Double) -> String {
    guard value.isFinite, value >= 0, value < 1e9 else { return "" }
    if value < 60 { return fixed(value, decimals: value < 10 ? 1 : 0) + " s" }
    let whole = Int(value)
    return "\(whole / 60) min \(whole % 60) s"
  }

  /// Three decimals, or a power of ten where that would say little.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let size = value.magnitude
    if size == 0 || (size >= 0.001 && size < 100_000) { return fixed(value, decimals: 3) }
    var exponent = 0
    var scaled = size
    while scaled >= 10 {
      scaled /= 10
      exponent += 1
    }
    while scaled < 1 {
      scaled *= 10
      exponent -= 1
    }
    return (value < 0 ? "-" : "") + fixed(scaled, decimals: 2) + "e\(exponent)"
  }

  /// A number with so many decimals, rounded; for numbers of ordinary size.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (value.magnitude * scale).rounded()
    let digits = String(Int(rounded))
    let sign = value < 0 && rounded > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}

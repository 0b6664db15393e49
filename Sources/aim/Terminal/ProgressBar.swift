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
    let isWhole = progress.done >= progress.total
    let text = Self.line(progress, within: output.columns ?? 80)
    output.write("\r\u{1B}[K" + output.style.render(text) + (isWhole ? "\n" : ""))
    isDrawn = !isWhole
  }

  /// One line of a terminal: without its bar, and then without its last measures, where it is narrow.
  ///
  /// A line that wraps could not be drawn over.
  static func line(_ progress: Progress, within columns: Int) -> StyledLine {
    let whole = line(progress, barWidth: 20)
    if whole.width < columns { return whole }
    var shorter = progress
    while true {
      var text = line(shorter, barWidth: 0)
      if shorter.measures.count < progress.measures.count { text.append("  …", .quiet) }
      if text.width < columns || shorter.measures.isEmpty { return text }
      shorter.measures.removeLast()
    }
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
      line.append(MeasureText.text(measure.value))
    }
    return line
  }

  private static func spoken(_ name: String) -> String {
    String(name.map { $0 == "_" ? " " : $0 })
  }

  /// `0.4 s`, `1 min 12 s`.
  static func seconds(_ value: Double) -> String {
    guard value.isFinite, value >= 0, value < 1e9 else { return "" }
    if value < 60 { return MeasureText.fixed(value, decimals: value < 10 ? 1 : 0) + " s" }
    let whole = Int(value)
    return "\(whole / 60) min \(whole % 60) s"
  }
}

import AimDiagnostics
import AimTensor

extension Interpreter {
  /// Runs something and says where its time and memory went.
  ///
  /// The program runs the same; what is not tensor work takes some times longer, each instruction
  /// in the same measure.
  package func profiling<Result>(_ work: () -> Result) -> (Result, Profile) {
    let lines = LineTable { [weak self] in self?.sources[$0] }
    let meter = OperatorMeter { place, bytes in lines.add(memory: bytes, to: place) }
    let ticker = Ticker()
    ticker.start()
    let outer = observer
    observer = LineWatch(machine: machine, ticker: ticker, lines: lines)
    let start = ContinuousClock.now
    lines.begin(at: start)
    let result = meter.measure(work)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    ticker.stop()
    observer = outer
    return (
      result,
      Profile(
        seconds: seconds, lines: lines.sorted, operators: meter.sorted,
        peakMemory: meter.peakMemory, machine: try? MachineSpeed.measured())
    )
  }
}

extension OperatorMeter {
  /// The longest first.
  fileprivate var sorted: [Row] { rows.sorted { $0.seconds > $1.seconds } }
}

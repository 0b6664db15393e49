import AimCompiler
import AimDiagnostics
import AimTensor

/// Keeps the machine's place up to date before every instruction, while a NaN is looked for: the
/// normal loop notes it only where a call or a fault needs it.
struct PlaceKeeper: Observer {
  static var isActive: Bool { true }
  unowned let machine: Machine

  mutating func willRun(
    _ instruction: Int, of code: FunctionCode, depth: Int,
    registers: UnsafeMutablePointer<Value>
  ) {
    let frame = machine.current
    frame.pointee.instruction = frame.pointee.code.pointee.instructions + instruction + 1
  }
}

/// The places that differentiated operations were asked for at, while a NaN is looked for.
struct OperationPlaces {
  private var ranges: [SourceRange] = []

  /// The number of a place, from 1; 0 for none.
  mutating func site(of range: SourceRange?) -> UInt64 {
    guard let range else { return 0 }
    if ranges.last != range { ranges.append(range) }
    return UInt64(ranges.count)
  }

  subscript(site: UInt64) -> SourceRange? {
    site > 0 && site <= UInt64(ranges.count) ? ranges[Int(site) - 1] : nil
  }
}

extension Interpreter {
  /// Runs something; with `:nan on` each operation that is differentiated remembers its place.
  func watchingNaN<Result>(_ work: () -> Result) -> Result {
    guard NaNWatch.isOn, machine.observer == nil else { return work() }
    machine.observer = PlaceKeeper(machine: machine)
    places = OperationPlaces()
    Site.provider = { [unowned self] in self.places.site(of: self.machine.currentPlace()) }
    defer {
      machine.observer = nil
      Site.provider = nil
    }
    return work()
  }

  /// Where a differentiated operation was asked for.
  func place(ofSite site: UInt64) -> SourceRange? { places[site] }
}

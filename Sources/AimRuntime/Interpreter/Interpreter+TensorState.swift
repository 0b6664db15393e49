package import AimDiagnostics
package import AimTensor

/// What of a session tensor work finds beside its inputs.
///
/// A value that stands where the operators look for it (the thread's streams, the process's watch)
/// only while the session runs something.
package struct TensorState {
  /// Where the random numbers stand; a session begins with seed 0.
  package var streams = RandomStreams()
  /// Whether the operation that makes a NaN is a fault.
  package var watchesNaN = false

  /// What is in force on this thread.
  fileprivate static var current: TensorState {
    get { TensorState(streams: RandomStreams.current, watchesNaN: NaNWatch.isOn) }
    set {
      RandomStreams.current = newValue.streams
      NaNWatch.isOn = newValue.watchesNaN
    }
  }
}

extension Interpreter: SiteTeller {
  /// The line of the user's program that runs now; nil where none does.
  package var site: SourceRange? { machine.site }

  /// Runs something with the session's state in force, and keeps what the state has become.
  ///
  /// Within a run (an import, a file of the library) it is in force already.
  func withTensorState<Result>(_ body: () -> Result) -> Result {
    guard !isTensorStateInForce else { return body() }
    let (outer, teller) = (TensorState.current, Site.teller)
    Site.teller = self
    TensorState.current = tensorState
    isTensorStateInForce = true
    defer {
      Site.endRun()
      tensorState = TensorState.current
      TensorState.current = outer
      Site.teller = teller
      isTensorStateInForce = false
    }
    return body()
  }
}

import AimRuntime
import AimTensor

extension Session {
  /// Whether the operation that makes a NaN is a fault (`:nan on`).
  package var watchesNaN: Bool {
    get { interpreter.tensorState.watchesNaN }
    set { interpreter.tensorState.watchesNaN = newValue }
  }

  /// How many threads tensor work may use.
  ///
  /// Results do not depend on it.
  package var threads: Int {
    get { Pool.threads }
    set { Pool.threads = newValue }
  }
}

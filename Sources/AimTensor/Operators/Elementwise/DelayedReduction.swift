import Glibc

/// The one reduction of this thread that waits for its operand's other holders to let go.
enum DelayedReduction {
  /// Puts a pending result here; the one before has been run.
  static func set(_ storage: Storage) {
    pthread_setspecific(key, Unmanaged.passRetained(storage).toOpaque())
  }

  /// Runs what waits.
  ///
  /// A fault is told to whoever asks for the result.
  static func run() {
    guard let address = pthread_getspecific(key) else { return }
    pthread_setspecific(key, nil)
    let storage = Unmanaged<Storage>.fromOpaque(address).takeRetainedValue()
    try? storage.materialize()
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { address in
      if let address { Unmanaged<Storage>.fromOpaque(address).release() }
    }
    return key
  }()
}

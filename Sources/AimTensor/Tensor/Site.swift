package import AimDiagnostics
import Glibc

/// Who knows which line of the program asks for tensor work: the interpreter that runs it.
package protocol SiteTeller: AnyObject {
  var site: SourceRange? { get }
}

/// Where a result that is put off asks for its line.
///
/// Asked, not told: work that is done at once pays nothing for it.
package enum Site {
  /// Who runs a program on this thread, borrowed; whoever sets it takes it back.
  package static var teller: (any SiteTeller)? {
    get {
      guard let address = pthread_getspecific(key) else { return nil }
      return Unmanaged<AnyObject>.fromOpaque(address).takeUnretainedValue() as? any SiteTeller
    }
    set {
      pthread_setspecific(key, newValue.map { Unmanaged<AnyObject>.passUnretained($0).toOpaque() })
    }
  }

  /// Called while the teller is still there: no work that was put off for a moment outlives its run.
  package static func endRun() { DelayedReduction.run() }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()
}

/// A fault of a pending result, and the site that made the result.
package struct DelayedFault: Error {
  package let fault: any Fault
  package let site: SourceRange?
}

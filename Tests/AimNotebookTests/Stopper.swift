import AimDiagnostics
import Foundation

/// Asks the work under way to stop, as Ctrl-C does, after a moment.
final class Stopper {
  private let thread: Thread
  private let isDone = DispatchSemaphore(value: 0)

  init(after seconds: Double) {
    let isDone = isDone
    thread = Thread {
      Thread.sleep(forTimeInterval: seconds)
      Interrupt.request()
      isDone.signal()
    }
    thread.start()
  }

  func wait() { isDone.wait() }
}

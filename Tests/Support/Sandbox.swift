package import AimDiagnostics

/// A fresh session for one program.
package final class Sandbox {
  package struct Result {
    package var output = ""
    package var reports: [Report] = []
    package var reachedMachine = false
    package var identity: String?
  }
  package init(folder: String? = nil) {}
  package func run(_ source: [UInt8], path: String) -> Result { Result() }
  package static func run(_ source: [UInt8], seconds: Double) -> Result { Result() }
}

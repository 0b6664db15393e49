package import AimDiagnostics

/// A fault on its way out of the runtime: one pointer, so that not throwing costs nothing.
package struct RuntimeFault: Error {
  private final class Box: Sendable {
    let fault: any Fault
    let diagnostic: Diagnostic?

    init(fault: any Fault, diagnostic: Diagnostic?) {
      self.fault = fault
      self.diagnostic = diagnostic
    }
  }

  private let box: Box

  package init(_ fault: any Fault) { box = Box(fault: fault, diagnostic: nil) }

  /// A fault whose place and chain of calls are known.
  package init(_ diagnostic: Diagnostic) {
    box = Box(fault: diagnostic.fault, diagnostic: diagnostic)
  }

  package var fault: any Fault { box.fault }

  /// The fault at its place; nil until the machine has added it.
  package var diagnostic: Diagnostic? { box.diagnostic }
}

/// The user asked to stop (Ctrl-C). Never caught by `try`.
package struct Interrupted: Fault {
  package static let identity = FaultIdentity(.interrupt, "interrupted")
  package static let example = "while true { }"
  package init() {}
}

/// The values of the program would take more memory than the session may have.
package struct OutOfMemory: Fault {
  package static let identity = FaultIdentity(.resource, "out-of-memory")
  package static let example = "var xs = [0]\nwhile true { xs = [...xs, ...xs] }"
  let needed: Int
  let ceiling: Int

  package var facts: [Fact] {
    [Fact("needed", .text(Self.size(needed))), Fact("ceiling", .text(Self.size(ceiling)))]
  }

  /// A number of bytes as people say it: `3.2 GB`.
  static func size(_ bytes: Int) -> String {
    if bytes == .max { return "more than any machine has" }
    if bytes >= 1_000_000_000 { return "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB" }
    return "\(bytes / 1_000_000) MB"
  }
}

package import AimDiagnostics

/// A fault on its way out of the runtime: one pointer, so that not throwing costs nothing.
package struct RuntimeFault: Error {
  private final class Box: Sendable {
    let fault: any Fault
    let diagnostic: Diagnostic?
    let site: SourceRange?

    init(fault: any Fault, diagnostic: Diagnostic? = nil, site: SourceRange? = nil) {
      self.fault = fault
      self.diagnostic = diagnostic
      self.site = site
    }
  }

  private let box: Box

  package init(_ fault: any Fault) { box = Box(fault: fault) }

  /// The fault of a pending result, and the line that asked for the result.
  package init(_ fault: any Fault, madeAt site: SourceRange?) {
    box = Box(fault: fault, site: site)
  }

  /// A fault whose place and chain of calls are known.
  package init(_ diagnostic: Diagnostic) {
    box = Box(fault: diagnostic.fault, diagnostic: diagnostic)
  }

  package var fault: any Fault { box.fault }

  /// Where the tensor work was asked for, when it failed later.
  package var site: SourceRange? { box.site }

  /// The fault at its place; nil until the machine has added it.
  package var diagnostic: Diagnostic? { box.diagnostic }
}

/// The values of the program would take more memory than the session may have.
package struct TooManyValues: Fault {
  package static let identity = FaultIdentity(.resource, "too-many-values")
  package static let example = "var xs = [0]\nwhile true { xs = [...xs, ...xs] }"
  package static let setting = ExampleSetting.with { $0.ceiling = 1 << 28 }
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

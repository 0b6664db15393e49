package import AimDiagnostics

/// The faults of formatting.
enum DisplayFaults {
  static let all: [any Fault.Type] = [
    BadFormat.self, FormatType.self, FormatPrecision.self, FormatTooWide.self,
  ]
}

/// A format spec with a part that means nothing.
package struct BadFormat: Fault {
  package static let identity = FaultIdentity(.value, "bad-format")
  package static let example = "\"{1.5:.2q}\""
  let spec: String
  let part: String
  package var facts: [Fact] { [Fact("spec", .code(spec)), Fact("part", .code(part))] }
}

/// A format of numbers for text, or of whole numbers for fractions.
package struct FormatType: Fault {
  package static let identity = FaultIdentity(.type, "format-type")
  package static let example = "\"{\"abc\":.2f}\""
  let part: String
  let type: String
  package var facts: [Fact] { [Fact("part", .code(part)), Fact("type", .type(type))] }
}

/// Digits after the point for a whole number.
package struct FormatPrecision: Fault {
  package static let identity = FaultIdentity(.type, "format-precision")
  package static let example = "\"{5:.2d}\""
  let type: String
  package var facts: [Fact] { [Fact("type", .type(type))] }
}

/// A width beyond reason.
package struct FormatTooWide: Fault {
  package static let identity = FaultIdentity(.value, "format-too-wide")
  package static let example = "\"{1:9999999}\""
  let digits: String
  let limit: Int
  package var facts: [Fact] { [Fact("digits", .text(digits)), Fact("limit", .integer(limit))] }
}

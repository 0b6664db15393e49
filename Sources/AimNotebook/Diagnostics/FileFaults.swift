package import AimDiagnostics

/// A fault with a file, on its way to whoever knows the place.
package struct FileFault: Error {
  package let fault: any Fault
  init(_ fault: any Fault) { self.fault = fault }
}

/// Nothing stands under this path.
package struct FileMissing: Fault {
  package static let identity = FaultIdentity(.file, "file-missing")
  package static let example = "aim run lesons/01-first-steps.aimnb"
  let path: String
  let suggestion: String?

  package init(path: String, suggestion: String?) {
    self.path = path
    self.suggestion = suggestion
  }

  package var facts: [Fact] {
    [
      Fact("path", .name(path)),
      Fact("suggestion", suggestion.map(FactValue.name) ?? .none),
    ]
  }
}

/// A folder stands where a file was wanted.
package struct FileIsFolder: Fault {
  package static let identity = FaultIdentity(.file, "file-is-folder")
  package static let example = "aim run notebooks"
  let path: String
  package init(path: String) { self.path = path }
  package var facts: [Fact] { [Fact("path", .name(path))] }
}

/// A program or notebook of more bytes than anyone writes.
struct FileTooLarge: Fault {
  static let identity = FaultIdentity(.file, "file-too-large")
  static let example = "aim run measurements.aimnb"
  let path: String
  var facts: [Fact] {
    [Fact("path", .name(path)), Fact("limit", .integer(FileBytes.sourceLimit >> 20))]
  }
}

/// What was printed goes nowhere: a full disk, a closed descriptor.
package struct OutputLost: Fault {
  package static let identity = FaultIdentity(.file, "output-lost")
  package static let example = "aim -e 'print(1)' > /dev/full"
  let reason: String
  package init(reason: String) { self.reason = reason }
  package var facts: [Fact] { [Fact("reason", .text(reason))] }
}

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
struct FileIsFolder: Fault {
  static let identity = FaultIdentity(.file, "file-is-folder")
  static let example = "aim run notebooks"
  let path: String
  var facts: [Fact] { [Fact("path", .name(path))] }
}

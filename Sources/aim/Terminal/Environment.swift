import Glibc

/// The variables that the shell handed over.
enum Environment {
  /// A variable's value; nil when it is unset or empty.
  static subscript(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

/// What the names of the top level mean before a program is compiled: the session's own, and the
/// library's.
package protocol Environment {
  /// Where a name comes from; nil where there is none.
  func origin(of name: String) -> NameOrigin?
  /// True where the library has the name, whatever the session binds it to.
  func libraryHas(_ name: String) -> Bool
  /// Every name, for "did you mean".
  var names: [String] { get }
}

/// Where a name of the top level comes from.
package enum NameOrigin: Sendable, Hashable {
  case library
  /// Bound by an earlier cell or input.
  case module(isVariable: Bool, isFunction: Bool)
}

import AimDiagnostics

extension Display {
  /// A value in all its forms: text always, JSON where it is data; a user's type may say its own
  /// with `fn display()`.
  package static func bundle(
    _ value: Value, _ context: any BuiltinContext
  ) throws(RuntimeFault) -> Bundle {
    if let text = try shownByType(value, context) { return Bundle(text: text) }
    var bundle = Bundle(text: try result(value))
    if let json = try DataForm.json(of: value) { bundle.offer("application/json", json.text) }
    return bundle
  }

  /// What the `display` method of a model or type makes of a value; nil where it has none.
  static func shownByType(
    _ value: Value, _ context: any BuiltinContext
  ) throws(RuntimeFault) -> String? {
    guard case .instance(let instance) = value.view, let method = instance.type.methods["display"]
    else { return nil }
    let shown = try context.call(method, [value])
    defer { shown.release() }
    return try text(shown)
  }
}

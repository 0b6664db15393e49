/// What a builtin may ask of the interpreter that calls it.
package protocol BuiltinContext: AnyObject {
  /// Calls any callable with borrowed arguments; the result is owned by the caller (+1).
  func call(_ callee: Value, _ arguments: [Value]) throws(RuntimeFault) -> Value
  /// Sends an event to whoever shows this session.
  func emit(_ event: Event)
  /// Asks the user for a line; nil at the end of the input.
  func readLine(prompt: String) throws(RuntimeFault) -> String?
}

/// A function of the library that is written in Swift: one declaration, from which its call, its
/// help card, its named arguments and its completion are derived.
package final class Builtin {
  package let name: String

  /// Runs the body on bound arguments: one borrowed value per parameter, `missing` where none was given.
  /// The result is owned by the caller (+1).
  package typealias Body = (UnsafeBufferPointer<Value>, any BuiltinContext) throws(RuntimeFault)
    -> Value

  package let body: Body

  init(name: String, body: @escaping Body) {
    self.name = name
    self.body = body
  }
}

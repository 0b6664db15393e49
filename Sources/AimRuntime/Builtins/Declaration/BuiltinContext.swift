/// What a builtin may ask of the interpreter that calls it.
package protocol BuiltinContext: AnyObject {
  /// Calls any callable with borrowed arguments; the result is owned by the caller (+1).
  func call(_ callee: Value, _ arguments: [Value]) throws(RuntimeFault) -> Value
  /// The same for arguments that stand in memory already: what a loop of calls uses.
  func call(_ callee: Value, _ arguments: UnsafeBufferPointer<Value>) throws(RuntimeFault) -> Value
  /// Sends an event to whoever shows this session.
  func emit(_ event: Event)
  /// Shows a value.
  ///
  /// What the same run shows under a name again takes the place of what it showed before.
  func display(_ bundle: Bundle, named name: String?)
  /// True inside `value_and_grad(&net, f)`: what the name `training` means.
  var isTraining: Bool { get set }
  /// The cells of the `state` fields of the model in training, borrowed.
  var trainedState: [Value] { get set }
  /// Asks the user for a line; nil at the end of the input.
  func readLine(prompt: String) throws(RuntimeFault) -> String?
}

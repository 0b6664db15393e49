/// A function of Aim with the values and cells it captured (its slots).
package final class FunctionObject: ContainerObject {
  /// The compiled function in its module.
  package let linked: LinkedFunction
  /// What the dispatch loop reads of it.
  let entry: UnsafeMutablePointer<LinkedCode>
  /// For a constructor: the type it makes an instance of, which owns this function.
  unowned(unsafe) var type: TypeDescriptor?

  package init(linked: LinkedFunction, captures: Int) {
    self.linked = linked
    entry = linked.entry
    super.init(kind: .function, capacity: captures)
  }

  /// The compiled function, as those see it who only describe it.
  package var code: AnyObject { linked }
}

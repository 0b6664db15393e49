/// Where a `for` has come to in what it walks over: slot 0 keeps the source alive.
///
/// Values have value semantics, so changing the variable in the loop's body does not disturb the walk.
package final class IteratorObject: ContainerObject {
  /// The next element, entry, or character of plain text.
  package var position = 0
  /// The next place in other text, where graphemes are walked; every text begins at the same.
  package var place = "".startIndex

  package init(owning source: Value) {
    super.init(kind: .iterator, capacity: 1)
    append(owning: source)
  }

  package var source: Value { slots[0] }
}

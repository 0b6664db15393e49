/// Where a `for` has come to in what it walks over: slot 0 keeps the source alive.
///
/// Values have value semantics, so changing the variable in the loop's body does not disturb the walk.
package final class IteratorObject: ContainerObject {
  /// The next element, entry or character.
  package var position = 0
  /// The next place in text, where graphemes are walked.
  package var place: String.Index

  package init(owning source: Value) {
    place = source.asText?.startIndex ?? "".startIndex
    super.init(kind: .iterator, capacity: 1)
    append(owning: source)
  }

  package var source: Value { slots[0] }
}

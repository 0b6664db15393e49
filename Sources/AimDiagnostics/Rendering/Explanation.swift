/// What `aim explain` says about a fault: its words, its lesson, a program that causes it.
package struct Explanation: Sendable {
  package let identity: FaultIdentity
  package let words: Words
  package let example: String

  /// The explanation of a fault; nil when the catalogue has no words for it.
  package init?(_ identity: FaultIdentity, example: String, catalogue: Catalogue = .english) {
    guard let words = catalogue[identity.name] else { return nil }
    self.identity = identity
    self.example = example
    self.words = words
  }

  /// The page, prose broken at `columns`.
  package func lines(columns: Int = 80) -> [StyledLine] {
    var heading = StyledLine("error[\(identity.kind.rawValue)]", .error)
    heading.append(" " + identity.name, .title)
    var output = [heading, StyledLine()]
    for text in words.lesson.wrapped(to: columns) {
      var line = StyledLine()
      line.append(prose: text)
      output.append(line)
    }
    guard !example.isEmpty else { return output }
    output += [StyledLine(), StyledLine("A program that causes it:", .quiet), StyledLine()]
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      output.append(StyledLine("    " + line.withVisibleControls, .code))
    }
    return output
  }
}

extension Substring {
  fileprivate var withVisibleControls: String { String(self).withVisibleControls }
}

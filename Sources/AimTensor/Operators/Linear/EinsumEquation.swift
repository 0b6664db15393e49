package import AimDiagnostics

/// The text `ij,jk->ik` as numbers: one label for each letter, negative ones for what `...` holds.
struct EinsumEquation {
  let inputs: [[Int]]
  let output: [Int]
  /// What is known of each label's size.
  let sizes: [Int: Dimension]

  /// The equation for operands of these types, whose ranks are known.
  init(_ text: String, of types: [TensorType]) throws {
    let parts = try EinsumEquation.split(text, operands: types.count)
    var inputs: [[Int]] = []
    var sizes: [Int: Dimension] = [:]
    var hidden = 0
    for (index, type) in types.enumerated() {
      let dimensions = type.dimensions ?? []
      let term = try EinsumEquation.labels(parts.inputs[index], dimensions.count, index)
      hidden = max(hidden, term.count(where: { $0 < 0 }))
      for (axis, label) in term.enumerated() {
        let known = sizes[label] ?? dimensions[axis]
        guard known.agrees(with: dimensions[axis]) else {
          throw EinsumSizes(
            label: EinsumEquation.name(label), left: known.size ?? -1,
            right: dimensions[axis].size ?? -1)
        }
        sizes[label] = known.unified(with: dimensions[axis])
      }
      inputs.append(term)
    }
    self.inputs = inputs
    self.sizes = sizes
    output = try EinsumEquation.output(parts.output, inputs, hidden: hidden)
  }

  /// A number that no label has; all above it are free too.
  var unusedLabel: Int { (inputs.joined().max() ?? 0) + 1 }

  /// Cuts the text into its terms; nil as output where there is no `->`.
  static func split(_ text: String, operands: Int) throws
    -> (inputs: [[Character]], output: [Character]?)
  {
    let characters = text.filter { $0 != " " }
    let halves = try halves(characters, text)
    let terms = halves.left.split(separator: ",", omittingEmptySubsequences: false)
    guard terms.count == operands else {
      throw EinsumOperandCount(expected: terms.count, given: operands)
    }
    for term in terms { try check(term, text) }
    if let right = halves.right { try check(right, text) }
    return (terms.map(Array.init), halves.right.map(Array.init))
  }

  private static func halves(_ characters: String, _ text: String) throws
    -> (left: Substring, right: Substring?)
  {
    guard let arrow = characters.firstIndex(of: "-") else { return (characters[...], nil) }
    let after = characters.index(after: arrow)
    guard after < characters.endIndex, characters[after] == ">" else {
      throw EinsumSyntax(equation: text, character: "-")
    }
    return (characters[..<arrow], characters[characters.index(after: after)...])
  }

  /// Letters, and at most one `...`.
  private static func check(_ term: Substring, _ text: String) throws {
    let letters = withoutEllipsis(Array(term))
    for letter in letters.kept where !(letter.isLetter && letter.isASCII) {
      throw EinsumSyntax(equation: text, character: String(letter))
    }
  }

  private static func withoutEllipsis(_ term: [Character]) -> (kept: [Character], at: Int?) {
    guard let start = term.firstIndex(of: "."), start + 2 < term.count,
      term[start + 1] == ".", term[start + 2] == "."
    else { return (term, nil) }
    return (Array(term[..<start] + term[(start + 3)...]), start)
  }

  /// One label per axis: letters by their code, the axes under `...` as -1 (the last), -2, ….
  private static func labels(_ term: [Character], _ rank: Int, _ index: Int) throws -> [Int] {
    let (letters, place) = withoutEllipsis(term)
    var labels = letters.map { Int($0.unicodeScalars.first?.value ?? 0) }
    guard let place else {
      guard labels.count == rank else {
        throw EinsumRank(operand: index + 1, labels: String(term), rank: rank)
      }
      return labels
    }
    guard labels.count <= rank else {
      throw EinsumRank(operand: index + 1, labels: String(term), rank: rank)
    }
    let hidden = rank - labels.count
    labels.insert(contentsOf: (0..<hidden).map { $0 - hidden }, at: place)
    return labels
  }

  /// The result's labels: as written, else those that stand once, in alphabetical order.
  private static func output(_ term: [Character]?, _ inputs: [[Int]], hidden: Int) throws -> [Int] {
    let all = inputs.joined()
    guard let term else {
      let once = Set(all).filter { label in all.count(where: { $0 == label }) == 1 && label >= 0 }
      return (0..<hidden).map { $0 - hidden } + once.sorted()
    }
    let (letters, place) = withoutEllipsis(term)
    var labels = letters.map { Int($0.unicodeScalars.first?.value ?? 0) }
    for (position, label) in labels.enumerated() {
      guard all.contains(label) else { throw EinsumOutput(label: name(label), repeated: false) }
      guard !labels[..<position].contains(label) else {
        throw EinsumOutput(label: name(label), repeated: true)
      }
    }
    if let place { labels.insert(contentsOf: (0..<hidden).map { $0 - hidden }, at: place) }
    return labels
  }

  static func name(_ label: Int) -> String {
    label < 0 ? "..." : Unicode.Scalar(UInt32(label)).map { String($0) } ?? "?"
  }

  /// The text of an equation over any labels: they are named a, b, …, Z in order of appearance.
  static func text(inputs: [[Int]], output: [Int]) throws -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    var names: [Int: Character] = [:]
    func word(_ term: [Int]) throws -> String {
      String(
        try term.map { label in
          if let name = names[label] { return name }
          guard names.count < alphabet.count else { throw TooManyLabels() }
          names[label] = alphabet[names.count]
          return alphabet[names.count - 1]
        })
    }
    let left = try inputs.map(word).joined(separator: ",")
    return try left + "->" + word(output)
  }

  /// More axes than letters: an operand of more than 52 dimensions.
  private struct TooManyLabels: Error {}
}

/// A character that has no meaning in an equation.
package struct EinsumSyntax: Fault {
  package static let identity = FaultIdentity(.value, "einsum-syntax")
  package static let example = #"einsum("i1,1j", zeros(2, 3), zeros(3, 4))"#
  package let equation: String
  package let character: String
  package var facts: [Fact] {
    [Fact("equation", .code(equation)), Fact("character", .code(character))]
  }
}

/// An equation with more or fewer terms than there are tensors.
package struct EinsumOperandCount: Fault {
  package static let identity = FaultIdentity(.value, "einsum-operands")
  package static let example = #"einsum("ij,jk", zeros(2, 3))"#
  package let expected: Int
  package let given: Int
  package var facts: [Fact] {
    [Fact("expected", .integer(expected)), Fact("given", .integer(given))]
  }
}

/// A term with more or fewer letters than its tensor has dimensions.
package struct EinsumRank: Fault {
  package static let identity = FaultIdentity(.shape, "einsum-rank")
  package static let example = #"einsum("ijk->k", zeros(2, 3))"#
  package let operand: Int
  package let labels: String
  package let rank: Int
  package var facts: [Fact] {
    [
      Fact("operand", .integer(operand)), Fact("labels", .code(labels)),
      Fact("rank", .integer(rank)),
    ]
  }
}

/// One letter for dimensions of different sizes.
package struct EinsumSizes: Fault {
  package static let identity = FaultIdentity(.shape, "einsum-sizes")
  package static let example = #"einsum("ij,jk", zeros(2, 3), zeros(4, 5))"#
  package let label: String
  package let left: Int
  package let right: Int
  package var facts: [Fact] {
    [Fact("label", .code(label)), Fact("left", .integer(left)), Fact("right", .integer(right))]
  }
}

/// A letter of the result that stands in no term, or twice.
package struct EinsumOutput: Fault {
  package static let identity = FaultIdentity(.value, "einsum-output")
  package static let example = #"einsum("ij,jk->il", zeros(2, 3), zeros(3, 4))"#
  package let label: String
  package let repeated: Bool
  package var facts: [Fact] {
    [
      Fact("label", .code(label)),
      Fact("problem", .text(repeated ? "stands twice in the result" : "stands in no term")),
    ]
  }
}

/// The name someone probably meant: "did you mean `softmax`?".
///
/// Distance is the number of letters to insert, delete, replace or swap with a neighbour (optimal
/// string alignment: Damerau 1964); a letter in the other case costs half a step. A name counts as
/// near when about a third of its letters or fewer would have to change, and one of up to five. Names
/// of three letters are like many others: they are near when letters changed places, when one was
/// left out, or when one name is the beginning of the other.
package enum Nearest {
  /// Words other languages use for what Aim calls something else, tried before spelling.
  private static let synonyms: [String: String] = [
    "length": "len", "size": "len", "println": "print", "echo": "print", "printf": "print",
    "None": "nil", "null": "nil", "undefined": "nil", "def": "fn", "func": "fn", "elif": "else",
    "class": "type", "raise": "throw", "except": "catch", "const": "let", "this": "self",
    "concatenate": "concat", "cat": "concat", "avg": "mean", "average": "mean",
    "push": "append", "backward": "grad", "console": "print",
    "CrossEntropyLoss": "cross_entropy", "MSELoss": "mse", "Dense": "Linear", "view": "reshape",
    "clip": "clamp", "contains": "in", "array": "tensor", "asarray": "tensor",
    "from_numpy": "tensor", "randperm": "permutation", "sorted": "sort", "reversed": "reverse",
    "absolute": "abs", "identity": "eye", "argwhere": "nonzero", "hstack": "concat",
    "vstack": "concat", "std_dev": "std", "var": "variance", "string": "str", "is_nan": "isnan",
    "swapaxes": "transpose", "swapdims": "transpose", "moveaxis": "permute",
    "movedim": "permute", "ELU": "elu", "AdaptiveAvgPool2d": "GlobalAvgPool",
    "GlobalAveragePooling2D": "GlobalAvgPool", "BatchNorm1d": "BatchNorm",
    "BatchNorm2d": "BatchNorm",
    // Parameters.
    "eps": "epsilon", "in_channels": "inputs", "out_channels": "outputs",
    "num_features": "features",
    "normalized_shape": "features", "embedding_dim": "features", "num_embeddings": "count",
    "loss_fn": "loss", "criterion": "loss", "opt": "optimizer", "num_epochs": "epochs",
    "val_data": "validation", "validation_data": "validation", "train_size": "fraction",
    "ddof": "correction", "loc": "mean", "scale": "std", "dtypes": "dtype",
    "dim": "axis", "dims": "axes", "keepdim": "keepdims", "sep": "separator",
    "learning_rate": "lr", "kernel_size": "kernel", "num_classes": "classes",
    "in_features": "inputs", "out_features": "outputs", "n_epochs": "epochs", "key": "by",
  ]

  /// The candidate nearest to `name`, or nil when none is near; the first of several as near.
  ///
  /// O(candidates · letters²), and names beyond 64 letters are never near.
  package static func match(_ name: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(name)
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    let synonym = synonyms[name]
    var best: (candidate: String, cost: Int)?
    for candidate in candidates where candidate != name {
      if candidate == synonym { return candidate }
      let other = Array(candidate)
      let allowed = tolerance(letters.count, other.count)
      guard abs(letters.count - other.count) * fullStep <= allowed else { continue }
      let cost = distance(letters, other)
      guard cost <= allowed, cost < best?.cost ?? .max else { continue }
      if isShort(letters, other), !isLikely(letters, other) { continue }
      best = (candidate, cost)
    }
    return best?.candidate
  }

  /// One change of a letter; a change of case costs half of it.
  private static let fullStep = 2

  /// What two names of these lengths may differ by and still be near.
  private static func tolerance(_ left: Int, _ right: Int) -> Int {
    let longer = max(left, right)
    if longer <= 1 { return 1 }
    if longer <= 5 { return fullStep }
    return max(fullStep, (longer * fullStep + 2) / 3)
  }

  private static func isShort(_ left: [Character], _ right: [Character]) -> Bool {
    min(left.count, right.count) <= 3 && left.allSatisfy(\.isASCII)
  }

  /// The slips that leave a short name recognisable.
  private static func isLikely(_ left: [Character], _ right: [Character]) -> Bool {
    let (left, right) = (left.map { $0.lowercased() }, right.map { $0.lowercased() })
    let (shorter, longer) = left.count < right.count ? (left, right) : (right, left)
    if shorter.count != longer.count {
      return shorter.count > 1 && longer.starts(with: shorter)
        || shorter.count == 3 && longer.count == 4 && isLacking(shorter, longer)
    }
    return left.sorted() == right.sorted()
  }

  /// True where one letter was left out.
  private static func isLacking(_ shorter: [String], _ longer: [String]) -> Bool {
    longer.indices.contains { Array(longer[..<$0] + longer[($0 + 1)...]) == shorter }
  }

  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = (0...right.count).map { $0 * fullStep }
    for row in left.indices {
      var current = [(row + 1) * fullStep]
      for column in right.indices {
        let change = previous[column] + substitution(left[row], right[column])
        var cost = min(previous[column + 1] + fullStep, current[column] + fullStep, change)
        let swapped =
          row > 0 && column > 0 && left[row] == right[column - 1]
          && left[row - 1] == right[column]
        if swapped { cost = min(cost, beforePrevious[column - 1] + fullStep) }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }

  private static func substitution(_ left: Character, _ right: Character) -> Int {
    if left == right { return 0 }
    return left.lowercased() == right.lowercased() ? 1 : fullStep
  }
}

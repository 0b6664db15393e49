import AimTestSupport

/// The list of the language's sentences, as `Tests/Language/sentences.md` gives it.
enum Sentences {
  struct Sentence {
    let identity: String
    /// The tests that show it where a program alone cannot.
    let elsewhere: String?
  }

  static let all: [Sentence] = RepositoryFolder.text("Tests/Language/sentences.md")
    .split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      guard line.hasPrefix("- `"), parts.count > 2 else { return nil }
      let rest = parts[2]
      let elsewhere = rest.hasPrefix(" (") ? rest.dropFirst(2).prefix { $0 != ")" } : nil
      return Sentence(identity: String(parts[1]), elsewhere: elsewhere.map(String.init))
    }

  /// The levels of precedence, loosest first.
  static let levels = [
    "lambda", "pipe", "or", "and", "not", "comparison", "range", "sum", "product", "negation",
    "power", "postfix",
  ]

  /// Each pair of levels, and each level beside itself.
  static let pairs: [(String, String)] = levels.indices.flatMap { loose in
    levels[loose...].map { (levels[loose], $0) }
  }
}

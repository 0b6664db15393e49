/// What the line `# %%` says besides its title: `tolerance=1e-3`, `seed=7`, `tags=["parameters"]`.
package struct CellOptions: Sendable, Hashable {
  /// The relative tolerance within which numbers of the output count as equal.
  package var tolerance: Double?
  /// The first cell's `seed=`: what the generator begins with.
  package var seed: Int?
  /// The first cell's `edition=`: the edition of the language that the notebook is written in.
  package var edition: Int?
  /// Jupytext's tags.
  package var tags: [String] = []

  /// True for a cell that is there to show a fault, marked as nbclient has it:
  /// `tags=["raises-exception"]`.
  ///
  /// Its fault is its output, and the run goes on.
  package var isMeantToFail: Bool { tags.contains("raises-exception") }

  static let names = ["tolerance", "seed", "edition", "tags"]
  static let kinds = ["markdown", "parameters", "md", "raw", "code"]

  package static let usualTolerance = 1e-4
}

/// One cell of a notebook, as ranges of the notebook's bytes.
package struct Cell: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case code
    /// Code whose bindings `--param` changes.
    case parameters
    /// Words for the reader: never run.
    case text
  }

  package let kind: Kind
  /// Counted from 1 over all cells of the notebook, text cells too.
  package let number: Int
  /// The words after `# %%`.
  package let title: String
  package let options: CellOptions
  /// The line `# %% …` with its line ending; empty for code before the first marker.
  package let marker: Range<Int>
  /// The code, or the lines of a text cell, up to the recorded output.
  package let body: Range<Int>
  /// The `#>` block that ends the cell, with its line endings; empty where there is none.
  package let output: Range<Int>
  /// Blank lines after the output.
  package let trailing: Range<Int>
  /// The line of the file (from 1) on which `body` begins.
  package let firstLine: Int

  package var isCode: Bool { kind != .text }
  package var bytes: Range<Int> { marker.lowerBound..<trailing.upperBound }
}

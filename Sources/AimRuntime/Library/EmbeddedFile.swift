import CAimStandardLibrary

/// One file that travels inside the binary: a part of the library in Aim, or a data set.
package struct EmbeddedFile: Sendable {
  /// Its path below `stdlib/`: `losses/cross_entropy.aim`, `data/digits.u8`.
  package let path: String
  private let index: Int

  /// All of them, the library's source and then the data, in the order of `stdlib/library.c`.
  package static let all: [EmbeddedFile] = (0..<Int(aim_embedded_file_count)).map { index in
    EmbeddedFile(path: String(cString: aim_embedded_file_table()[index].path), index: index)
  }

  /// The file at this path below `stdlib/`, nil where there is none.
  package static func at(_ path: String) -> EmbeddedFile? { all.first { $0.path == path } }

  /// True for a part of the library in Aim.
  package var isSource: Bool { path.hasSuffix(".aim") }

  package var count: Int { Int(aim_embedded_file_table()[index].size) }

  /// Its bytes, lent where they lie in the binary.
  ///
  /// O(1).
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
    -> Result
  {
    let file = aim_embedded_file_table()[index]
    return try body(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }
}

import CAimKernels
import COpenBLAS

/// Which instruction set the kernels use: one choice for the life of the process.
///
/// The highest that the processor has, or the lower one that `AIM_LEVEL` names. At one level the
/// results of a program are a function of the program alone.
package enum KernelLevel {
  /// The level in use: `baseline`, `v3` or `v4`.
  package static var name: String { name(of: aim_level()) }

  /// The highest level of this processor.
  package static var available: String { name(of: aim_level_available()) }

  /// The levels that this processor has, in rising order.
  package static var all: [String] { levels.filter { $0 <= aim_level_available() }.map(name(of:)) }

  /// True for the words that `AIM_LEVEL` may have, on whatever processor.
  package static func isLevel(_ word: String) -> Bool { aim_level_named(word) >= 0 }

  /// What multiplies matrices, and the vectors that everything uses.
  package static var summary: String {
    let own = aim_level() == Int32(AIM_LEVEL_V4) ? "own products; " : ""
    return """
      level: \(name) (\(vectors(of: aim_level()))); the processor has \(available) \
      (\(vectors(of: aim_level_available())))
      kernels: \(name), \(own)\(blas) for \(own.isEmpty ? "products" : "the rest")
      """
  }

  private static var levels: [Int32] {
    [AIM_LEVEL_BASELINE, AIM_LEVEL_V3, AIM_LEVEL_V4].map { Int32($0) }
  }

  private static func name(of level: Int32) -> String {
    switch level {
    case Int32(AIM_LEVEL_V4): "v4"
    case Int32(AIM_LEVEL_V3): "v3"
    default: "baseline"
    }
  }

  private static func vectors(of level: Int32) -> String {
    switch level {
    case Int32(AIM_LEVEL_V4): "AVX-512"
    case Int32(AIM_LEVEL_V3): "AVX2 and FMA"
    default: "128-bit vectors"
    }
  }

  /// The library's name, version and the core that it chose.
  private static var blas: String {
    let words = String(cString: openblas_get_config()).split(separator: " ").prefix(2)
    return words.joined(separator: " ") + " (\(String(cString: openblas_get_corename())))"
  }
}

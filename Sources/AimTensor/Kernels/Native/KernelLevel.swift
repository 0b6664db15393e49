import CAimKernels

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

  /// The level in use and the processor's own, with the vectors that each means.
  package static var summary: String {
    """
    level: \(name) (\(vectors(of: aim_level()))); the processor has \(available) \
    (\(vectors(of: aim_level_available())))
    kernels: \(name), matrix products included
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
}

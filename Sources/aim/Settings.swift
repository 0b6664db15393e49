import AimTensor
import Glibc

/// What the environment asks for, looked at before anything else: a wrong word is told, not passed over.
enum Settings {
  /// What is wrong with `AIM_LEVEL` or `AIM_THREADS`; nil where nothing is.
  static var complaint: String? {
    value("AIM_LEVEL").flatMap(level) ?? value("AIM_THREADS").flatMap(threads)
  }

  private static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func level(_ word: String) -> String? {
    let has = KernelLevel.all.joined(separator: ", ")
    guard KernelLevel.isLevel(word) else {
      return "AIM_LEVEL is '\(word)', which is no level: this processor has \(has)."
    }
    if KernelLevel.all.contains(word) { return nil }
    return "AIM_LEVEL is '\(word)', which this processor lacks: it has \(has)."
  }

  private static func threads(_ word: String) -> String? {
    if let count = Int(word), count > 0 { return nil }
    return "AIM_THREADS is '\(word)': it takes the number of threads, 1 or more."
  }
}

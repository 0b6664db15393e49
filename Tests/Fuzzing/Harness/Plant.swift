import Glibc

/// A bug planted in the harness, outside the product, to show that one is found: it strikes where
/// a program divides by the literal zero, which no part of the generator aims at.
enum Plant: String {
  case trap, hang, memory, noise

  func strike(_ source: [UInt8]) {
    guard String(decoding: source, as: UTF8.self).contains(" // 0") else { return }
    switch self {
    case .trap: fatalError("planted")
    case .hang: while true { usleep(1000) }
    case .memory:
      var eaten: [[UInt8]] = []
      while true { eaten.append([UInt8](repeating: 1, count: 1 << 24)) }
    case .noise: _ = "Fatal error: planted\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
    }
  }
}

import Glibc

/// How much memory this process may still take, as far as the system says.
///
/// The least of: the machine's memory, the limits of its control groups (containers), and what
/// `ulimit -v` leaves of the address space. Buffers of elements and all other values each get a share
/// of it; the rest is for what nobody counts: the allocator's gaps, scratch, the source and its tree.
package enum MemoryBudget {
  /// The share of buffers of elements.
  package static var forElements: Int { available() / 8 * 5 }
  /// The share of all other values.
  package static var forValues: Int { available() / 4 }

  /// Bytes.
  private static func available() -> Int {
    min(physical(), ControlGroups.limit() ?? .max, addressSpaceLeft())
  }

  private static func physical() -> Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && size > 0 ? pages * size : 4 << 30
  }

  private static func addressSpaceLeft() -> Int {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits) == 0,
      limits.rlim_cur < UInt(Int.max)
    else { return .max }
    return max(Int(limits.rlim_cur) - addressSpaceInUse(), 0)
  }

  /// The first number of `statm` is the size of the address space in pages.
  private static func addressSpaceInUse() -> Int {
    let pages = SystemFile.firstLine("/proc/self/statm")?.split(separator: " ").first
    return (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}

/// The limits of memory that containers set: `memory.max` (version 2) or
/// `memory.limit_in_bytes` (version 1) of the process's group and of those above it.
enum ControlGroups {
  private static let root = "/sys/fs/cgroup"

  /// The least limit; nil where there is none.
  static func limit() -> Int? {
    let second = SystemFile.firstLine("/proc/self/cgroup").flatMap(path(ofLine:)) ?? "/"
    return [
      least(root, second, "memory.max"),
      SystemFile.firstLine(root + "/memory/memory.limit_in_bytes").flatMap { Int($0) },
    ].compactMap { $0 }.min()
  }

  /// `0::/user.slice/…`
  private static func path(ofLine line: String) -> String? {
    line.hasPrefix("0::/") ? String(line.dropFirst(3)) : nil
  }

  private static func least(_ root: String, _ path: String, _ file: String) -> Int? {
    var folder = ""
    var limits: [Int] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if !part.isEmpty { folder += "/" + part }
      let line = SystemFile.firstLine(root + folder + "/" + file)
      if let limit = line.flatMap({ Int($0) }) { limits.append(limit) }
    }
    return limits.min()
  }
}

/// Small files through which the system tells about itself.
enum SystemFile {
  /// The first line; nil where the file is missing.
  static func firstLine(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].prefix { $0 != 10 }, as: UTF8.self)
  }
}

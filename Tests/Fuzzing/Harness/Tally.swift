/// How the programs of a run ended.
struct Tally {
  var programs = 0
  var reachedMachine = 0
  var endings: [String: Int] = [:]
  var ways: [String: (programs: Int, reached: Int)] = [:]
  var harms: [Harm] = []

  /// A program that brought the process down, silenced it, or made Swift complain.
  struct Harm {
    let number: Int
    let what: String
  }

  mutating func note(way: String, reached: Bool, identity: String) {
    programs += 1
    if reached { reachedMachine += 1 }
    endings[identity, default: 0] += 1
    var share = ways[way] ?? (0, 0)
    share.programs += 1
    share.reached += reached ? 1 : 0
    ways[way] = share
  }

  func report() -> String {
    var lines = ["\(programs) programs, \(percent(reachedMachine)) reached the machine"]
    for (way, share) in ways.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(way): \(share.programs), \(share.reached) reached the machine")
    }
    let faults = programs - (endings["-"] ?? 0)
    for (identity, count) in endings.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      if identity == "-" {
        lines.append("  \(percent(count))  no fault")
      } else {
        lines.append("  \(percent(count, of: faults)) of the faults  \(identity)")
      }
    }
    lines.append(harms.isEmpty ? "no harm" : "\(harms.count) did harm:")
    for harm in harms { lines.append("  program \(harm.number): \(harm.what)") }
    return lines.joined(separator: "\n")
  }

  private func percent(_ count: Int, of whole: Int? = nil) -> String {
    let tenths = count * 1000 / max(whole ?? programs, 1)
    return "\(tenths / 10).\(tenths % 10) % (\(count))"
  }
}

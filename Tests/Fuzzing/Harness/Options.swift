/// What the command line asks for.
struct Options {
  var root = "."
  var seed: UInt64 = 0
  var from = 0
  var count = 1000
  var jobs = 1
  /// Address space of a child, in MiB.
  var memory = 4096
  var plant: Plant?
  var isChild = false
  /// Prints one program instead of running any.
  var show: Int?
  /// Where the programs that did harm are kept.
  var keep: String?

  static let usage = """
    usage: aim-fuzz [--root FOLDER] [--seed N] [--from N] [--count N] [--jobs N] [--memory MIB]
                    [--plant trap|hang|memory|noise] [--show N] [--keep FOLDER]
    """

  /// Nil when the arguments make no sense.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--child" {
        isChild = true
        continue
      }
      guard let value = rest.popFirst() else { return nil }
      switch word {
      case "--root": root = value
      case "--keep": keep = value
      case "--seed": seed = UInt64(value) ?? 0
      case "--from": from = Int(value) ?? 0
      case "--count": count = Int(value) ?? 0
      case "--jobs": jobs = max(1, Int(value) ?? 1)
      case "--memory": memory = Int(value) ?? 4096
      case "--show": show = Int(value)
      case "--plant":
        guard let known = Plant(rawValue: value) else { return nil }
        plant = known
      default: return nil
      }
    }
  }
}

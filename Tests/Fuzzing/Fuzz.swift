import Foundation

/// Runs generated and mutated programs by the thousand, and says how they ended.
///
/// The programs run in child processes under limits of memory and time, each in a session of its
/// own. What must never happen: a trap, a hang, a word from Swift's runtime. `--show N` prints the
/// N-th program of a seed. Exit code 1 when a program did harm.
@main
enum Fuzz {
  static func main() {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      print(Options.usage)
      exit(2)
    }
    if options.isChild { return Child.run(options) }
    let recipe = Recipe(seed: options.seed, corpus: Corpus.load(root: options.root))
    if let number = options.show {
      FileHandle.standardOutput.write(Data(recipe.program(number).source))
      return
    }
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let tally = Parent(options: options, executable: executable ?? CommandLine.arguments[0]).run()
    print(tally.report())
    if let folder = options.keep { keep(tally, recipe, in: folder) }
    exit(tally.harms.isEmpty ? 0 : 1)
  }

  private static func keep(_ tally: Tally, _ recipe: Recipe, in folder: String) {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for harm in tally.harms {
      let path = "\(folder)/\(recipe.seed)-\(harm.number).aim"
      _ = FileManager.default.createFile(
        atPath: path, contents: Data(recipe.program(harm.number).source))
    }
  }
}

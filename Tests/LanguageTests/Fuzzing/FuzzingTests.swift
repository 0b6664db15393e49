import AimTestSupport
import Foundation
import Testing

/// A bounded share of the fuzzing, and its planted bugs: `Tests/Fuzzing/README.md` has the rest.
@Suite(.serialized) struct FuzzingTests {
  @Test func `no program does harm, and a third of them reach the machine`() throws {
    let (code, output) = try fuzz("--count", "6000", "--jobs", "2", "--seed", "20261")
    #expect(code == 0, "\(output)")
    let reached = output.split(separator: " ").dropFirst(2).first.flatMap { Double($0) } ?? 0
    #expect(reached > 33, "\(output)")
  }

  @Test(arguments: ["trap", "noise"])
  func `a planted bug is found`(plant: String) throws {
    let (code, output) = try fuzz("--count", "3000", "--jobs", "2", "--plant", plant)
    #expect(code == 1, "\(output)")
    #expect(output.contains("did harm"))
  }

  private func fuzz(_ arguments: String...) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.deletingLastPathComponent()
      .appendingPathComponent("aim-fuzz")
    if let built = builtFolder { process.executableURL = built.appendingPathComponent("aim-fuzz") }
    process.arguments = ["--root", RepositoryFolder.root] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// The folder of the test bundle, where the other products stand too.
  private var builtFolder: URL? {
    CommandLine.arguments.first { $0.contains(".xctest") }
      .map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
  }
}

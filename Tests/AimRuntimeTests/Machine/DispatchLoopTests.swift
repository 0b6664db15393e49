import Foundation
import Testing

/// The dispatch loop as the compiler made it: the disassembly of the release binary.
///
/// The loop counts references by hand; one `swift_retain` in it, or one outlined copy of a value that
/// the compiler does not find trivial, costs more than most instructions do. `make test` builds the
/// binary before it runs the tests.
@Suite struct DispatchLoopTests {
  @Test func `the normal dispatch loop counts no references through the compiler`() throws {
    let loop = try Disassembly(
      of: { $0.contains("AimRuntime7MachineC3run5floor") && $0.contains("10Unobserved") })
    // The loop has a case for each of some hundred opcodes and jumps to them through a table: what
    // was found is the loop, and whole.
    #expect(loop.instructions.count > 2000)
    #expect(loop.instructions.contains { $0.hasPrefix("jmp") && $0.contains("*%r") })
    #expect(loop.calls.contains { $0.contains("7MachineC11handleFault") })
    #expect(loop.countingCalls == [])
  }

  @Test func `a function that does count is found to`() throws {
    let slowPath = try Disassembly(
      of: { $0.contains("AimRuntime7MachineC10callShaped") && $0.contains("OAA4WordV") })
    #expect(!slowPath.countingCalls.isEmpty)
  }
}

/// One function of `.build/release/aim`.
private struct Disassembly {
  /// Each as `objdump` writes it: `mov %rax,(%rcx)`.
  let instructions: [String]

  struct Unavailable: Error, CustomStringConvertible {
    let description: String
  }

  /// The one function whose symbol is wanted.
  init(of isWanted: (String) -> Bool) throws {
    let binary = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../.build/release/aim").standardized.path
    guard FileManager.default.isExecutableFile(atPath: binary) else {
      throw Unavailable(
        description:
          ".build/release/aim is missing: `make build` makes it, `make test` does so first")
    }
    let symbols = try Disassembly.output("nm", [binary]).split(separator: "\n")
      .compactMap { $0.split(separator: " ").last.map(String.init) }.filter(isWanted)
    guard symbols.count == 1 else {
      throw Unavailable(description: "one function is looked for, found are \(symbols)")
    }
    instructions = try Disassembly.output(
      "objdump", ["--no-show-raw-insn", "--disassemble=\(symbols[0])", binary]
    )
    .split(separator: "\n")
    .compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, parts[0].hasSuffix(":") else { return nil }
      return String(parts[1])
    }
  }

  /// What it calls, or leaves for.
  var calls: [String] {
    instructions.filter { $0.hasPrefix("call") || $0.hasPrefix("jmp") && $0.contains("swift_") }
  }

  /// Calls that retain, release, or copy and destroy values out of line (mangled: `WO` and a letter).
  var countingCalls: [String] {
    calls.filter { call in
      ["retain", "release", "bridgeObject", "outlined"].contains { call.contains($0) }
        && !call.contains("AimRuntime7ReleaseO")
        || call.contains(/WO[a-z]+[>@]/)
    }
  }

  private static func output(_ tool: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Unavailable(description: "`\(tool)` failed: Debian's package binutils has it")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

// swift-tools-version: 6.2
import PackageDescription

/// clang halves 512-bit vectors unless told not to: the first processors that had them ran slower.
#if arch(arm64)
  let wideVectors: [String] = []
#else
  let wideVectors = ["-mprefer-vector-width=512"]
#endif

/// What every Swift target is compiled with.
///
/// Exclusivity is proved statically here; the dynamic check costs up to a fifth of the
/// interpreter's speed.
let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-enforce-exclusivity=unchecked"]),
]

/// A hot target is optimised in debug builds too: its loops are ten times slower otherwise.
let hotSettings = swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The machine's loop ends every case with a jump of its own to the next one.
///
/// Processors predict many such jumps better than one. LLVM refuses to copy so large a switch unasked,
/// and would keep numbers in the registers that the loop needs for its own.
let machineSettings =
  hotSettings + [
    .unsafeFlags([
      "-Xllvm", "-tail-dup-pred-size=10000", "-Xllvm", "-tail-dup-succ-size=10000",
      "-Xllvm", "-disable-constant-hoisting",
    ])
  ]

let package = Package(
  name: "aim",
  products: [.executable(name: "aim", targets: ["aim"])],
  dependencies: [
    // Commands, options and their help: the package made for it by the Swift project.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(name: "AimDiagnostics", swiftSettings: swiftSettings),
    .target(
      name: "CAimKernels",
      cSettings: [
        .unsafeFlags(
          [
            "-std=c23", "-O3", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast",
          ] + wideVectors)
      ]),
    // GNU readline behind the few functions that the prompt needs.
    .target(
      name: "CReadline", cSettings: [.define("_GNU_SOURCE"), .unsafeFlags(["-std=c23"])],
      linkerSettings: [.linkedLibrary("readline")]),
    .target(name: "CArguments", cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(
      name: "AimTensor", dependencies: ["AimDiagnostics", "CAimKernels"],
      swiftSettings: hotSettings),
    .target(name: "AimSyntax", dependencies: ["AimDiagnostics"], swiftSettings: swiftSettings),
    .target(
      name: "AimCompiler", dependencies: ["AimSyntax", "AimDiagnostics"],
      swiftSettings: swiftSettings),
    // The text of `stdlib/` and the data sets, embedded by the C compiler: `#embed` costs nothing.
    .target(
      name: "CAimStandardLibrary", path: "stdlib",
      exclude: [
        "data", "functional", "initializers", "layers", "losses", "optimizers", "training",
      ],
      cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(
      name: "AimRuntime",
      dependencies: [
        "AimCompiler", "AimSyntax", "AimTensor", "AimDiagnostics", "CAimKernels",
        "CAimStandardLibrary",
      ],
      swiftSettings: machineSettings),
    .target(
      name: "AimNotebook",
      dependencies: ["AimRuntime", "AimCompiler", "AimSyntax", "AimTensor", "AimDiagnostics"],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "aim",
      dependencies: [
        "AimNotebook", "AimRuntime", "AimTensor", "AimSyntax", "AimDiagnostics", "CReadline",
        "CArguments",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),

    // Tests mirror the targets; programs, snapshots and mistakes stand in folders beside them.
    .testTarget(
      name: "AimDiagnosticsTests", dependencies: ["AimDiagnostics"], swiftSettings: swiftSettings),
    .testTarget(
      name: "AimTensorTests", dependencies: ["AimTensor", "AimDiagnostics", "CAimKernels"],
      resources: [.copy("Reference")], swiftSettings: swiftSettings),
    .testTarget(
      name: "AimSyntaxTests", dependencies: ["AimSyntax", "AimDiagnostics"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "AimRuntimeTests",
      dependencies: ["AimRuntime", "AimCompiler", "AimSyntax", "AimTensor", "AimDiagnostics"],
      resources: [.copy("Reference")], swiftSettings: swiftSettings),
    .testTarget(
      name: "AimNotebookTests",
      dependencies: ["AimNotebook", "AimRuntime", "AimSyntax", "AimTensor", "AimDiagnostics"],
      swiftSettings: swiftSettings),
    // Runs programs for the tests and the fuzzer: one fresh session each, nothing but values back.
    .target(
      name: "AimTestSupport",
      dependencies: [
        "AimNotebook", "AimRuntime", "AimCompiler", "AimSyntax", "AimTensor", "AimDiagnostics",
      ],
      path: "Tests/Support", swiftSettings: hotSettings),
    .executableTarget(
      name: "aim-fuzz", dependencies: ["AimTestSupport"], path: "Tests/Fuzzing",
      exclude: ["README.md"], swiftSettings: hotSettings),
    // The program as its user meets it: a process, a pipe, a pseudo-terminal, a folder of programs.
    .testTarget(
      name: "LanguageTests",
      dependencies: [
        "AimNotebook", "AimRuntime", "AimCompiler", "AimSyntax", "AimTensor", "AimDiagnostics",
        "aim", "AimTestSupport", "aim-fuzz",
      ],
      exclude: ["Reference"],
      swiftSettings: swiftSettings),
  ]
)

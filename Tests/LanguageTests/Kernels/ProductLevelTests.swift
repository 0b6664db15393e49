import Testing

/// Products at each instruction level: the level is chosen when the process starts.
@Suite struct `Products at each level` {
  private let home = TerminalHome()

  private static let program = """
    # A product of small whole numbers is exact in f32 and f64: it is held against that of i64, with each
    # side row by row and column by column.
    fn agrees(a, b, dtype) {
      let exact = a @ b
      let left = [cast(a, dtype), (cast(a.T, dtype) * 1).T]
      let right = [cast(b, dtype), (cast(b.T, dtype) * 1).T]
      var good = true
      for x in left {
        for y in right { good = good and all(cast(x @ y, "i64") == exact) }
      }
      good
    }

    let sizes = [
      [1, 1, 1], [2, 3, 4], [1, 700, 33], [33, 700, 1], [15, 17, 31], [16, 4, 16], [64, 300, 10],
      [129, 40, 257], [29, 1100, 270], [130, 70, 2100], [3, 2500, 65], [7, 9000, 5],
    ]
    for (rows, depth, columns) in sizes {
      let a = randint(-9, 10, [rows, depth])
      let b = randint(-9, 10, [depth, columns])
      print(rows, depth, columns, agrees(a, b, "f32"), agrees(a, b, "f64"))
    }
    """

  @Test(arguments: ["baseline", "v3", "v4"])
  func `are exact where their sums are`(_ level: String) throws {
    let path = home.write("products.aim", Self.program)
    let run = try CommandRun(["run", path], variables: ["AIM_LEVEL": level])
    #expect(run.exitCode == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 12)
    for line in lines { #expect(line.hasSuffix("true true")) }
  }
}

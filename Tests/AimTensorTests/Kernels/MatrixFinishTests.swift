import CAimKernels
import Testing

/// The product's kernel as other kernels call it: finishing its sums, and with a packed side.
@Suite struct `The product's kernel` {
  /// Repeatable numbers between -1 and 1.
  private static func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int(state >> 40) % 2001 - 1000) / 1000
    }
  }

  static let sizes = [
    [1, 1, 1], [3, 20, 5], [14, 32, 7], [30, 100, 40], [17, 64, 600], [5, 10, 1030], [4, 9, 0],
  ]

  @Test(arguments: sizes)
  func `adds, shifts by a bias row and cuts below zero`(_ size: [Int]) throws {
    let (rows, columns, depth) = (size[0], size[1], size[2])
    let a = Self.numbers(rows * depth, seed: 1)
    let b = Self.numbers(depth * columns, seed: 2)
    let bias = Self.numbers(columns, seed: 3)
    let before = Self.numbers(rows * columns, seed: 4)
    var plain = [Float](repeating: .nan, count: rows * columns)
    multiply(rows, columns, depth, a, b, into: &plain, aim_finish_f32())
    for adding in [false, true] {
      for relu in [false, true] {
        var found = before
        bias.withUnsafeBufferPointer { row in
          multiply(
            rows, columns, depth, a, b, into: &found,
            aim_finish_f32(adding: adding, bias: row.baseAddress, relu: relu))
        }
        for index in found.indices {
          let sum = (adding ? before[index] : 0) + plain[index] + bias[index % columns]
          let expected = relu && sum <= 0 ? 0 : sum
          #expect(abs(found[index] - expected) <= 1e-4)
          #expect(adding || depth > 512 || found[index] == expected)
        }
      }
    }
  }

  @Test(arguments: sizes, [false, true])
  func `gives the same bits with a packed side and in parts`(
    _ size: [Int], _ isTurned: Bool
  ) throws {
    let (rows, columns, depth) = (size[0], size[1], size[2])
    let a = Self.numbers(rows * depth, seed: 1)
    let b = Self.numbers(depth * columns, seed: 2)
    var whole = [Float](repeating: .nan, count: rows * columns)
    var parts = whole
    var packed = [Float](repeating: .nan, count: Int(aim_matmul_packed_count_f32(columns, depth)))
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return }
        let left = aim_side_f32(base: first, line: depth, step: 1)
        let right =
          isTurned
          ? aim_side_f32(base: second, line: depth, step: 1)
          : aim_side_f32(base: second, line: 1, step: columns)
        aim_matmul_f32(rows, columns, depth, left, right, &whole, columns, aim_finish_f32())
        aim_matmul_pack_f32(columns, depth, right, &packed)
        parts.withUnsafeMutableBufferPointer { parts in
          guard let c = parts.baseAddress else { return }
          let cut = columns > 64 ? 64 : 0
          if cut > 0 {
            aim_matmul_packed_f32(
              rows, 0, cut, depth, left, packed, c, columns, aim_finish_f32())
          }
          aim_matmul_packed_f32(
            rows, cut, columns - cut, depth, left, packed, c + cut, columns, aim_finish_f32())
        }
      }
    }
    #expect(whole.map(\.bitPattern) == parts.map(\.bitPattern))
  }

  /// c = a b, all row by row.
  private func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: [Float], _ b: [Float], into c: inout [Float],
    _ finish: aim_finish_f32
  ) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        aim_matmul_f32(
          rows, columns, depth, aim_side_f32(base: a.baseAddress, line: depth, step: 1),
          aim_side_f32(base: b.baseAddress, line: 1, step: columns), &c, columns, finish)
      }
    }
  }
}

import AimTensor
import Glibc
import Testing

/// The vectorised functions against libm, one precision up for f32.
@Suite struct `Elementary functions in C` {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let range: ClosedRange<Double>
    /// Units in the last place.
    let allowed: Double
    let truth: @Sendable (Double) -> Double
    var testDescription: String { "\(name) on \(range)" }
  }

  static let cases: [Case] = [
    Case(name: "exp", range: -100...88, allowed: 2) { Glibc.exp($0) },
    Case(name: "expm1", range: -5...5, allowed: 3) { Glibc.expm1($0) },
    Case(name: "log", range: 1e-6...1e6, allowed: 2) { Glibc.log($0) },
    Case(name: "log", range: 0.5...2, allowed: 2) { Glibc.log($0) },
    Case(name: "log1p", range: -0.99...3, allowed: 3) { Glibc.log1p($0) },
    Case(name: "log1p", range: -1e-4...1e-4, allowed: 3) { Glibc.log1p($0) },
    Case(name: "tanh", range: -10...10, allowed: 3) { Glibc.tanh($0) },
    Case(name: "sigmoid", range: -80...80, allowed: 3) { 1 / (1 + Glibc.exp(-$0)) },
    Case(name: "erf", range: -4...4, allowed: 2) { Glibc.erf($0) },
    Case(name: "sin", range: -20...20, allowed: 2) { Glibc.sin($0) },
    Case(name: "sin", range: -1e5...1e5, allowed: 4) { Glibc.sin($0) },
    Case(name: "cos", range: -20...20, allowed: 2) { Glibc.cos($0) },
    Case(name: "cos", range: -1e5...1e5, allowed: 6) { Glibc.cos($0) },
    Case(name: "tan", range: -1.5...1.5, allowed: 4) { Glibc.tan($0) },
    Case(name: "asin", range: -1...1, allowed: 3) { Glibc.asin($0) },
    Case(name: "acos", range: -1...1, allowed: 3) { Glibc.acos($0) },
    Case(name: "atan", range: -10...10, allowed: 3) { Glibc.atan($0) },
    Case(name: "atan", range: -1e30...1e30, allowed: 3) { Glibc.atan($0) },
    Case(name: "sinh", range: -2...2, allowed: 3) { Glibc.sinh($0) },
    Case(name: "sinh", range: -89...89, allowed: 3) { Glibc.sinh($0) },
    Case(name: "cosh", range: -89...89, allowed: 3) { Glibc.cosh($0) },
    Case(name: "log2", range: 1e-6...1e6, allowed: 2) { Glibc.log2($0) },
    Case(name: "log2", range: 0.5...2, allowed: 2) { Glibc.log2($0) },
  ]

  @Test(arguments: cases)
  func `are right to a few units in the last place`(_ test: Case) throws {
    let op = try #require(Operator.named(test.name))
    let narrow = numbers(20_000, in: test.range).map { Float($0) }
    let found = try op(Tensor(narrow)).elements(as: Float.self)
    for (x, y) in zip(narrow, found) {
      let exact = test.truth(Double(x))
      let error = abs(Double(y) - exact) / Double(Float(exact).ulp)
      #expect(error <= test.allowed, "\(test.name)(\(x)) is \(y), not \(exact)")
    }
    let wide = numbers(20_000, in: test.range)
    let doubles = try op(Tensor(wide)).elements(as: Double.self)
    for (x, y) in zip(wide, doubles) {
      #expect(abs(y - test.truth(x)) <= (test.allowed + 3) * test.truth(x).ulp, "f64 \(x)")
    }
  }

  @Test func `the angle of a point is right in every quarter and on the axes`() throws {
    let edges: [Float] = [0, -0.0, 1, -1, 3.5, -0.25, .infinity, -.infinity, .nan, 1e-40]
    let above = edges.flatMap { a in edges.map { _ in a } }
    let along = edges.flatMap { _ in edges }
    let found = try Operator.atan2(Tensor(above), Tensor(along)).elements(as: Float.self)
    for (index, y) in found.enumerated() {
      let wanted = atan2f(above[index], along[index])
      #expect(wanted.isNaN ? y.isNaN : abs(y - wanted) <= 4 * wanted.ulp && y.sign == wanted.sign)
    }
  }

  @Test func `keep infinities, NaN, zeros and subnormal numbers`() throws {
    let edges: [Float] = [0, -0.0, .infinity, -.infinity, .nan, 0x1p-133, -1, 89, -103.5]
    func values(_ op: Operator) throws -> [Float] { try op(Tensor(edges)).elements(as: Float.self) }
    let exp = try values(.exp)
    #expect(exp[0] == 1 && exp[2] == .infinity && exp[3] == 0 && exp[4].isNaN)
    #expect(exp[5] == 1 && exp[7] == .infinity && exp[8] > 0 && exp[8] < 1e-44)
    let log = try values(.log)
    #expect(log[0] == -.infinity && log[2] == .infinity && log[3].isNaN && log[4].isNaN)
    #expect(abs(log[5] + 92.18857) < 1e-3 && log[6].isNaN)
    let tanh = try values(.tanh)
    #expect(tanh[1].sign == .minus && tanh[2] == 1 && tanh[3] == -1 && tanh[4].isNaN)
    let sin = try values(.sin)
    #expect(sin[1].sign == .minus && sin[2].isNaN && sin[3].isNaN && sin[4].isNaN)
    #expect(sin[5] == edges[5] && abs(sin[6] + sinf(1)) <= sinf(1).ulp)
    let atan = try values(.atan)
    #expect(atan[1].sign == .minus && atan[2] == atanf(.infinity) && atan[4].isNaN)
    let cosh = try values(.cosh)
    #expect(cosh[0] == 1 && cosh[2] == .infinity && cosh[3] == .infinity && cosh[4].isNaN)
    #expect(cosh[7].isFinite)
    let log2 = try values(.log2)
    #expect(log2[0] == -.infinity && log2[3].isNaN && log2[5] == -133 && log2[6].isNaN)
    let relu = try values(.relu)
    #expect(relu[1] == 0 && relu[2] == .infinity && relu[3] == 0 && relu[4].isNaN)
  }

  @Test(arguments: [0, 1, 7, 31, 32, 33, 1000, 4097, 40_000])
  func `sum long rows in fixed lanes without losing digits`(_ count: Int) throws {
    let values = numbers(count, in: 0...1).map { Float($0) }
    let exact = values.reduce(0.0) { $0 + Double($1) }
    let found = try Operator.sum(Tensor(values), .none, .flag(false)).item().double
    #expect(abs(found - exact) <= 1e-6 * max(exact, 1))
  }
}

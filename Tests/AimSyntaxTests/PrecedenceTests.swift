import AimSyntax
import Testing

/// The order of the reference, written down anew: loosest first.
private let levels: [(operators: [String], isRightToLeft: Bool)] = [
  (["|>"], false),
  (["or"], false),
  (["and"], false),
  (["==", "!=", "<", "<=", ">", ">=", "in", "not in"], false),
  ([".."], false),
  (["+", "-"], false),
  (["*", "/", "//", "%", "@"], false),
  (["^"], true),
]

private struct Pair: CustomTestStringConvertible, Sendable {
  let first: String
  let second: String
  let firstLevel: Int
  let secondLevel: Int
  var testDescription: String { "a \(first) b \(second) c" }

  static let all: [Pair] = levels.enumerated().flatMap { firstLevel, left in
    left.operators.flatMap { first in
      levels.enumerated().flatMap { secondLevel, right in
        right.operators.map { second in
          Pair(first: first, second: second, firstLevel: firstLevel, secondLevel: secondLevel)
        }
      }
    }
  }
}

@Suite struct PrecedenceTests {
  @Test(arguments: Pair.all.indices)
  func `two operators group as their order says`(index: Int) {
    let pair = Pair.all[index]
    let written = "a \(pair.first) b \(pair.second) c"
    let leftFirst = "(a \(pair.first) b) \(pair.second) c"
    let rightFirst = "a \(pair.first) (b \(pair.second) c)"
    if pair.firstLevel == pair.secondLevel {
      switch pair.first {
      case "..": #expect(faults(written) == ["chained-range"])
      case "==", "!=", "<", "<=", ">", ">=", "in", "not in":
        #expect(dump(written) == "(a \(pair.first) b \(pair.second) c)")
      default:
        let isRight = levels[pair.firstLevel].isRightToLeft
        #expect(dump(written) == dump(isRight ? rightFirst : leftFirst))
      }
    } else if pair.firstLevel > pair.secondLevel {
      #expect(dump(written) == dump(leftFirst))
    } else {
      #expect(dump(written) == dump(rightFirst))
    }
    #expect(dump(leftFirst) != dump(rightFirst))
  }

  @Test(arguments: [
    ("-a ^ b", "-(a ^ b)"), ("a ^ -b", "a ^ (-b)"), ("a ^ -b ^ c", "a ^ (-(b ^ c))"),
    ("-a * b", "(-a) * b"), ("-a + b", "(-a) + b"), ("--a", "-(-a)"), ("-a.f", "-(a.f)"),
    ("-a[0]", "-(a[0])"), ("-f(a)", "-(f(a))"), ("-a |> f", "(-a) |> f"), ("a - -b", "a - (-b)"),
    ("not a == b", "not (a == b)"), ("not a in b", "not (a in b)"),
    ("not a and b", "(not a) and b"), ("a or not b", "a or (not b)"), ("not not a", "not (not a)"),
    ("a .. -b", "a .. (-b)"), ("a in b .. c", "a in (b .. c)"), ("a @ b.f(c)", "a @ (b.f(c))"),
    ("x -> a |> f", "x -> (a |> f)"), ("a |> x -> x + 1", "a |> (x -> x + 1)"),
    ("x -> y -> x + y", "x -> (y -> (x + y))"), ("2 ^ 3 ^ 2", "2 ^ (3 ^ 2)"),
  ])
  func `prefixes group as their order says`(written: String, grouped: String) {
    #expect(faults(written) == [])
    #expect(dump(written) == dump(grouped))
  }

  @Test func `comparisons chain, and parentheses end the chain`() {
    #expect(dump("0 < x <= 1") == "(0 < x <= 1)")
    #expect(dump("(0 < x) <= 1") == "((0 < x) <= 1)")
    #expect(dump("a not in b") == "(a not in b)")
  }

  @Test func `the table has a row for each operator, in the order of the reference`() {
    var order: [Precedence] = []
    for level in levels {
      let rows = level.operators.filter { $0 != "not in" }.map { Token.Kind(rawValue: $0)?.infix }
      #expect(Set(rows.map { $0?.precedence }).count == 1)
      if case let row?? = rows.first { order.append(row.precedence) }
    }
    #expect(order == order.sorted() && order.count == levels.count)
  }
}
